import type { Cursor } from "./cursor";
import {
  AND,
  DEFAULT,
  EMPTY_WORDS,
  FILLED_WORDS,
  IS,
  IS_NOT,
  KEYWORD_WORDS_MAX,
  NOT,
  OR,
} from "./keywords";
import { parseFormats } from "./parse-format";
import { parsePrimary } from "./parse-primary";
import type { Expression, Operator } from "./syntax";

const isAnd = (spelling: string) => AND.has(spelling);
const isOr = (spelling: string) => OR.has(spelling);
const isNot = (spelling: string) => NOT.has(spelling);
const isIs = (spelling: string) => IS.has(spelling);
const isIsNot = (spelling: string) => IS_NOT.has(spelling);
const isDefault = (spelling: string) => DEFAULT.has(spelling);

/** A whole expression: conditions, then formats after colons and defaults after bars. */
export function parseExpression(cursor: Cursor): Expression {
  return cursor.within(() => {
    let operand = parseOr(cursor);
    for (;;) {
      // The colon at the end of a condition is punctuation.
      if (cursor.isMark(":") && cursor.peek(1).kind !== "end") {
        operand = parseFormats(cursor, operand);
      } else if (cursor.takeMark("|") || cursor.takeWords(KEYWORD_WORDS_MAX, isDefault)) {
        cursor.count();
        const fallback = cursor.within(() => parseOr(cursor));
        operand = { type: "default", at: operand.at, operand, fallback };
      } else {
        return operand;
      }
    }
  });
}

type Rule = (cursor: Cursor) => Expression;

function parseOr(cursor: Cursor): Expression {
  const isHere = () => cursor.takeMark("||") || cursor.takeWords(KEYWORD_WORDS_MAX, isOr);
  return parseJoined(cursor, parseAnd, () => (isHere() ? "or" : null));
}

function parseAnd(cursor: Cursor): Expression {
  const isHere = () => cursor.takeMark("&&") || cursor.takeWords(KEYWORD_WORDS_MAX, isAnd);
  return parseJoined(cursor, parseNot, () => (isHere() ? "and" : null));
}

function parseNot(cursor: Cursor): Expression {
  const { at } = cursor.peek();
  if (!cursor.takeWords(1, isNot)) return parseComparison(cursor);
  const operand = cursor.within(() => parseNot(cursor));
  return { type: "not", at, operand };
}

const COMPARISONS: readonly Operator[] = ["=", "<>", "<", "<=", ">", ">="];

function parseComparison(cursor: Cursor): Expression {
  const left = parseSum(cursor);
  const asked = parseEmptiness(cursor, left);
  if (asked !== null) return asked;
  const operator = takeComparison(cursor);
  if (operator === null) return left;
  cursor.count();
  return { type: "binary", at: left.at, operator, left, right: parseSum(cursor) };
}

/** "je prázdné", "není vyplněno", and Russian without a verb. */
function parseEmptiness(cursor: Cursor, operand: Expression): Expression | null {
  const negations = cursor.findWords(KEYWORD_WORDS_MAX, isIsNot);
  const verbs = negations > 0 ? negations : cursor.findWords(KEYWORD_WORDS_MAX, isIs);
  const next = cursor.peek(verbs);
  if (next.kind !== "word") return null;
  const spelling = cursor.spellingAt(verbs);
  const isEmpty = EMPTY_WORDS.has(spelling);
  if (!isEmpty && !FILLED_WORDS.has(spelling)) return null;
  cursor.take(verbs + 1);
  return { type: "isEmpty", at: operand.at, operand, isNegated: isEmpty === negations > 0 };
}

function takeComparison(cursor: Cursor): Operator | null {
  const mark = COMPARISONS.find((operator) => cursor.isMark(operator));
  if (mark !== undefined) cursor.take();
  if (mark !== undefined) return mark;
  if (cursor.takeWords(KEYWORD_WORDS_MAX, isIsNot)) return "<>";
  return cursor.takeWords(KEYWORD_WORDS_MAX, isIs) ? "=" : null;
}

function parseSum(cursor: Cursor): Expression {
  return parseJoined(cursor, parseProduct, () => takeOperator(cursor, { "+": "+", "-": "-" }));
}

function parseProduct(cursor: Cursor): Expression {
  return parseJoined(cursor, parseNegative, () => takeOperator(cursor, { "*": "*", "/": "/" }));
}

function takeOperator(cursor: Cursor, marks: Readonly<Record<string, Operator>>): Operator | null {
  const token = cursor.peek();
  // An ampersand joins texts, as a plus does.
  const text = token.text === "&" ? "+" : token.text;
  const operator = token.kind === "mark" ? marks[text] : undefined;
  if (operator === undefined) return null;
  cursor.take();
  return operator;
}

function parseNegative(cursor: Cursor): Expression {
  const { at } = cursor.peek();
  if (cursor.takeMark("+")) return cursor.within(() => parseNegative(cursor));
  if (!cursor.takeMark("-")) return parsePrimary(cursor, parseExpression);
  const operand = cursor.within(() => parseNegative(cursor));
  return { type: "negative", at, operand };
}

/** One or more operands of a rule with operators between, joined from the left. */
function parseJoined(cursor: Cursor, rule: Rule, take: () => Operator | null): Expression {
  let left = rule(cursor);
  for (;;) {
    const operator = take();
    if (operator === null) return left;
    cursor.count();
    left = { type: "binary", at: left.at, operator, left, right: rule(cursor) };
  }
}
