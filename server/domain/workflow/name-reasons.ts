import { formatDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import type { Finding } from "@/server/kernel/parsed";
import type { Names, ProcessDefinition } from "./definition";

/**
 * Findings as a person may read them: codes of roles, fields, states and transitions in their
 * params become names in the reader's language, days become dates. Codes of kinds (`kind`,
 * `action`, `flag`) stay, for the messages choose by them.
 */
export function nameReasons<Reason extends Finding>(
  definition: ProcessDefinition,
  reasons: readonly Reason[],
  locale: Locale,
): Reason[] {
  return reasons.map((reason) => {
    if (reason.params === undefined) return reason;
    const params = Object.entries(reason.params).map(([key, value]) => [
      key,
      typeof value === "string" ? named(definition, { key, value }, locale) : value,
    ]);
    return { ...reason, params: Object.fromEntries(params) };
  });
}

function named(
  definition: ProcessDefinition,
  param: { key: string; value: string },
  locale: Locale,
): string {
  const { key, value } = param;
  if (key === "field" || key === "fields") {
    const keys = value.split(", ");
    return keys.map((each) => nameOf(fieldsByCode(definition), each, locale)).join(", ");
  }
  if (key === "state" || key === "to") return nameOf(definition.states, value, locale);
  if (key === "role") return nameOf(definition.roles, value, locale);
  if (key === "transition") return nameOf(definition.transitions, value, locale);
  return key.endsWith("On") ? formatDay(value, locale) : value;
}

function fieldsByCode(definition: ProcessDefinition) {
  return definition.fields.map(({ key, names }) => ({ code: key, names }));
}

function nameOf(
  entries: readonly { code: string; names: Names }[],
  code: string,
  locale: Locale,
): string {
  return entries.find((entry) => entry.code === code)?.names[locale] ?? code;
}
