import type { Cursor } from "./cursor";
import { FORMAT_SPELLINGS, formatOf } from "./formats";
import { DEFAULT } from "./keywords";
import { refuse } from "./problem";
import { suggestWord } from "./suggest";
import type { Expression } from "./syntax";

const WORDS_MAX = 6;

/** Formats after a colon, parted by commas or more colons: ": bez měny, 0 míst". */
export function parseFormats(cursor: Cursor, operand: Expression): Expression {
  let result = operand;
  cursor.take();
  do {
    result = parseFormat(cursor, result);
  } while (takeJoint(cursor));
  return result;
}

/** A comma that no format follows parts the arguments of a function. */
function takeJoint(cursor: Cursor): boolean {
  if (cursor.takeMark(":")) return true;
  const { kind } = cursor.peek(1);
  return (kind === "word" || kind === "number") && cursor.takeMark(",");
}

function parseFormat(cursor: Cursor, operand: Expression): Expression {
  cursor.count();
  const { at } = cursor.peek();
  const words: string[] = [];
  let count: number | null = null;
  let end = at;
  for (let i = 0; i < WORDS_MAX; i += 1) {
    const token = cursor.peek();
    const isNumber = token.kind === "number" && count === null;
    const isWord = token.kind === "word" && !DEFAULT.has(cursor.spellingAt(0));
    const isHyphen = token.kind === "mark" && token.isGlued === true;
    if (!isNumber && !isWord && !isHyphen) break;
    if (isNumber) count = Number(token.text);
    if (isWord) words.push(token.text);
    end = cursor.take().end;
  }
  if (words.length === 0 && count === null) cursor.unexpected();
  const written = cursor.source.slice(at, end);
  const format = formatOf(words.join(" "), count);
  if (format === null) {
    const suggestions = suggestWord(words.join(" "), FORMAT_SPELLINGS);
    refuse("templates.unknown_format", { at, params: { name: written }, suggestions });
  }
  return { type: "format", at: operand.at, operand, format, written };
}
