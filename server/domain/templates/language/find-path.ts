import type { Cursor } from "./cursor";
import { indexNames, type NameLevel, type NameNode } from "./names";
import { spellingOf } from "./spelling";

const TOKENS_MAX = 40;

export type FoundPath = { node: NameNode; tokens: number };

/**
 * The longest dotted path of the vocabulary that begins here. Names may hold spaces, hyphens and
 * dots ("Celé jméno", "E-mail", "Č. smlouvy") and words that also join expressions ("a").
 */
export function findPath(cursor: Cursor): FoundPath | null {
  return longest(cursor, indexNames(cursor.vocabulary).level, 0);
}

function longest(cursor: Cursor, level: NameLevel, start: number): FoundPath | null {
  let best: FoundPath | null = null;
  let spelling = "";
  for (let i = start; i < TOKENS_MAX; i += 1) {
    const token = cursor.peek(i);
    const isWord = token.kind === "word" || (token.kind === "number" && i > start);
    if (!isWord) {
      if (isInsideName(cursor, i, start)) continue;
      break;
    }
    spelling += spellingOf(token.text);
    const node = level.get(spelling);
    if (node === undefined) continue;
    const deeper =
      node.children.size > 0 && cursor.isMark(".", i + 1)
        ? longest(cursor, node.children, i + 2)
        : null;
    const found = deeper ?? { node, tokens: i + 1 };
    if (best === null || found.tokens > best.tokens) best = found;
  }
  return best;
}

function isInsideName(cursor: Cursor, i: number, start: number): boolean {
  if (i === start) return false;
  const token = cursor.peek(i);
  return cursor.isMark(".", i) || (cursor.isMark("-", i) && token.isGlued === true);
}

/** How many tokens look like one written name, for the message that it is unknown. */
export function nameLength(cursor: Cursor, isStop: (ahead: number) => boolean): number {
  let count = 1;
  while (count < TOKENS_MAX) {
    const token = cursor.peek(count);
    const isPart = token.kind === "word" ? !isStop(count) : isInsideName(cursor, count, 0);
    if (!isPart) break;
    count += 1;
  }
  // A dot or a hyphen at the end belongs to nobody.
  while (count > 1 && cursor.peek(count - 1).kind === "mark") count -= 1;
  return count;
}
