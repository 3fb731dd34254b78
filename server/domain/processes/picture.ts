import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { diagramOf, type Ruling, ruledBy } from "../cases";
import { authorize, type Context, reading } from "../context";
import { seesCategory } from "../sight";
import {
  definitionsOfVersion,
  isFromAnywhere,
  type ProcessDefinition,
  readProcesses,
  statesFrom,
} from "../workflow";
import { type PictureInput, pictureInput } from "./inputs";
import { nameOf, tellTransition } from "./words";

/** How many cases of a state are counted; of more it is said that there are more. */
const COUNT_MAX = 10_000;

export type ProcessPicture = ReturnType<typeof pictureOf> & {
  version: number;
  isInForce: boolean;
  /** Living cases by state, of those that the asker may see; at most `countMax` are counted. */
  counts: Record<string, number>;
  countMax: number;
};

/** A process as it is enforced: its picture, what each way asks for, and how many cases stand where. */
export async function processPicture(ctx: Context, raw: PictureInput): Promise<ProcessPicture> {
  authorize(ctx, "cases:read");
  const { category, code, version, language } = pictureInput.parse(raw);
  return reading(ctx, async (tx) => {
    requireCategorySeen(ctx, category);
    const processes = await readProcesses(tx);
    const active = processes.versionOf(category);
    const isBroken = processes.isBroken({ category, processVersion: active });
    const number = version ?? (isBroken ? 0 : active);
    const wanted = code ?? category;
    const definitions = await definitionsOfVersion(tx, { category, number });
    const definition = definitions.find((each) => each.code === wanted);
    if (!definition) throw new DomainError("not_found", "cases.unknown_category", { category });
    return {
      ...pictureOf(definition, language),
      version: number,
      isInForce: number === active,
      counts: await countStates(tx, { definition, definitions, version: number }),
      countMax: COUNT_MAX,
    };
  });
}

/** Who has nothing to do with a category is not told how it goes either. */
export function requireCategorySeen({ actor }: Context, category: string): void {
  if (actor.kind !== "operator" || seesCategory(actor.role, category)) return;
  throw new DomainError("not_found", "cases.unknown_category", { category });
}

/** All that is drawn and told of a definition, in one language. Pure. */
export function pictureOf(definition: ProcessDefinition, language: Locale) {
  const { category, code, initial } = definition;
  return {
    ...{ category, code, initial },
    /** The number that the definition itself says. */
    revision: definition.version,
    name: definition.names[language],
    choice: choiceOf(definition, language),
    diagram: diagramOf(definition),
    states: definition.states.map((state) => ({
      code: state.code,
      name: state.names[language],
      waitingOn: state.final ? null : state.waitingOn,
      isFinal: state.final,
      colour: state.colour,
      stage: state.stage === null ? null : nameOf(definition.stages, state.stage, language),
    })),
    transitions: definition.transitions.map((transition) => ({
      code: transition.code,
      name: transition.names[language],
      from: statesFrom(definition, transition),
      isFromAnywhere: isFromAnywhere(definition, transition),
      to: transition.to,
      roles: [...transition.roles],
      needsResolution: transition.requiresResolution,
      ...tellTransition(definition, transition, language),
    })),
  };
}

/** What chooses this variant among the processes of its category. */
function choiceOf({ selectBy, fields }: ProcessDefinition, language: Locale): string | null {
  if (!selectBy) return null;
  const field = fields.find(({ key }) => key === selectBy.field);
  const choice = field?.choices?.find(({ code }) => code === selectBy.value);
  return choice?.names[language] ?? selectBy.value;
}

async function countStates(tx: Tx, ruling: Ruling): Promise<Record<string, number>> {
  const states = ruling.definition.states.map(({ code }) => code);
  const rows = await tx.sql<{ state: string; count: number }[]>`
    select s.state, k.count from unnest(${states}::text[]) as s(state),
    lateral (select count(*)::int as count from (select 1 from cases c
        where ${ruledBy(tx.sql, ruling)} and c.state = s.state
          and c.archived_at is null and c.voided_at is null
        limit ${COUNT_MAX + 1}) l) k`;
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
