import type { Locale } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";
import type { ProcessField } from "../../workflow";
import { EMPTY, type Value } from "../language";
import type { CaseRow } from "./rows";
import { day, flag, money, number, text } from "./values";

/** The fields of a case as their process types them; choices by their names in the letter's language. */
export function fieldValues(
  row: CaseRow,
  fields: readonly ProcessField[],
  { currency, language }: { currency: Currency; language: Locale },
): Record<string, Value> {
  const values: Record<string, Value> = {};
  for (const field of fields) {
    values[field.key] = fieldValue(field, row.fields[field.key], { currency, language });
  }
  return values;
}

function fieldValue(
  field: ProcessField,
  value: unknown,
  { currency, language }: { currency: Currency; language: Locale },
): Value {
  if (value === null || value === undefined || value === "") return EMPTY;
  if (typeof value === "boolean") return flag(value);
  if (typeof value === "number") {
    return field.type === "money" ? money(value, currency) : number(value);
  }
  if (typeof value !== "string") return EMPTY;
  if (field.type === "day") return day(value);
  if (field.type !== "choice") return text(value);
  const choice = field.choices?.find(({ code }) => code === value);
  return text(choice?.names[language] ?? value);
}
