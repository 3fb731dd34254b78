import type { Compiled, Reads } from "./compile";
import type { FunctionName } from "./functions";
import type { Kind } from "./kinds";
import { TEXT_LENGTH_MAX } from "./limits";
import type { NameNode } from "./names";
import { addValues, further, isEmptyValue } from "./operations";
import { refuse } from "./problem";
import { compileReadAll, type Read, type ReadMany } from "./read-path";
import type { Scope } from "./scope";
import { PLAIN_STYLE, type Style, withFormat } from "./style";
import type { Expression } from "./syntax";
import { EMPTY, type Value } from "./value";
import { writeValue } from "./write-value";

type Call = Extract<Expression, { type: "call" }>;
type Target = { node: NameNode; style: Style };

const ALWAYS: readonly FunctionName[] = ["first", "last", "count", "sum", "join"];

/** A function over all items of a list: its argument is a path, perhaps with formats. */
export function isAggregate({ name, args }: Call): boolean {
  if (ALWAYS.includes(name)) return true;
  const target = args.length === 1 && args[0] !== undefined ? targetOf(args[0]) : null;
  return (name === "min" || name === "max") && target !== null;
}

/** Closures of a function that takes a list whole, whatever item stands for it. */
export function aggregate(call: Call, reads: Reads): Compiled {
  const [subject, ...rest] = call.args;
  const target = subject === undefined ? null : targetOf(subject);
  if (target === null) {
    refuse("templates.not_list", { at: call.at, params: { name: call.written } });
  }
  const { node, style } = target;
  const isWhole = node.term.kind === "list";
  if (isWhole && call.name !== "count") {
    const params = { name: call.written };
    refuse("templates.needs_field", { at: call.at, params });
  }
  reads.paths.add(node.path);
  const all = isWhole ? compileItems(node) : compileReadAll(node);
  if (call.name === "join") {
    const [comma, last] = rest.map((arg) => constantText(call, arg));
    return { kind: "text", read: join({ all, style, comma, last }), style: PLAIN_STYLE };
  }
  return { ...compileFold(call, node, all), style };
}

function compileFold(call: Call, node: NameNode, all: ReadMany): { kind: Kind; read: Read } {
  const { kind } = node.term;
  const demand = (kinds: readonly Kind[]) => {
    if (kinds.includes(kind)) return;
    refuse("templates.wrong_argument", { at: call.at, params: { name: call.written } });
  };
  if (call.name === "count") return { kind: "number", read: countOf(all) };
  if (call.name === "first") return { kind, read: (scope) => all(scope)[0] ?? EMPTY };
  if (call.name === "last") return { kind, read: (scope) => all(scope).at(-1) ?? EMPTY };
  if (call.name === "sum") {
    demand(["money", "number"]);
    return { kind, read: (scope) => sum(all(scope), kind, scope) };
  }
  demand(["money", "number", "day", "text"]);
  const sign = call.name === "max" ? 1 : -1;
  return {
    kind,
    read: (scope) => all(scope).reduce((a, b) => further(a, b, sign), EMPTY),
  };
}

function countOf(all: ReadMany): Read {
  return (scope) => {
    const count = all(scope).filter((value) => !isEmptyValue(value)).length;
    return { kind: "number", exact: String(count) };
  };
}

/** Empty items count for nothing; two currencies have no sum. */
function sum(values: readonly Value[], kind: Kind, scope: Scope): Value {
  const there = values.filter((value) => !isEmptyValue(value));
  if (there.length > 0) return there.reduce(addValues);
  if (kind === "number") return { kind: "number", exact: "0" };
  return { kind: "money", minor: 0, currency: scope.currency ?? "CZK" };
}

type Joining = { all: ReadMany; style: Style; comma?: string; last?: string };

function join({ all, style, comma = ", ", last = comma }: Joining): Read {
  return (scope) => {
    const texts = all(scope)
      .filter((value) => !isEmptyValue(value))
      .map((value) => writeValue(value, style, scope.language))
      .filter((text) => text !== null);
    const tail = texts.pop();
    if (tail === undefined) return EMPTY;
    const text = texts.length === 0 ? tail : texts.join(comma) + last + tail;
    return text.length > TEXT_LENGTH_MAX ? EMPTY : { kind: "text", text };
  };
}

function constantText(call: Call, arg: Expression): string {
  if (arg.type === "constant" && arg.value.kind === "text") return arg.value.text;
  refuse("templates.wrong_argument", { at: arg.at, params: { name: call.written } });
}

/** The path that an argument is, with its formats, if it is one and goes through a list. */
function targetOf(expression: Expression): Target | null {
  if (expression.type === "format") {
    const inner = targetOf(expression.operand);
    return inner && { node: inner.node, style: withFormat(inner.style, expression.format) };
  }
  if (expression.type !== "path" || expression.node.listDepths.length === 0) return null;
  return { node: expression.node, style: PLAIN_STYLE };
}

/** The items themselves, of a list in a list those of all outer items. */
function compileItems(node: NameNode): ReadMany {
  const all = compileReadAll(node);
  return (scope) => all(scope).flatMap((value) => (value.kind === "list" ? value.items : []));
}
