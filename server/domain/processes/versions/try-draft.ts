import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { parseRefNo, refNoSortKey } from "@/server/kernel/ref-no";
import { caseFacts } from "../../cases";
import { authorize, authorOf, type Context, reading } from "../../context";
import {
  availableTransitions,
  type CaseFacts,
  emptyFacts,
  isEffectName,
  type Mover,
  makeCatalogue,
  nameReasons,
  type ProcessDefinition,
  parseEffect,
  selectDefinition,
  stateOf,
} from "../../workflow";
import { type TryDraftInput, tryDraftInput } from "../inputs";
import { checkDraft } from "./check-draft";
import { draftOf } from "./drafts";

interface Walker {
  definition: ProcessDefinition;
  state: string;
  facts: CaseFacts;
}

/**
 * A case walked through the draft on paper: nothing is written. A step may suppose that what its way
 * asks for is met; who may take it is never supposed.
 */
export async function tryDraft(ctx: Context, raw: TryDraftInput) {
  authorize(ctx, "settings:processes");
  authorize(ctx, "cases:read");
  const input = tryDraftInput.parse(raw);
  const { category, role, steps, language } = input;
  return reading(ctx, async (tx) => {
    const draft = await draftOf(tx, category);
    if (!draft) throw new DomainError("conflict", "processes.no_draft");
    const { definitions } = await checkDraft(tx, category, draft.definitions);
    if (!definitions) throw new DomainError("precondition", "processes.not_sound", { path: "" });
    const walker = await startOf(ctx, tx, { ...input, definitions });
    const mover: Mover = role === "system" ? { system: authorOf(ctx.actor).name } : { role };
    const trail: { from: string; to: string; name: string }[] = [];
    for (const step of steps) {
      const offer = offersOf(walker, mover).find(
        ({ transition }) => transition.code === step.transition,
      );
      if (!offer || (!offer.isAllowed && !step.isSupposed)) break;
      trail.push({
        from: nameOfState(walker, language),
        to: offer.to.names[language],
        name: offer.transition.names[language],
      });
      take(walker, offer.transition);
    }
    const present = stateOf(walker.definition, walker.state);
    return {
      definition: walker.definition.code,
      state: {
        code: walker.state,
        name: nameOfState(walker, language),
        isFinal: present?.final ?? false,
      },
      /** The case stands in a state that the draft does not have. */
      isLost: present === undefined,
      trail,
      offers: offersOf(walker, mover).map((offer) => ({
        code: offer.transition.code,
        name: offer.transition.names[language],
        to: offer.to.names[language],
        needsResolution: offer.transition.requiresResolution,
        isAllowed: offer.isAllowed,
        reasons: nameReasons(walker.definition, offer.reasons, language),
      })),
    };
  });
}

const offersOf = ({ definition, state, facts }: Walker, mover: Mover) =>
  availableTransitions(definition, state, { facts, mover });

const nameOfState = ({ definition, state }: Walker, language: Locale) =>
  stateOf(definition, state)?.names[language] ?? state;

async function startOf(
  ctx: Context,
  tx: Tx,
  given: {
    category: string;
    definitions: ProcessDefinition[];
    caseRefNo?: string | undefined;
    code?: string | undefined;
  },
): Promise<Walker> {
  const { category, definitions, caseRefNo, code = category } = given;
  if (!caseRefNo) {
    const definition = definitions.find((each) => each.code === code);
    if (!definition) throw new DomainError("not_found", "cases.unknown_category", { category });
    const { selectBy, initial } = definition;
    const values = selectBy ? { [selectBy.field]: selectBy.value } : {};
    return { definition, state: initial, facts: { ...emptyFacts(ctx.today), values } };
  }
  const parsed = parseRefNo(caseRefNo);
  const key = parsed.ok ? refNoSortKey(parsed.value) : { year: -1, number: -1 };
  const [row] = await tx.sql<{ id: number; state: string }[]>`
    select id, state from cases where ref_year = ${key.year} and ref_number = ${key.number}
       and category = ${category} and voided_at is null`;
  const facts = row && (await caseFacts(tx, [row.id], ctx.today)).get(row.id);
  if (!row || !facts) throw new DomainError("not_found", "cases.not_found");
  const catalogue = makeCatalogue(definitions, []);
  const definition = selectDefinition(catalogue, category, facts.values);
  if (!definition) throw new DomainError("not_found", "cases.unknown_category", { category });
  return { definition, state: row.state, facts };
}

/** What the step changes of what later guards look at. */
function take(walker: Walker, transition: ProcessDefinition["transitions"][number]): void {
  const values = { ...walker.facts.values };
  let { openTaskCount } = walker.facts;
  for (const { name, params } of transition.effects) {
    if (!isEffectName(name)) continue;
    const effect = parseEffect(name, params);
    if (effect.name === "stampDay" && !(effect.params.onlyIfEmpty && values[effect.params.field])) {
      values[effect.params.field] = walker.facts.today;
    }
    if (effect.name === "setField") values[effect.params.field] = effect.params.value;
    if (effect.name === "createTask") openTaskCount += 1;
    if (effect.name === "cancelTasks") openTaskCount = 0;
  }
  walker.facts = { ...walker.facts, values, openTaskCount, stateSinceOn: walker.facts.today };
  walker.state = transition.to;
}
