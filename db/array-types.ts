/** [type, its array] of Postgres' own types; these numbers are the same on every server. */
const ARRAYS: readonly (readonly [number, number])[] = [
  [16, 1000], // boolean
  [17, 1001], // bytea
  [20, 1016], // bigint
  [21, 1005], // smallint
  [23, 1007], // integer
  [25, 1009], // text
  [700, 1021], // real
  [701, 1022], // double precision
  [1042, 1014], // char
  [1043, 1015], // varchar
  [1082, 1182], // date
  [1114, 1115], // timestamp
  [1184, 1185], // timestamptz
  [1700, 1231], // numeric
  [2950, 2951], // uuid
  [3802, 3807], // jsonb
];

type Parse = (text: string) => unknown;
type Serialize = (value: unknown) => unknown;
type Types = { parsers: Record<number, Parse>; serializers: Record<number, Serialize> };

/** Reads an array as Postgres writes it, `{1,NULL,"a \"b\"",{2}}`, each element by `parse`. */
export function parseArray(text: string, parse: Parse): unknown[] {
  let at = 0;
  const quoted = (): string => {
    let value = "";
    for (at += 1; text[at] !== '"'; at += 1) {
      if (text[at] === "\\") at += 1;
      value += text[at];
    }
    at += 1;
    return value;
  };
  const bare = (): string => {
    const start = at;
    while (text[at] !== "," && text[at] !== "}") at += 1;
    return text.slice(start, at);
  };
  const element = (): unknown => {
    if (text[at] === "{") return list();
    if (text[at] === '"') return parse(quoted());
    const value = bare();
    return value === "NULL" ? null : parse(value);
  };
  const list = (): unknown[] => {
    const values: unknown[] = [];
    for (at += 1; text[at] !== "}"; ) {
      values.push(element());
      if (text[at] === ",") at += 1;
    }
    at += 1;
    return values;
  };
  // Bounds that do not begin at 1 stand before the braces: "[0:1]={1,2}".
  at = text.indexOf("{");
  return list();
}

/** Writes an array as Postgres reads it. What is a text already is taken as one. */
export function arrayText(value: unknown, serialize: Serialize): unknown {
  if (!Array.isArray(value)) return value;
  const parts = value.map((each: unknown) => {
    if (each === null) return "NULL";
    if (each === undefined) throw new TypeError("undefined in an array is no value");
    if (Array.isArray(each)) return arrayText(each, serialize);
    return `"${String(serialize(each)).replace(/[\\"]/g, "\\$&")}"`;
  });
  return `{${parts.join(",")}}`;
}

/**
 * Teaches a client the arrays of all types. It would ask the server for them at the begin of every
 * connection, and a connection that ended just then was a rejection that nobody could catch.
 */
export function knowArrays({ parsers, serializers }: Types): void {
  for (const [type, array] of ARRAYS) {
    parsers[array] = (text) => parseArray(text, parsers[type] ?? ((each) => each));
    serializers[array] = (value) => arrayText(value, serializers[type] ?? String);
  }
}
