import { createHash } from "node:crypto";

/** The same text for the same value; the database keeps keys in an order of its own. */
export function stableText(value: unknown): string {
  return JSON.stringify(value, (_, each) => {
    if (typeof each !== "object" || each === null || Array.isArray(each)) return each;
    return Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** The same for the same value, whenever it was made. */
export const stableHash = (value: unknown): string =>
  createHash("sha256").update(stableText(value)).digest("hex");
