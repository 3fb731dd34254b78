import type { Tx } from "@/db/client";
import type { Locale } from "@/server/kernel/locale";
import { authorize, type Context, reading } from "../context";
import { seesCategory } from "../sight";
import {
  type Names,
  type ProcessDefinition,
  type ProcessField,
  readProcesses,
  statesFrom,
  takesOutsideWords,
} from "../workflow";
import { proofWaysOf } from "./dispatch-proof";
import { type ProcessesInput, processesInput } from "./inputs";
import { canMerge } from "./merge-cases";

/** A definition as a browser draws it: one language, no aliases, guards or effects. */
export type ProcessView = ReturnType<typeof viewOf>;

/** The process definitions as the interface draws them: states, fields, ways, stages, roles. */
export async function listProcesses(ctx: Context, raw: ProcessesInput): Promise<ProcessView[]> {
  authorize(ctx, "cases:read");
  const { language } = processesInput.parse(raw);
  const { actor } = ctx;
  return reading(ctx, async (tx) => {
    const processes = await readProcesses(tx);
    const isSeen = ({ category }: { category: string }) =>
      actor.kind !== "operator" || seesCategory(actor.role, category);
    const definitions = processes.inForce.definitions.filter(isSeen);
    const categories = processes.inForce.categories.filter(isSeen);
    const inForce = definitions.map((each) =>
      viewOf(each, { language, version: processes.versionOf(each.category), isInForce: true }),
    );
    const living = await livingVersions(tx);
    const older = categories.flatMap(({ category }) =>
      living
        .filter((each) => each.category === category)
        .filter(({ version }) => version !== processes.versionOf(category))
        .flatMap(({ version }) =>
          processes
            .definitionsOf(category, version)
            .map((each) => viewOf(each, { language, version, isInForce: false })),
        ),
    );
    return [...inForce, ...older];
  });
}

/** Versions by which cases still go; the delivered one is asked of where it is not in force. */
async function livingVersions({ sql }: Tx): Promise<{ category: string; version: number }[]> {
  return sql<{ category: string; version: number }[]>`
    select v.category, v.number as version from process_versions v
     where v.status = 'retired'
       and exists (select from cases c where c.category = v.category
                      and c.process_version = v.number and c.process_version > 0)
    union all
    select v.category, 0 from process_versions v
     where v.status = 'active'
       and exists (select from cases c where c.category = v.category and c.process_version = 0)`;
}

interface Seen {
  language: Locale;
  version: number;
  isInForce: boolean;
}

const named =
  (language: Locale) =>
  <T extends { code: string; names: Names }>({ code: key, names }: T) => ({
    code: key,
    name: names[language],
  });

function fieldView(field: ProcessField, language: Locale) {
  return {
    key: field.key,
    name: field.names[language],
    type: field.type,
    section: field.section ?? null,
    choices: (field.choices ?? []).map((choice) => ({
      ...named(language)(choice),
      isOfVerb: choice.ownVerb,
    })),
    currency: field.currency ?? null,
    currencyField: field.currencyField ?? null,
    isInList: field.list,
    isQuick: field.quick,
    /** A choice that some state demands: why a deal was refused. */
    isReason: field.type === "choice" && field.required.some(({ states }) => states),
    takesOutsideWords: takesOutsideWords(field),
    isAlwaysRequired: field.required.some(({ states, roles }) => !states && !roles),
    min: field.min ?? null,
    max: field.max ?? null,
    maxLength: field.maxLength ?? null,
  };
}

function viewOf(definition: ProcessDefinition, { language, version, isInForce }: Seen) {
  const { category, code, initial, openRoles, selector, refNo, variantOf, selectBy } = definition;
  const name = named(language);
  return {
    category,
    code,
    /** Number of the version; 0 = as delivered. */
    version,
    /** New cases go by it; others are of older cases only. */
    isInForce,
    /** Of a variant: the field and value that choose it. */
    selectBy: variantOf === undefined ? null : (selectBy ?? null),
    name: definition.names[language],
    refNoPattern: refNo.pattern,
    hasLedger: definition.hasLedger,
    hasParent: definition.hasParent,
    parentCategories: definition.parentCategories,
    canMerge: canMerge(definition),
    ownerRequired: definition.ownerRequired,
    titleFields: definition.titleFields,
    initial,
    openRoles,
    selector,
    /** Where the way to court asks for the proof of dispatch: the field that is no proof of it. */
    dispatchProofField: proofWaysOf(definition)[0]?.field ?? null,
    sections: definition.sections.map(name),
    fields: definition.fields.map((field) => fieldView(field, language)),
    roles: definition.roles.map((role) => ({
      ...name(role),
      isDefault: role.default,
      isRequired: role.required,
      isMany: role.many,
    })),
    /** Of its board: what a card shows, and whether there is one to draw. */
    board: {
      card: definition.board.card,
      sum: definition.board.sum ?? null,
      hasColumns: definition.boardColumns.length > 0,
    },
    stages: definition.stages.map((stage) => ({ ...name(stage), percent: stage.percent })),
    states: definition.states.map((state) => ({
      ...name(state),
      waitingOn: state.final ? null : state.waitingOn,
      isFinal: state.final,
      isOpenable: state.openable,
      colour: state.colour,
      stage: state.stage,
    })),
    transitions: definition.transitions.map((transition) => ({
      ...name(transition),
      from: statesFrom(definition, transition),
      to: transition.to,
      needsResolution: transition.requiresResolution,
      isBySystem: (transition.roles as readonly string[]).includes("system"),
    })),
  };
}
