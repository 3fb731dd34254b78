import { compileCall } from "./compile-call";
import { type Kind, kindOfResult } from "./kinds";
import { TEXT_LENGTH_MAX } from "./limits";
import { listPathsOf } from "./names";
import {
  addValues,
  compareValues,
  divideValues,
  isEmptyValue,
  isTruthy,
  multiplyValues,
  negate,
  shiftMonths,
  subtractValues,
} from "./operations";
import { refuse } from "./problem";
import { compileRead, compileReadAll, innermostList, type Read, type ReadMany } from "./read-path";
import type { Scope } from "./scope";
import { formatFits, PLAIN_STYLE, type Style, withFormat } from "./style";
import type { Expression, Operator } from "./syntax";
import { EMPTY, type Value } from "./value";
import { writeValue } from "./write-value";

/** An expression made ready: evaluated by closures over arrays, without a look at its source. */
export interface Compiled {
  kind: Kind;
  read: Read;
  /** Values of all items, where no item stands for the list that the expression goes through. */
  readAll?: ReadMany;
  /** How the outermost value is written. */
  style: Style;
}

/** Canonical paths that an expression reads, gathered while it is compiled. */
export interface Reads {
  paths: Set<string>;
  /** Lists that it goes through, without those that a function takes whole. */
  lists: Set<string>;
}

type Of<Type extends Expression["type"]> = Extract<Expression, { type: Type }>;

/** Closures of an expression; refuses what is known to make no sense (days times days). */
export function compile(expression: Expression, reads: Reads): Compiled {
  switch (expression.type) {
    case "constant":
      return plain(expression.value.kind as Kind, () => expression.value);
    case "months":
      // Alone it is nothing; only a sum with a day takes it.
      return plain("months", () => EMPTY);
    case "path":
      return compilePath(expression, reads);
    case "call":
      return compileCall(expression, reads, compile);
    case "binary":
      return compileBinary(expression, reads);
    case "negative":
      return compileNegative(expression, reads);
    case "not": {
      const { read } = compile(expression.operand, reads);
      return plain("flag", (scope) => flag(!isTruthy(read(scope))));
    }
    case "isEmpty":
      return compileEmptiness(expression, reads);
    case "format":
      return compileFormat(expression, reads);
    default:
      return compileDefault(expression, reads);
  }
}

/** Something without a style of its own. */
export function plain(kind: Kind, read: Read): Compiled {
  return { kind, read, style: PLAIN_STYLE };
}

function flag(isTrue: boolean): Value {
  return isTrue ? TRUE : FALSE;
}

const TRUE: Value = { kind: "flag", isTrue: true };
const FALSE: Value = { kind: "flag", isTrue: false };

function compilePath({ node }: Of<"path">, reads: Reads): Compiled {
  reads.paths.add(node.path);
  const isThroughList = innermostList(node) > 0;
  const parents = node.term.kind === "list" ? listPathsOf(node).slice(0, -1) : listPathsOf(node);
  for (const path of parents) reads.lists.add(path);
  const compiled = plain(node.term.kind, compileRead(node));
  if (!isThroughList) return compiled;
  const listPath = node.keys.slice(0, innermostList(node)).join(".");
  const readAll = compileReadAll(node);
  return { ...compiled, readAll: (scope) => (scope.items.has(listPath) ? [] : readAll(scope)) };
}

function compileNegative({ operand, at }: Of<"negative">, reads: Reads): Compiled {
  const { kind, read } = compile(operand, reads);
  if (kind !== "number" && kind !== "money" && kind !== "any") {
    refuse("templates.kinds_do_not_fit", { at, params: { operator: "-" } });
  }
  return plain(kind, (scope) => negate(read(scope)));
}

function compileEmptiness(expression: Of<"isEmpty">, reads: Reads): Compiled {
  const { read, readAll } = compile(expression.operand, reads);
  const { isNegated } = expression;
  return plain("flag", (scope) => {
    const isEmpty = isEmptyValue(read(scope)) && !readAll?.(scope).some((v) => !isEmptyValue(v));
    return flag(isEmpty !== isNegated);
  });
}

function compileFormat(expression: Of<"format">, reads: Reads): Compiled {
  const operand = compile(expression.operand, reads);
  const { format, written, at } = expression;
  if (!formatFits(format, operand.kind)) {
    refuse("templates.format_does_not_fit", { at, params: { name: written } });
  }
  return { ...operand, style: withFormat(operand.style, format) };
}

function compileDefault(expression: Of<"default">, reads: Reads): Compiled {
  const operand = compile(expression.operand, reads);
  const fallback = compile(expression.fallback, reads);
  const kind = operand.kind === fallback.kind ? operand.kind : "any";
  const { readAll } = operand;
  const orFallback = (value: Value, scope: Scope) =>
    isEmptyValue(value) ? fallback.read(scope) : value;
  if (readAll === undefined) {
    return { ...operand, kind, read: (scope) => orFallback(operand.read(scope), scope) };
  }
  const isAnyThere = (values: readonly Value[]) => !values.every(isEmptyValue);
  return {
    ...operand,
    kind,
    // Where several items are printed, each has its own fallback, and one value there is none.
    read: (scope) => {
      const value = operand.read(scope);
      const isOne = !isEmptyValue(value) || !isAnyThere(readAll(scope));
      return isOne ? orFallback(value, scope) : EMPTY;
    },
    readAll: (scope) => readAll(scope).map((value) => orFallback(value, scope)),
  };
}

const ARITHMETIC = {
  "+": addValues,
  "-": subtractValues,
  "*": multiplyValues,
  "/": divideValues,
} as const;

const COMPARE: Readonly<Partial<Record<Operator, (order: number) => boolean>>> = {
  "=": (order) => order === 0,
  "<>": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

function compileBinary(expression: Of<"binary">, reads: Reads): Compiled {
  const left = compile(expression.left, reads);
  const right = compile(expression.right, reads);
  const { operator, at } = expression;
  const kind = kindOfResult(operator, left.kind, right.kind);
  if (kind === null) refuse("templates.kinds_do_not_fit", { at, params: { operator } });
  if (operator === "and") {
    return plain("flag", (scope) =>
      flag(isTruthy(left.read(scope)) && isTruthy(right.read(scope))),
    );
  }
  if (operator === "or") {
    return plain("flag", (scope) =>
      flag(isTruthy(left.read(scope)) || isTruthy(right.read(scope))),
    );
  }
  const accepts = COMPARE[operator];
  if (accepts !== undefined) return compileComparison(left, right, operator);
  const months = monthsOf(expression);
  if (months !== null) {
    const day = expression.left.type === "months" ? right : left;
    return plain("day", (scope) => shiftMonths(day.read(scope), months));
  }
  if (kind === "text") return plain("text", joinTexts(left, right));
  const combine = ARITHMETIC[operator as keyof typeof ARITHMETIC];
  return plain(kind, (scope) => combine(left.read(scope), right.read(scope)));
}

/** Two empty values are the same; one empty value is only different, never less or more. */
function compileComparison(left: Compiled, right: Compiled, operator: Operator): Compiled {
  const accepts = COMPARE[operator];
  return plain("flag", (scope) => {
    const [a, b] = [left.read(scope), right.read(scope)];
    const order = compareValues(a, b);
    if (order !== null) return flag(accepts?.(order) === true);
    const isSame = isEmptyValue(a) && isEmptyValue(b);
    return flag(operator === "<>" ? !isSame : operator === "=" && isSame);
  });
}

function monthsOf({ left, right, operator }: Of<"binary">): number | null {
  if (right.type === "months") return operator === "-" ? -right.count : right.count;
  return left.type === "months" ? left.count : null;
}

function joinTexts(left: Compiled, right: Compiled): Read {
  return (scope) => {
    const a = writeValue(left.read(scope), left.style, scope.language);
    const b = writeValue(right.read(scope), right.style, scope.language);
    if (a === null || b === null || a.length + b.length > TEXT_LENGTH_MAX) return EMPTY;
    return { kind: "text", text: a + b };
  };
}
