import type { Cursor } from "./cursor";
import { dividePowerOfTen, isExact, multiplyExact } from "./exact";
import { findPath, nameLength } from "./find-path";
import { formatOf } from "./formats";
import { FUNCTION_SPELLINGS, FUNCTIONS, functionOf } from "./functions";
import {
  AND,
  currencyOf,
  DEFAULT,
  EMPTY_WORDS,
  FILLED_WORDS,
  IS,
  IS_NOT,
  NO,
  OR,
  unitOf,
  YES,
} from "./keywords";
import { moneyOfExact } from "./money-values";
import { refuse } from "./problem";
import { suggest, suggestWord } from "./suggest";
import type { Expression } from "./syntax";
import type { Value } from "./value";

const NAME_WORDS_MAX = 4;
const MONTHS_MAX = 2_400;

type Parse = (cursor: Cursor) => Expression;

/** A number, text, day, name, function or something in brackets. */
export function parsePrimary(cursor: Cursor, parse: Parse): Expression {
  const token = cursor.peek();
  cursor.count();
  if (token.kind === "text") return constant({ kind: "text", text: cursor.take().text }, token.at);
  if (token.kind === "day") return constant({ kind: "day", day: cursor.take().text }, token.at);
  if (token.kind === "number") return parseNumber(cursor);
  if (token.kind === "word") return parseWord(cursor, parse);
  if (!cursor.takeMark("(")) cursor.unexpected();
  const inside = cursor.within(() => parse(cursor));
  cursor.expectMark(")", "templates.unclosed_bracket", token.at);
  return inside;
}

function constant(value: Value, at: number): Expression {
  return { type: "constant", value, at };
}

/** "14", "14 dní", "2 měsíce", "500 Kč", "8,25 %". */
function parseNumber(cursor: Cursor): Expression {
  const token = cursor.take();
  const { at, text } = token;
  const badNumber = () => refuse("templates.bad_number", { at, params: { text } });
  if (!isExact(text)) badNumber();
  if (cursor.takeMark("%")) return constant(number(dividePowerOfTen(text, 2)), at);
  if (cursor.takeMark("€")) return constant(moneyOfExact(text, "EUR") ?? badNumber(), at);
  if (cursor.peek().kind !== "word") return constant(number(text), at);
  const currency = currencyOf(cursor.spellingAt(0));
  if (currency !== null) {
    cursor.take();
    return constant(moneyOfExact(text, currency) ?? badNumber(), at);
  }
  // A name that begins by a unit ("Dny po splatnosti") does not follow a number directly.
  const unit = unitOf(cursor.spellingAt(0)) ?? takeCalendarWord(cursor);
  if (unit === null) return constant(number(text), at);
  cursor.take();
  const product = multiplyExact(text, String(unit.size));
  if (product === null) badNumber();
  if (unit.unit === "day") return constant(number(product ?? "0"), at);
  const count = Number(product);
  if (!Number.isInteger(count) || count > MONTHS_MAX) badNumber();
  return { type: "months", count, at };
}

const CALENDAR_WORDS = new Set(["kalendarnich", "kalendarnych", "calendar", "календарных"]);

function takeCalendarWord(cursor: Cursor): ReturnType<typeof unitOf> {
  if (!CALENDAR_WORDS.has(cursor.spellingAt(0)) || cursor.peek(1).kind !== "word") return null;
  const unit = unitOf(cursor.spellingAt(1));
  if (unit !== null) cursor.take();
  return unit;
}

function number(exact: string): Value {
  return { kind: "number", exact };
}

function parseWord(cursor: Cursor, parse: Parse): Expression {
  const { at } = cursor.peek();
  const called = callLength(cursor);
  if (called > 0) return parseCall(cursor, parse, called);
  const found = findPath(cursor);
  if (found !== null) {
    const last = cursor.peek(found.tokens - 1);
    // "Povinný.CeleJmeno" with a wrong name behind a known group is a wrong name, not a rest.
    if (cursor.isMark(".", found.tokens)) unknownName(cursor);
    cursor.take(found.tokens);
    return { type: "path", node: found.node, at, written: cursor.source.slice(at, last.end) };
  }
  const spelling = cursor.spellingAt(0);
  if (YES.has(spelling) || NO.has(spelling)) {
    cursor.take();
    return constant({ kind: "flag", isTrue: YES.has(spelling) }, at);
  }
  unknownName(cursor);
}

/** How many words before a bracket name a function; 0 if no bracket follows. */
function callLength(cursor: Cursor): number {
  for (let count = 1; count <= NAME_WORDS_MAX; count += 1) {
    if (cursor.isMark("(", count)) return count;
    if (cursor.peek(count).kind !== "word") return 0;
    if (isJoining(cursor.spellingAt(count))) return 0;
  }
  return 0;
}

function parseCall(cursor: Cursor, parse: Parse, words: number): Expression {
  const { at } = cursor.peek();
  const written = cursor.source.slice(at, cursor.peek(words - 1).end);
  const name = functionOf(written);
  const format = name === null ? formatOf(written, null) : null;
  if (name === null && format === null) {
    const suggestions = suggestWord(written, FUNCTION_SPELLINGS);
    refuse("templates.unknown_function", { at, params: { name: written }, suggestions });
  }
  cursor.take(words);
  const args = parseArguments(cursor, parse);
  const { min, max } = name === null ? { min: 1, max: 1 } : FUNCTIONS[name];
  if (args.length < min || args.length > max) {
    refuse("templates.arguments", { at, params: { name: written, min, max } });
  }
  const [operand] = args;
  if (format !== null && operand !== undefined) {
    return { type: "format", at, operand, format, written };
  }
  if (name === null) cursor.unexpected();
  return { type: "call", at, name, args, written };
}

function parseArguments(cursor: Cursor, parse: Parse): Expression[] {
  const { at } = cursor.take();
  const args: Expression[] = [];
  if (cursor.takeMark(")")) return args;
  do {
    args.push(cursor.within(() => parse(cursor)));
  } while (cursor.takeMark(";") || cursor.takeMark(","));
  cursor.expectMark(")", "templates.unclosed_bracket", at);
  return args;
}

const JOINING = [AND, OR, IS, IS_NOT, DEFAULT, EMPTY_WORDS, FILLED_WORDS];

function isJoining(spelling: string): boolean {
  return JOINING.some((set) => set.has(spelling));
}

function unknownName(cursor: Cursor): never {
  const { at } = cursor.peek();
  const length = nameLength(cursor, (ahead) => isJoining(cursor.spellingAt(ahead)));
  const name = cursor.source.slice(at, cursor.peek(length - 1).end);
  const suggestions = suggest(name, cursor.vocabulary);
  refuse("templates.unknown_name", { at, params: { name }, suggestions });
}
