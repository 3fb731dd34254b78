import type { Group, Value } from "../value";
import { guessSex, type Sex, sexOfText } from "./guess-sex";

export { sexOfText } from "./guess-sex";

/** Sex of a person of the vocabulary: recorded, else by the name; null also for organisations. */
export function sexOfGroup(value: Value): Sex | null {
  if (value.kind !== "group") return null;
  const recorded = sexOfText(textOf(value, "sex"));
  if (recorded !== null) return recorded;
  const organization = value.entries.isOrganization;
  if (organization?.kind === "flag" && organization.isTrue) return null;
  return guessSex({ givenName: textOf(value, "givenName"), surname: textOf(value, "surname") });
}

function textOf(group: Group, key: string): string {
  const value = group.entries[key];
  return value?.kind === "text" ? value.text : "";
}
