import { isDay } from "@/server/kernel/days";
import type { FileVariable } from "./file-schema";

/** A value as it is kept: money as minor units with its currency, the rest as it stands in JSON. */
export type KeptValue =
  | string
  | number
  | boolean
  | null
  | { minor: number; currency: "CZK" | "EUR" };

export type KeptValues = Record<string, KeptValue>;

const TEXT_MAX = 2_000;

/**
 * What a program answered, by the types that the file declares; null where the answer does not hold to
 * them. What it leaves out is nothing; what the file does not name is left out. Pure.
 */
export function valuesOf(answer: unknown, { fields }: FileVariable): KeptValues | null {
  if (answer === null || typeof answer !== "object" || Array.isArray(answer)) return null;
  const given = answer as Record<string, unknown>;
  const kept: KeptValues = {};
  for (const [key, { type }] of Object.entries(fields)) {
    const value = Object.hasOwn(given, key) ? given[key] : null;
    const read = value === null ? null : READ[type](value, given);
    if (read === undefined) return null;
    kept[key] = read;
  }
  return kept;
}

type Read = (value: unknown, of: Record<string, unknown>) => KeptValue | undefined;

const READ: Record<FileVariable["fields"][string]["type"], Read> = {
  text: (value) =>
    typeof value === "string" && value.length <= TEXT_MAX && !value.includes("\0")
      ? value
      : undefined,
  number: (value) => (typeof value === "number" && Number.isFinite(value) ? value : undefined),
  money: (value, { currency = "CZK" }) =>
    Number.isSafeInteger(value) && (currency === "CZK" || currency === "EUR")
      ? { minor: value as number, currency }
      : undefined,
  day: (value) => (typeof value === "string" && isDay(value) ? value : undefined),
  flag: (value) => (typeof value === "boolean" ? value : undefined),
};

/** What stands there while the program is silent; null where the file names nothing. */
export function fallbackOf({ fields }: FileVariable): KeptValues | null {
  const named = Object.entries(fields).filter(([, { fallback }]) => fallback !== undefined);
  if (named.length === 0) return null;
  const given = Object.fromEntries(named.map(([key, { fallback }]) => [key, fallback]));
  return valuesOf(given, { fields } as FileVariable);
}
