import { parseDay } from "@/server/kernel/days";
import { refuse } from "./problem";
import { cleanSource } from "./spelling";

export type TokenKind = "word" | "number" | "text" | "day" | "mark" | "end";

export type Token = {
  kind: TokenKind;
  /** A word as written, exact digits "1234.5", the inside of a text, a day, a mark. */
  text: string;
  /** Offset in the source. */
  at: number;
  /** Offset after the token. */
  end: number;
  /** A hyphen with a letter on both sides: a part of a name, or a minus. */
  isGlued?: boolean;
};

const WORD = /[\p{L}_][\p{L}\p{N}\p{M}_]*/uy;
const DAY = /\d{1,2}\. ?\d{1,2}\. ?\d{4}(?!\d)|\d{4}-\d{2}-\d{2}(?!\d)/y;
const DAY_NAMED = /\d{1,2}\. ?\p{L}{3,10} \d{4}(?!\d)/uy;
// Thousands stand apart by a space; a comma between two digits is decimal.
const NUMBER = /(?:\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:[.,]\d+)*/y;
const MARK = /<>|<=|>=|!=|==|&&|\|\||[-+*/%=<>():;,|&.€×÷≠≤≥]/y;
const LETTER = /\p{L}/u;

const SAME_MARK: Readonly<Record<string, string>> = {
  "!=": "<>",
  "≠": "<>",
  "==": "=",
  "≤": "<=",
  "≥": ">=",
  "×": "*",
  "÷": "/",
};

const CLOSING: Readonly<Record<string, string>> = {
  '"': '"“”„',
  "„": '“”"',
  "“": '”“"',
  "”": '”“"',
  "«": "»",
  "»": "«»",
  "'": "'‘’‚",
  "‚": "‘’'",
  "‘": "’‘'",
  "’": "’‘'",
};

/** The tokens of a tag, an `end` last. Refuses unknown characters, open texts, days that are none. */
export function tokenize(source: string): Token[] {
  const { text, offsets } = cleanSource(source);
  const at = (index: number) => offsets[index] ?? source.length;
  const tokens: Token[] = [];
  const push = (token: Omit<Token, "at" | "end">, range: [number, number]) => {
    tokens.push({ ...token, at: at(range[0]), end: at(range[1] - 1) + 1 });
    return range[1];
  };
  let i = 0;
  while (i < text.length) {
    const char = text.charAt(i);
    if (char === " ") {
      i += 1;
      continue;
    }
    if (CLOSING[char] !== undefined) {
      const end = closingOf(text, i);
      if (end < 0) refuse("templates.unclosed_text", { at: at(i) });
      const inside = source.slice(at(i) + 1, at(end));
      i = push({ kind: "text", text: inside }, [i, end + 1]);
      continue;
    }
    const found = read(text, i, at(i));
    if (found === null) {
      const char = String.fromCodePoint(text.codePointAt(i) ?? 32);
      refuse("templates.unexpected", { at: at(i), params: { found: char } });
    }
    i = push(found.token, [i, found.end]);
  }
  tokens.push({ kind: "end", text: "", at: source.length, end: source.length });
  return tokens;
}

type Found = { token: Omit<Token, "at" | "end">; end: number };

function read(text: string, i: number, at: number): Found | null {
  const word = match(WORD, text, i);
  if (word !== null) return { token: { kind: "word", text: word }, end: i + word.length };
  const day = match(DAY, text, i) ?? namedDay(text, i);
  if (day !== null) {
    const parsed = parseDay(day);
    if (!parsed.ok) refuse("templates.bad_day", { at, params: { text: day } });
    return { token: { kind: "day", text: parsed.value }, end: i + day.length };
  }
  const number = match(NUMBER, text, i);
  if (number !== null) {
    const exact = number.replaceAll(" ", "").replaceAll(",", ".");
    if (exact.indexOf(".") !== exact.lastIndexOf(".")) {
      refuse("templates.bad_number", { at, params: { text: number } });
    }
    return { token: { kind: "number", text: exact }, end: i + number.length };
  }
  const mark = match(MARK, text, i);
  if (mark === null) return null;
  const isGlued = mark === "-" && isLetter(text, i - 1) && isLetter(text, i + 1);
  const token = { kind: "mark" as const, text: SAME_MARK[mark] ?? mark, isGlued };
  return { token, end: i + mark.length };
}

function namedDay(text: string, i: number): string | null {
  const day = match(DAY_NAMED, text, i);
  return day !== null && parseDay(day).ok ? day : null;
}

function match(pattern: RegExp, text: string, i: number): string | null {
  pattern.lastIndex = i;
  return pattern.exec(text)?.[0] ?? null;
}

function isLetter(text: string, i: number): boolean {
  return LETTER.test(text.charAt(i));
}

/** Straight quotes end by straight ones where there are any: an apostrophe may stand inside. */
function closingOf(text: string, start: number): number {
  const open = text.charAt(start);
  const closers = CLOSING[open] ?? open;
  if (open === '"' || open === "'") {
    const straight = text.indexOf(open, start + 1);
    if (straight >= 0) return straight;
  }
  for (let i = start + 1; i < text.length; i += 1) {
    if (closers.includes(text.charAt(i))) return i;
  }
  return -1;
}
