/**
 * How values travel between the procedures and the browser: JSON, and dates as `{"$date": …}`. A
 * key of the data's own that begins with "$" gets one more, so nothing is mistaken for a date.
 * Asked for every row of every list; a general library for it took a quarter of a list's time.
 */
export const wire = { serialize: encode, deserialize: decode };

const MARK = "$date";

/**
 * Copies only what has to change: most values travel as they are. Throws TypeError for what would
 * arrive as something else: bigint, Map, a class of its own.
 */
function encode(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return plain(value);
  if (value instanceof Date) return { [MARK]: value.toISOString() };
  if (Array.isArray(value)) return encodeList(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError(`${value.constructor?.name ?? "an object"} cannot travel`);
  }
  return encodeObject(value as Record<string, unknown>);
}

function encodeList(list: readonly unknown[]): unknown[] {
  let sent: unknown[] | null = null;
  for (let i = 0; i < list.length; i += 1) {
    const item = encode(list[i]);
    if (item === list[i]) continue;
    sent ??= list.slice();
    sent[i] = item;
  }
  return sent ?? (list as unknown[]);
}

function encodeObject(object: Record<string, unknown>): Record<string, unknown> {
  let sent: Record<string, unknown> | null = null;
  for (const key in object) {
    if (key[0] === "$") return encodeMarked(object);
    const value = object[key];
    const item = encode(value);
    if (item === value) continue;
    sent ??= { ...object };
    sent[key] = item;
  }
  return sent ?? object;
}

function encodeMarked(object: Record<string, unknown>): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const key in object) sent[key[0] === "$" ? `$${key}` : key] = encode(object[key]);
  return sent;
}

function plain(value: unknown): unknown {
  const kind = typeof value;
  if (kind === "bigint" || kind === "function" || kind === "symbol") {
    throw new TypeError(`a ${kind} cannot travel`);
  }
  return value;
}

function decode(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(decode);
  const got = value as Record<string, unknown>;
  if (typeof got[MARK] === "string") return new Date(got[MARK]);
  const made: Record<string, unknown> = {};
  for (const key in got) {
    // Assigned, it would change the object's own prototype instead of becoming a key.
    if (key === "__proto__") continue;
    made[key[0] === "$" ? key.slice(1) : key] = decode(got[key]);
  }
  return made;
}
