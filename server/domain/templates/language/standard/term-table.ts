import { TERM_KINDS, type TermKind } from "../value";
import type { Term } from "../vocabulary";

/**
 * Terms of a table, one a line:
 * `key kind | Czech | Slovak | English | Russian | WrittenAlias, more aliases`
 * The first alias is how the name is offered to authors; "!" behind the kind marks protected data.
 */
export function termTable(table: string): Term[] {
  return table
    .trim()
    .split("\n")
    .map((line) => termOf(line.split("|").map((cell) => cell.trim())));
}

function termOf(cells: readonly string[]): Term {
  const [head = "", cs = "", sk = "", en = "", ru = "", aliases = ""] = cells;
  const [key = "", marked = ""] = head.split(" ");
  const kind = marked.replace("!", "");
  if (!isTermKind(kind) || ru === "" || aliases === "") {
    throw new Error(`standard vocabulary: "${head}" is not a whole line`);
  }
  return {
    key,
    kind,
    names: { cs, sk, en, ru },
    aliases: aliases.split(",").map((alias) => alias.trim()),
    ...(marked.endsWith("!") && { isSensitive: true as const }),
  };
}

function isTermKind(text: string): text is TermKind {
  return (TERM_KINDS as readonly string[]).includes(text);
}
