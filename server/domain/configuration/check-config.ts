import { type Document, isMap, isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { editDistance } from "@/server/kernel/edit-distance";
import { type ConfigFile, configFileSchema } from "./file-schema";
import { ALIASES_MAX, knotsOf } from "./knots";

export const CONFIG_BYTES_MAX = 256 * 1024;
const FINDINGS_MAX = 100;

export const FINDING_CODES = [
  "syntax",
  "tab_indent",
  "bad_encoding",
  "too_large",
  "too_deep",
  "alias_cycle",
  "alias_bomb",
  "unknown_key",
  "missing",
  "wrong_type",
  "not_allowed",
  "bad_name",
  "bad_url",
  "no_names",
  "no_choices",
  "bad_value",
  "host_not_allowed",
  "unknown_category",
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** One fault of the file. Texts are `findings.<code>` of the namespace `configuration`. */
export interface Finding {
  /** From 1. */
  line: number;
  column: number;
  /** "triggers.loan.on.0" */
  path: string;
  code: FindingCode;
  params: Record<string, string>;
  /** A warning keeps nothing from coming into force. */
  isWarning: boolean;
}

export interface Checked {
  /** null where a finding that is no warning stands. */
  config: ConfigFile | null;
  findings: Finding[];
}

interface Place {
  line: number;
  column: number;
}

type Parsed = Document.Parsed;
type Path = readonly PropertyKey[];

/** Reads the text of a file and tells every fault with its line and column. Pure; never throws. */
export function checkConfig(text: string): Checked {
  if (Buffer.byteLength(text) > CONFIG_BYTES_MAX) {
    const kept = Buffer.from(text).subarray(0, CONFIG_BYTES_MAX).toString("utf8");
    return refused("too_large", { max: "256 kB" }, endOf(kept));
  }
  const odd = text.search(ODD);
  if (odd >= 0) return refused("bad_encoding", {}, endOf(text.slice(0, odd)));
  const lines = new LineCounter();
  let document: Parsed;
  try {
    document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  } catch (error) {
    // The parser calls itself once a level: a file that is nothing but brackets ends its stack.
    if (error instanceof RangeError) return refused("too_deep", {});
    throw error;
  }
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const broken = document.errors.map(({ code, pos, message }) =>
    finding(
      placeOf(pos[0]),
      [],
      code === "TAB_AS_INDENT"
        ? { code: "tab_indent" }
        : { code: "syntax", params: { said: message.split("\n")[0] ?? "" } },
    ),
  );
  if (broken.length > 0) return { config: null, findings: broken.slice(0, FINDINGS_MAX) };
  const knots = knotsOf(document);
  if (knots.length > 0) {
    const told = knots.map(({ offset, ...said }) => finding(placeOf(offset), [], said));
    return { config: null, findings: told };
  }
  const parsed = configFileSchema.safeParse(document.toJS({ maxAliasCount: ALIASES_MAX }) ?? {});
  if (parsed.success) {
    const findings = choicesOf(parsed.data, document, placeOf);
    return { config: findings.length > 0 ? null : parsed.data, findings };
  }
  const findings = parsed.error.issues.flatMap((issue) => findingsOf(issue, document, placeOf));
  return { config: null, findings: tidy(findings) };
}

/** Stands where a byte is that is no UTF-8, or a zero. */
const ODD = /[\uFFFD\0]/;

/** The place right after a text. */
function endOf(text: string): Place {
  const lines = text.split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

const refused = (
  code: FindingCode,
  params: Record<string, string>,
  at: Place = { line: 1, column: 1 },
): Checked => ({ config: null, findings: [finding(at, [], { code, params })] });

function finding(
  { line, column }: Place,
  path: Path,
  { code, params = {} }: { code: FindingCode; params?: Record<string, string> },
): Finding {
  return { line, column, path: path.map(String).join("."), code, params, isWarning: false };
}

const tidy = (findings: Finding[]): Finding[] =>
  findings.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, FINDINGS_MAX);

/** Where a path stands; of a key that is missing, where its parent does. */
function locate(document: Parsed, path: Path, placeOf: (offset: number) => Place): Place {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const offset = isNode(node) ? node.range?.[0] : undefined;
    if (offset !== undefined) return placeOf(offset);
  }
  return { line: 1, column: 1 };
}

/** Where the key itself stands. */
function locateKey(
  document: Parsed,
  at: { path: Path; key: string },
  placeOf: (offset: number) => Place,
): Place {
  const map = at.path.length === 0 ? document.contents : document.getIn(at.path, true);
  if (isMap(map)) {
    for (const { key } of map.items) {
      if (isNode(key) && String((key as { value?: unknown }).value) === at.key) {
        return placeOf(key.range?.[0] ?? 0);
      }
    }
  }
  return locate(document, at.path, placeOf);
}

type Issue = z.core.$ZodIssue;

function findingsOf(issue: Issue, document: Parsed, placeOf: (offset: number) => Place): Finding[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const known = knownKeys(path);
      const place = locateKey(document, { path, key }, placeOf);
      return finding(place, [...path, key], {
        ...{ code: "unknown_key", params: { key, meant: nearest(key, known) } },
      });
    });
  }
  if (issue.code === "invalid_key") {
    const key = String(path.at(-1) ?? "");
    const place = locateKey(document, { path: path.slice(0, -1), key }, placeOf);
    return [finding(place, path, { code: "bad_name", params: { key } })];
  }
  const said = saidOf(issue, document.getIn(path));
  return [finding(locate(document, path, placeOf), path, said)];
}

function saidOf(
  issue: Issue,
  value: unknown,
): { code: FindingCode; params?: Record<string, string> } {
  const shown = typeof value === "object" ? "" : String(value).slice(0, 80);
  if (issue.code === "invalid_type") {
    if (value === undefined) return { code: "missing", params: { key: lastOf(issue) } };
    return { code: "wrong_type", params: { expected: issue.expected } };
  }
  if (issue.code === "invalid_value") {
    const options = issue.values.map(String);
    if (value === undefined) return { code: "missing", params: { key: lastOf(issue) } };
    const params = { value: shown, options: options.join(", "), meant: nearest(shown, options) };
    return { code: "not_allowed", params };
  }
  if (issue.message === "url") return { code: "bad_url", params: { value: shown } };
  if (issue.message === "names") return { code: "no_names" };
  return { code: "bad_value", params: { value: shown } };
}

const lastOf = ({ path }: Issue): string => String(path.at(-1) ?? "");

/** The closest of the words, or "" where none is near. */
export function nearest(word: string, among: readonly string[]): string {
  const max = Math.max(1, Math.floor(word.length / 3));
  const judged = among
    .map((each) => ({
      each,
      cost: editDistance(word.toLowerCase(), each.toLowerCase(), max),
    }))
    .filter(({ cost }) => cost <= max)
    .sort((a, b) => a.cost - b.cost);
  return judged[0]?.each ?? "";
}

/** What keys the schema has at a path. */
function knownKeys(path: Path): string[] {
  let schema: unknown = configFileSchema;
  for (const part of path) schema = innerOf(schema, part);
  const { shape } = unwrapped(schema) as { shape?: Record<string, unknown> };
  return shape ? Object.keys(shape) : [];
}

interface Def {
  type: string;
  innerType?: unknown;
  valueType?: unknown;
  element?: unknown;
}

const defOf = (schema: unknown): Def => (schema as { def: Def }).def;

function unwrapped(schema: unknown): unknown {
  let inner = schema;
  while (defOf(inner).innerType !== undefined) inner = defOf(inner).innerType;
  return inner;
}

function innerOf(schema: unknown, part: PropertyKey): unknown {
  const open = unwrapped(schema);
  const { shape } = open as { shape?: Record<string, unknown> };
  return shape?.[String(part)] ?? defOf(open).valueType ?? defOf(open).element ?? open;
}

/** A choice without choices cannot be filled in. */
function choicesOf(
  config: ConfigFile,
  document: Parsed,
  placeOf: (offset: number) => Place,
): Finding[] {
  return Object.entries(config.customActions).flatMap(([code, { inputs }]) =>
    Object.entries(inputs).flatMap(([key, { type, choices }]) => {
      if (type !== "choice" || choices) return [];
      const path = ["customActions", code, "inputs", key];
      return [finding(locate(document, path, placeOf), path, { code: "no_choices" })];
    }),
  );
}
