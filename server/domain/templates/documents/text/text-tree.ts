import { FIELDS_MAX } from "../limits";
import type { Place } from "../place";
import { excerptOf } from "../place";
import type { Problems } from "../problem";
import { refusal } from "../refusal";
import type { Dialect } from "../structure/dialect";
import { type Placed, type ReadTag, tidySource } from "../structure/place-fields";
import type { Script } from "../structure/program";
import { append, type Element, element, type Field, text as textNode } from "../tree/node";

const LINE = "line";
const BULLET = /^[ \t]*(?:[-*•–])[ \t]/;

export interface TextTree {
  root: Element;
  placed: Placed;
}

interface Reading {
  readTag: ReadTag;
  problems: Problems;
}

/**
 * A text as a tree of lines, a field in every pair of braces. `\{` is a brace that is meant; a
 * field ends on the line it begins on.
 */
export function readText(source: string, reading: Reading): TextTree {
  const root = element("", "text");
  const placed: Placed = { fields: [], broken: [] };
  source.split(/(?<=\n)/).forEach((line, index) => {
    const of = element("", LINE);
    append(root, of);
    readLine({ source: line, number: index + 1, of }, reading, placed);
    if (placed.fields.length > FIELDS_MAX) throw refusal("document_too_complex");
  });
  return { root, placed };
}

interface Line {
  source: string;
  number: number;
  of: Element;
}

// Braces doubled by habit from other programs mean the same.
const PIECES = /\\([{}])|\{\{?([^{}\n]*)\}\}?|([{}])|[^\\{}]+|\\/g;

function readLine(line: Line, { readTag, problems }: Reading, placed: Placed): void {
  for (const match of line.source.matchAll(PIECES)) {
    const [whole, literal, inner, brace] = match;
    const place: Place = {
      part: "body",
      page: null,
      line: line.number,
      column: match.index + 1,
      excerpt: excerptOf(line.source),
    };
    const source = inner === undefined ? "" : tidySource(inner);
    if (brace !== undefined || (inner !== undefined && source === "")) {
      const code = brace === undefined ? "brace_empty" : "brace_alone";
      problems.error(code, { source: whole, place });
      placed.broken.push(whole);
      append(line.of, textNode(whole));
    } else if (inner === undefined) append(line.of, textNode(literal ?? whole));
    else {
      const read = readTag(source);
      if ("tag" in read) {
        const field: Field = { kind: "field", tag: read.tag, source, place, parent: null };
        append(line.of, field);
        placed.fields.push(field);
      } else {
        const { code, params, suggestions } = read.problem;
        const reason = code.slice(code.indexOf(".") + 1);
        problems.error(reason, { params, suggestions, source, place });
        placed.broken.push(source);
        append(line.of, textNode(whole));
      }
    }
  }
}

/** Lines are paragraphs; those with a bullet are items of a list. */
export const TEXT_DIALECT: Dialect = {
  roleOf: () => "frame",
  isParagraph: ({ tag }) => tag === LINE,
  isRow: () => false,
  isCell: () => false,
  isListItem: (of) => of.tag === LINE && BULLET.test(firstText(of)),
  isStory: () => false,
  isText: () => true,
  markOf: () => null,
  unmark: () => undefined,
  isEmpty: () => false,
  carried: () => [],
  placeOf: () => ({ part: "body", page: null, line: null, column: null, excerpt: "" }),
  settle: () => undefined,
  guard: (of) => of,
  finish: () => undefined,
};

function firstText(of: Element): string {
  const [first] = of.children;
  return first?.kind === "text" ? first.text : "";
}

export const TEXT_SCRIPT: Script = {
  open: () => "",
  close: () => "",
  text: (text) => text,
  raw: () => "",
};
