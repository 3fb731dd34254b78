import type { Format } from "./formats";
import type { FunctionName } from "./functions";
import type { NameNode } from "./names";
import type { Value } from "./value";

export type Operator = "+" | "-" | "*" | "/" | "=" | "<>" | "<" | "<=" | ">" | ">=" | "and" | "or";

/** An expression as it was read; `at` is its offset in the source. */
export type Expression = { at: number } & (
  | { type: "constant"; value: Value }
  /** A span of calendar months, to be added to a day. */
  | { type: "months"; count: number }
  | { type: "path"; node: NameNode; written: string }
  | { type: "call"; name: FunctionName; args: Expression[]; written: string }
  | { type: "binary"; operator: Operator; left: Expression; right: Expression }
  | { type: "negative"; operand: Expression }
  | { type: "not"; operand: Expression }
  | { type: "isEmpty"; operand: Expression; isNegated: boolean }
  | { type: "format"; operand: Expression; format: Format; written: string }
  | { type: "default"; operand: Expression; fallback: Expression }
);
