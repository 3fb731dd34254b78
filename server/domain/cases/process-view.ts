import type { Locale } from "@/server/kernel/locale";
import { authorize, type Context } from "../context";
import { seesCategory } from "../sight";
import { type Names, type ProcessDefinition, processCatalogue, statesFrom } from "../workflow";
import { proofWaysOf } from "./dispatch-proof";
import { type ProcessesInput, processesInput } from "./inputs";
import { canMerge } from "./merge-cases";

/** A definition as a browser draws it: one language, no aliases, guards or effects. */
export type ProcessView = ReturnType<typeof viewOf>;

/** The process definitions as the interface draws them: states, fields, ways, stages, roles. */
export function listProcesses(ctx: Context, raw: ProcessesInput): ProcessView[] {
  authorize(ctx, "cases:read");
  const { language } = processesInput.parse(raw);
  const { actor } = ctx;
  return processCatalogue()
    .definitions.filter(
      ({ category }) => actor.kind !== "operator" || seesCategory(actor.role, category),
    )
    .map((each) => viewOf(each, language));
}

function viewOf(definition: ProcessDefinition, language: Locale) {
  const { category, code, initial, openRoles, selector, refNo, variantOf, selectBy } = definition;
  const named = <T extends { code: string; names: Names }>({ code: key, names }: T) => ({
    code: key,
    name: names[language],
  });
  return {
    category,
    code,
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
    sections: definition.sections.map(named),
    fields: definition.fields.map((field) => ({
      key: field.key,
      name: field.names[language],
      type: field.type,
      section: field.section ?? null,
      choices: (field.choices ?? []).map((choice) => ({
        ...named(choice),
        isOfVerb: choice.ownVerb,
      })),
      currency: field.currency ?? null,
      currencyField: field.currencyField ?? null,
      isInList: field.list,
      isQuick: field.quick,
      /** A choice that some state demands: why a deal was refused. */
      isReason: field.type === "choice" && field.required.some(({ states }) => states),
      isAlwaysRequired: field.required.some(({ states, roles }) => !states && !roles),
      min: field.min ?? null,
      max: field.max ?? null,
      maxLength: field.maxLength ?? null,
    })),
    roles: definition.roles.map((role) => ({
      ...named(role),
      isDefault: role.default,
      isRequired: role.required,
      isMany: role.many,
    })),
    stages: definition.stages.map((stage) => ({ ...named(stage), percent: stage.percent })),
    states: definition.states.map((state) => ({
      ...named(state),
      waitingOn: state.final ? null : state.waitingOn,
      isFinal: state.final,
      isOpenable: state.openable,
      colour: state.colour,
      stage: state.stage,
    })),
    transitions: definition.transitions.map((transition) => ({
      ...named(transition),
      from: statesFrom(definition, transition),
      to: transition.to,
      needsResolution: transition.requiresResolution,
      isBySystem: (transition.roles as readonly string[]).includes("system"),
    })),
  };
}
