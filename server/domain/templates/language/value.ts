import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";

/** What an expression of a template stands for. Plain data: no value can run anything. */
export type Value =
  | { kind: "empty" }
  | { kind: "text"; text: string }
  /** A decimal number as text, "12.5": nothing is lost to floating point. */
  | { kind: "number"; exact: string }
  | { kind: "money"; minor: number; currency: Currency }
  | { kind: "day"; day: Day }
  | { kind: "flag"; isTrue: boolean }
  | { kind: "picture"; png: Uint8Array; widthMm: number; heightMm: number; alt: string }
  | Group
  | List;

/** Named values under one name: a person, a claim. Keys are the canonical names of the vocabulary. */
export interface Group {
  kind: "group";
  entries: Readonly<Record<string, Value>>;
}

/** Several of a kind: claims, instalments, persons of a case. */
export interface List {
  kind: "list";
  items: readonly Group[];
}

export const EMPTY: Value = { kind: "empty" };

/** The kinds a name of the vocabulary may announce; `empty` is what any of them may be. */
export const TERM_KINDS = [
  "text",
  "number",
  "money",
  "day",
  "flag",
  "picture",
  "group",
  "list",
] as const;
export type TermKind = (typeof TERM_KINDS)[number];
