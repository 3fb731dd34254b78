import type { Locale } from "@/server/kernel/locale";
import {
  effectReferences,
  fieldRules,
  GUARDS,
  isEffectName,
  type NamedCall,
  type Names,
  type ProcessDefinition,
  type ProcessTransition,
  parseEffect,
  type References,
} from "../workflow";

/** One param of a guard or an effect, as a person reads it. */
export type Detail =
  | { kind: "text"; text: string }
  | { kind: "days"; days: number }
  | { kind: "flag"; flag: string }
  | { kind: "proceeding"; proceeding: string };

/** A guard or an effect by its name, whose words the interface has, with what it asks about. */
export interface Told {
  name: string;
  details: Detail[];
}

/** What a transition asks for and does, in one language. */
export function tellTransition(
  definition: ProcessDefinition,
  transition: ProcessTransition,
  language: Locale,
) {
  const tell = (call: NamedCall, references: References): Told => ({
    name: call.name,
    details: detailsOf(definition, { call, references, language }),
  });
  return {
    guards: transition.guards.map((call) =>
      tell(call, GUARDS[call.name]?.references(call.params) ?? {}),
    ),
    effects: transition.effects.map((call) =>
      tell(
        call,
        isEffectName(call.name) ? effectReferences(parseEffect(call.name, call.params)) : {},
      ),
    ),
    collegial: definition.collegial
      .filter((rule) => rule.gates.includes(transition.code))
      .map(({ state, action, min, result }) => ({
        state: nameOf(definition.states, state, language),
        ...{ action, min, result },
      })),
    /** Names of the fields that the target state demands of everybody. */
    demands: demandedOf(definition, transition.to, language),
  };
}

interface Asked {
  call: NamedCall;
  references: References;
  language: Locale;
}

function detailsOf(definition: ProcessDefinition, { call, references, language }: Asked): Detail[] {
  const { params } = call;
  const roles = (references.roles ?? []).map((role) => nameOf(definition.roles, role, language));
  const keys = [...(references.fields ?? []), ...(references.dayFields ?? [])];
  const fields = keys.map((key) => nameOfField(definition, key, language));
  const texts = [...roles, ...fields, ...valueText(definition, params, language)];
  return [
    ...texts.map((text): Detail => ({ kind: "text", text })),
    ...namesIn(params, language),
    ...(typeof params.tag === "string" && !params.names
      ? [{ kind: "text" as const, text: nameOfTag(definition, params.tag, language) }]
      : []),
    ...(typeof params.days === "number" ? [{ kind: "days" as const, days: params.days }] : []),
    ...(typeof params.dueInDays === "number"
      ? [{ kind: "days" as const, days: params.dueInDays }]
      : []),
    ...(typeof params.flag === "string" ? [{ kind: "flag" as const, flag: params.flag }] : []),
    ...(typeof params.kind === "string"
      ? [{ kind: "proceeding" as const, proceeding: params.kind }]
      : []),
  ];
}

/** A tag by the name that the process itself gives it where it puts it on. */
function nameOfTag({ transitions }: ProcessDefinition, tag: string, language: Locale): string {
  const put = transitions
    .flatMap(({ effects }) => effects)
    .find(({ params }) => params.tag === tag && params.names);
  return (put?.params.names as Names | undefined)?.[language] ?? tag;
}

function namesIn(params: Record<string, unknown>, language: Locale): Detail[] {
  const names = params.names as Names | undefined;
  return names ? [{ kind: "text", text: names[language] }] : [];
}

/** The value that a field has to have or gets: a choice by its name. */
function valueText(
  definition: ProcessDefinition,
  { field, value }: Record<string, unknown>,
  language: Locale,
): string[] {
  if (value === undefined || value === null || typeof value === "boolean") return [];
  const known = definition.fields.find(({ key }) => key === field);
  const choice = known?.choices?.find(({ code }) => code === value);
  return [choice?.names[language] ?? String(value)];
}

function demandedOf(definition: ProcessDefinition, state: string, language: Locale): string[] {
  const rules = fieldRules(definition, { state, role: null });
  return definition.fields
    .filter(({ key }) => rules[key]?.isRequired)
    .map(({ names }) => names[language]);
}

function nameOfField(definition: ProcessDefinition, key: string, language: Locale): string {
  return definition.fields.find((field) => field.key === key)?.names[language] ?? key;
}

export function nameOf(
  entries: readonly { code: string; names: Names }[],
  code: string,
  language: Locale,
): string {
  return entries.find((entry) => entry.code === code)?.names[language] ?? code;
}
