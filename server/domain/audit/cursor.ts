import { DomainError } from "@/server/kernel/errors";
import { decodeCursor } from "@/server/kernel/page";

/** The instant as the database wrote it: a Date would lose its microseconds and skip rows. */
export function readCursor(cursor: string | null | undefined): [string, number] | [null, null] {
  if (!cursor) return [null, null];
  const [at, id] = decodeCursor(cursor, 2);
  if (typeof at !== "string" || typeof id !== "number" || Number.isNaN(Date.parse(at))) {
    throw new DomainError("invalid", "kernel.bad_cursor");
  }
  return [at, id];
}
