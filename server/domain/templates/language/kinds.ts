import type { Operator } from "./syntax";
import type { TermKind } from "./value";

/** What an expression is known to be before it is evaluated; `months` only ever joins a day. */
export type Kind = TermKind | "months" | "any";

/** The kind of a result, or null if the operator makes no sense between the two. */
export function kindOfResult(operator: Operator, left: Kind, right: Kind): Kind | null {
  if (operator === "and" || operator === "or") return "flag";
  if (!isPlain(left) || !isPlain(right)) return null;
  if (operator === "+" || operator === "-") return kindOfSum(operator, left, right);
  if (left === "months" || right === "months") return null;
  if (operator === "*") return kindOfProduct(left, right);
  if (operator === "/") return kindOfQuotient(left, right);
  return areComparable(left, right) ? "flag" : null;
}

function isPlain(kind: Kind): boolean {
  return kind !== "group" && kind !== "list" && kind !== "picture";
}

function kindOfSum(operator: "+" | "-", left: Kind, right: Kind): Kind | null {
  if (operator === "+" && (left === "text" || right === "text")) {
    return left === "months" || right === "months" ? null : "text";
  }
  if (left === "day") {
    if (right === "months" || right === "number") return "day";
    if (right === "day") return operator === "-" ? "number" : null;
    return right === "any" ? "any" : null;
  }
  if (right === "day") {
    if (operator === "-") return left === "any" ? "number" : null;
    return left === "number" || left === "months" || left === "any" ? "day" : null;
  }
  if (left === "months" || right === "months") return left === "any" ? "day" : null;
  if (left === "any" || right === "any") return "any";
  if (!isCountable(left) || !isCountable(right)) return null;
  return left === "money" || right === "money" ? "money" : "number";
}

function isCountable(kind: Kind): boolean {
  return kind === "number" || kind === "money" || kind === "any";
}

function kindOfProduct(left: Kind, right: Kind): Kind | null {
  if (!isCountable(left) || !isCountable(right)) return null;
  if (left === "money" && right === "money") return null;
  if (left === "any" || right === "any") return "any";
  return left === "money" || right === "money" ? "money" : "number";
}

function kindOfQuotient(left: Kind, right: Kind): Kind | null {
  if (!isCountable(left) || !isCountable(right)) return null;
  if (left === "any" || right === "any") return "any";
  if (left === "money") return right === "money" ? "number" : "money";
  return right === "money" ? null : "number";
}

function areComparable(left: Kind, right: Kind): boolean {
  if (left === "any" || right === "any" || left === right) return true;
  return isCountable(left) && isCountable(right);
}
