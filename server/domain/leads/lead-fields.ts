import type { Tx } from "@/db/client";
import { newDefinitionOf } from "../cases";
import {
  findChoice,
  type ProcessDefinition,
  type ProcessField,
  takesOutsideWords,
} from "../workflow";

export const DEAL = "deal";

/** The process by which a deal opened now would go. */
export async function dealProcess(tx: Tx): Promise<ProcessDefinition> {
  const { definition } = await newDefinitionOf(tx, { category: DEAL, fields: {} });
  return definition;
}

const TEXT_MAX = 500;
const NOTE_MAX = 10_000;

const MAIL = /[^\s<>"'()[\]:;,]+@[^\s<>"'()[\]:;,]+\.[^\s<>"'()[\]:;,]{2,}/;
/** Fields that hold an address, whatever stands around it in what came. */
const ADDRESSES = ["senderEmail", "siteEmail"];

/**
 * Values from outside as the fields of the process take them: cut to their length, choices by any of
 * their names; what fits no field is left out.
 */
export function fitFields(
  definition: ProcessDefinition,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const fitted: Record<string, string> = {};
  for (const field of definition.fields) {
    const value = values[field.key];
    if (value === undefined || !takesOutsideWords(field)) continue;
    const fit = fitOne(field, value);
    if (fit !== "") fitted[field.key] = fit;
  }
  return fitted;
}

function fitOne(field: ProcessField, value: string): string {
  if (field.type === "choice") return findChoice(field, value)?.code ?? "";
  if (field.type === "note")
    return value
      .trim()
      .slice(0, field.maxLength ?? NOTE_MAX)
      .trim();
  const line = value.replace(/\s+/g, " ").trim();
  const known = ADDRESSES.includes(field.key) ? (MAIL.exec(line)?.[0] ?? line) : line;
  return known.slice(0, field.maxLength ?? TEXT_MAX).trim();
}
