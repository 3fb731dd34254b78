import { DomainError } from "./errors";

export const PAGE_LIMIT_MAX = 100;

// A sort value is at most a long name; anything longer did not come from us.
const CURSOR_LENGTH_MAX = 8_192;

export type CursorValue = string | number | null;
export type Page<T> = { items: T[]; nextCursor: string | null };

/** Above this nobody reads the last digits of 812 344. */
export const COUNT_EXACT_MAX = 10_000;

export interface Count {
  count: number;
  /** false: there are more than `count`. */
  isExact: boolean;
}

/** The count of a query that stopped counting at one row more than `COUNT_EXACT_MAX`. */
export function countOf(rows: readonly { count: number }[]): Count {
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, COUNT_EXACT_MAX), isExact: count <= COUNT_EXACT_MAX };
}

/** Opaque base64url JSON of the sort values of the last row shown, the unique id last. */
export function encodeCursor(values: readonly CursorValue[]): string {
  for (const value of values) {
    if (typeof value === "number" && !Number.isFinite(value)) throw badCursor();
  }
  const bytes = new TextEncoder().encode(JSON.stringify(values));
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * The values of a cursor made by `encodeCursor` with `length` values.
 * Throws DomainError invalid `kernel.bad_cursor` for anything that would not encode to itself.
 */
export function decodeCursor(cursor: string, length: number): CursorValue[] {
  const values = readCursor(cursor);
  if (values === null || values.length !== length) throw badCursor();
  if (encodeCursor(values) !== cursor) throw badCursor();
  return values;
}

/** The values of a cursor that holds whole numbers only. Throws as `decodeCursor` does. */
export function decodeNumbers(cursor: string, length: number): number[] {
  const values = decodeCursor(cursor, length);
  if (!values.every((value) => Number.isSafeInteger(value))) throw badCursor();
  return values as number[];
}

/**
 * One page out of `limit + 1` rows: the extra row only says that there is more.
 * `cursorOf` gives the sort values of a row, as the query orders them.
 */
export function toPage<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (row: T) => readonly CursorValue[],
): Page<T> {
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_LIMIT_MAX) {
    throw new DomainError("invalid", "kernel.bad_page_limit", { max: PAGE_LIMIT_MAX });
  }
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items, nextCursor: hasMore ? encodeCursor(cursorOf(last)) : null };
}

function readCursor(cursor: string): CursorValue[] | null {
  if (cursor.length === 0 || cursor.length > CURSOR_LENGTH_MAX) return null;
  try {
    const binary = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    const parsed: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isCursorValues(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function isCursorValues(value: unknown): value is CursorValue[] {
  if (!Array.isArray(value)) return false;
  return value.every((v) => v === null || typeof v === "string" || Number.isFinite(v));
}

function badCursor(): DomainError {
  return new DomainError("invalid", "kernel.bad_cursor");
}
