import { type Compiled, compile, type Reads } from "./compile";
import { Cursor } from "./cursor";
import { findPath } from "./find-path";
import { END_EACH, END_IF, KEYWORD_WORDS_MAX, type TagWord, THEN, tagWordOf } from "./keywords";
import { SOURCE_LENGTH_MAX } from "./limits";
import { listPathsOf, nodeAt } from "./names";
import { isEmptyValue } from "./operations";
import { parseExpression } from "./parse-expression";
import { refuse, TagFault, type TagProblem } from "./problem";
import type { Scope } from "./scope";
import { suggest, writtenPath } from "./suggest";
import type { Probe, Tag } from "./tag";
import type { Vocabulary } from "./vocabulary";

/**
 * Reads the text of one tag against the names that may be used. Never throws, whatever the text.
 * Problems: `templates.…` empty_tag, too_long, too_complex, unexpected, unexpected_end,
 * unclosed_text, unclosed_bracket, unknown_name, unknown_function, unknown_format, arguments,
 * wrong_argument, not_list, needs_field, is_group, format_does_not_fit, kinds_do_not_fit, bad_day,
 * bad_number, not_printable.
 */
export function parseTag(
  source: string,
  vocabulary: Vocabulary,
): { tag: Tag } | { problem: TagProblem } {
  try {
    if (source.length > SOURCE_LENGTH_MAX) {
      refuse("templates.too_long", { at: 0, params: { max: SOURCE_LENGTH_MAX } });
    }
    const cursor = new Cursor(source, vocabulary);
    if (cursor.isAtEnd) refuse("templates.empty_tag", { at: 0 });
    const tag = parseAny(cursor);
    if (!cursor.isAtEnd) cursor.unexpected();
    return { tag };
  } catch (error) {
    if (error instanceof TagFault) return { problem: error.problem };
    throw error;
  }
}

function parseAny(cursor: Cursor): Tag {
  const { source } = cursor;
  const word = takeTagWord(cursor);
  if (word === null) return parsePrint(cursor);
  if (word === "else") return { kind: "else", source, ...NOTHING };
  if (word === "end") return { kind: "end", source, ...NOTHING, closes: takeClosed(cursor) };
  if (word === "each") return parseEach(cursor);
  const { compiled: test, reads } = parseValue(cursor);
  // Authors end a condition as they would in a sentence: "Když …:", "Když … pak".
  cursor.takeWords(1, (spelling) => THEN.has(spelling));
  cursor.takeMark(":");
  if (test.kind === "months" || test.kind === "picture") cursor.unexpected();
  return { kind: word, source, ...reads, test };
}

const NOTHING = { paths: [], lists: [] } as const;

/** A keyword that begins a tag; a name of the vocabulary that merely begins like one is none. */
function takeTagWord(cursor: Cursor): TagWord | null {
  const length = cursor.findWords(KEYWORD_WORDS_MAX, (spelling) => tagWordOf(spelling) !== null);
  if (length === 0) return null;
  const named = findPath(cursor);
  if (named !== null && named.tokens > length) return null;
  let spelling = "";
  for (let i = 0; i < length; i += 1) spelling += cursor.spellingAt(i);
  cursor.take(length);
  const word = tagWordOf(spelling);
  if (word === "else" || word === "end") cursor.takeMark(":");
  return word;
}

function takeClosed(cursor: Cursor): "if" | "each" | null {
  if (cursor.takeWords(KEYWORD_WORDS_MAX, (spelling) => END_IF.has(spelling))) return "if";
  const isEach = cursor.takeWords(KEYWORD_WORDS_MAX, (spelling) => END_EACH.has(spelling));
  // "Konec pro každou pohledávku" and "Konec Pohledávky" name what they close.
  const list = findPath(cursor);
  if (list?.node.term.kind !== "list") return isEach ? "each" : null;
  cursor.take(list.tokens);
  return "each";
}

function parseEach(cursor: Cursor): Tag {
  const { at } = cursor.peek();
  const { source } = cursor;
  const found = findPath(cursor);
  if (found === null || cursor.isMark(".", found.tokens)) {
    const name = source.slice(at).trim();
    if (name === "") cursor.unexpected();
    refuse("templates.unknown_name", {
      at,
      params: { name },
      suggestions: suggest(name, cursor.vocabulary),
    });
  }
  const { node } = found;
  if (node.term.kind !== "list") {
    refuse("templates.not_list", { at, params: { name: writtenPath(node) } });
  }
  cursor.take(found.tokens);
  cursor.takeMark(":");
  const lists = listPathsOf(node).slice(0, -1);
  return { kind: "each", source, paths: [node.path], lists, list: node.path };
}

function parsePrint(cursor: Cursor): Tag {
  const { at } = cursor.peek();
  const { compiled, reads, only } = parseValue(cursor);
  if (compiled.kind === "group" || compiled.kind === "list") {
    refuse("templates.is_group", {
      at,
      params: { name: only?.written ?? "" },
      suggestions: insideOf(only),
    });
  }
  if (compiled.kind === "months") refuse("templates.not_printable", { at });
  const probes = probesOf(reads.paths, cursor.vocabulary);
  return { kind: "print", source: cursor.source, ...reads, value: compiled, probes };
}

function probesOf(paths: readonly string[], vocabulary: Vocabulary): Probe[] {
  return paths.flatMap((path) => {
    const node = nodeAt(vocabulary, path);
    if (node === undefined) return [];
    const reads: Reads = { paths: new Set(), lists: new Set() };
    const { read, readAll } = compile({ type: "path", node, written: path, at: 0 }, reads);
    const isMissing = (scope: Scope) =>
      isEmptyValue(read(scope)) && (readAll?.(scope) ?? []).every(isEmptyValue);
    return [{ path, isMissing }];
  });
}

type Only = { written: string; names: string[] };

function insideOf(only: Only | null): string[] {
  return only === null ? [] : only.names.slice(0, 3).map((name) => `${only.written}.${name}`);
}

function parseValue(cursor: Cursor) {
  const reads: Reads = { paths: new Set(), lists: new Set() };
  const expression = parseExpression(cursor);
  const compiled: Compiled = compile(expression, reads);
  const only: Only | null =
    expression.type !== "path"
      ? null
      : {
          written: expression.written,
          names: (expression.node.term.terms ?? []).map((term) => term.aliases[0] ?? term.key),
        };
  return { compiled, only, reads: { paths: [...reads.paths], lists: [...reads.lists] } };
}
