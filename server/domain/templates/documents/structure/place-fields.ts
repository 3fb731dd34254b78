import type { Tag } from "../../language";
import { FIELDS_MAX } from "../limits";
import type { Problems } from "../problem";
import { refusal } from "../refusal";
import {
  descendantElements,
  type Element,
  type Field,
  remove,
  replace,
  text as textNode,
} from "../tree/node";
import type { Dialect } from "./dialect";
import { type Token, tokensOf } from "./inline";

/** Reads the words of a field; the vocabulary is the reader's own. */
export type ReadTag = (source: string) => { tag: Tag } | { problem: TagFinding };

export interface TagFinding {
  code: string;
  params: Record<string, string | number>;
  suggestions: readonly string[];
}

export interface Placing {
  dialect: Dialect;
  readTag: ReadTag;
  problems: Problems;
}

export interface Placed {
  fields: Field[];
  /** Fields that could not be read; they stay as they were written. */
  broken: string[];
}

type Solid = NonNullable<Token>;
type Piece = { tokens: Solid[]; source: string; read: ReturnType<ReadTag> };

/**
 * Puts tags where highlighted text was. A field is the longest highlighted text that nothing
 * else interrupts, however many pieces the program that wrote it made of it.
 */
export function placeFields(root: Element, placing: Placing): Placed {
  const paragraphs = [...descendantElements(root)].filter(placing.dialect.isParagraph);
  const placed: Placed = { fields: [], broken: [] };
  for (const paragraph of paragraphs) {
    for (const run of markedRuns(tokensOf(paragraph, placing.dialect))) {
      for (const piece of choosePieces(run, placing)) place(piece, placing, placed);
      if (placed.fields.length > FIELDS_MAX) throw refusal("document_too_complex");
    }
  }
  return placed;
}

function markedRuns(tokens: readonly Token[]): Solid[][] {
  const runs: Solid[][] = [];
  let run: Solid[] = [];
  for (const token of [...tokens, null]) {
    if (token !== null && token.mark !== null) run.push(token);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  return runs;
}

/**
 * One highlighted run is one field, unless it reads only as several: an address block of a field a
 * line, marks or fields that touch. A mark cut by formatting reads only as a whole.
 */
function choosePieces(run: Solid[], placing: Placing): Piece[] {
  const byMark = split(run, (token, before) => token.mark !== before.mark);
  const byLine = split(run, (token, before) => isBreak(token) || isBreak(before));
  const ways = [byMark, byLine, [run]].map((way) => way.flatMap((each) => read(each, placing)));
  const whole = ways.find((way) => way.every(isRead)) ?? fewestPieces(run, placing);
  if (whole !== null) return whole;
  // Where some read and some do not, the author meant several and slipped in one.
  return ways.find((way) => way.some(isRead)) ?? (byMark.length > 1 ? ways[0] : ways[2]) ?? [];
}

/** More pieces than a person puts side by side; trying grows with their square. */
const PIECES_MAX = 24;

/**
 * Fields that touch, cut where the program began a new piece, into as few as read; null where no
 * cutting reads. A space between them is clearer, but they are written like this.
 */
function fewestPieces(run: Solid[], placing: Placing): Piece[] | null {
  if (run.length > PIECES_MAX) return null;
  const best: (Piece[] | null)[] = [[]];
  for (let end = 1; end <= run.length; end += 1) {
    let fewest: Piece[] | null = null;
    for (let start = 0; start < end; start += 1) {
      const before = best[start];
      if (!before || (fewest !== null && before.length + 1 >= fewest.length)) continue;
      const piece = read(run.slice(start, end), placing);
      if (piece.every(isRead)) fewest = [...before, ...piece];
    }
    best.push(fewest);
  }
  return best.at(-1) ?? null;
}

function isRead(piece: Piece): boolean {
  return "tag" in piece.read;
}

function isBreak({ node, text }: Solid): boolean {
  if (node.kind === "text") return false;
  return text === "\n" || text === "\t";
}

function split(run: Solid[], isCut: (token: Solid, before: Solid) => boolean): Solid[][] {
  const pieces: Solid[][] = [];
  let before: Solid | null = null;
  for (const token of run) {
    if (before === null || isCut(token, before)) pieces.push([token]);
    else pieces.at(-1)?.push(token);
    before = token;
  }
  return pieces;
}

/** A piece that says something; highlighted space alone is no field. */
function read(tokens: Solid[], placing: Placing): Piece[] {
  const source = tidySource(tokens.map((token) => token.text).join(""));
  if (source === "") return [{ tokens, source, read: EMPTY }];
  return [{ tokens, source, read: placing.readTag(source) }];
}

// Stands for highlighted space: it reads well and places nothing.
const EMPTY: ReturnType<ReadTag> = { tag: { kind: "end" } as Tag };

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** The words of a field as they were meant; layout and invisible characters do not count. */
export function tidySource(text: string): string {
  return text.replace(INVISIBLE, "").replace(/\s+/g, " ").trim();
}

function place(piece: Piece, { dialect, problems }: Placing, placed: Placed): void {
  const { tokens, source } = piece;
  if (source === "") {
    unmarkAll(tokens, dialect);
    return;
  }
  const isSolid = ({ node, text }: Solid) => node.kind === "text" && tidySource(text) !== "";
  const first = tokens.find(isSolid);
  const last = tokens.findLast(isSolid);
  const position = dialect.placeOf(tokens[0]?.node ?? textNode(""));
  if ("problem" in piece.read || first === undefined || last === undefined) {
    if ("problem" in piece.read) {
      const { code, params, suggestions } = piece.read.problem;
      const reason = code.slice(code.indexOf(".") + 1);
      problems.error(reason, { params, suggestions, source, place: position });
    }
    placed.broken.push(source);
    return;
  }
  const field: Field = {
    kind: "field",
    tag: piece.read.tag,
    source,
    place: position,
    parent: null,
  };
  unmarkAll(tokens, dialect);
  const inner = tokens.slice(tokens.indexOf(first), tokens.indexOf(last) + 1);
  putInPlace(field, inner, dialect);
  dialect.settle(field);
  placed.fields.push(field);
}

function unmarkAll(tokens: readonly Solid[], dialect: Dialect): void {
  for (const token of tokens) dialect.unmark(token.node);
}

/** The field takes the formatting of its first letters; space around it stays text. */
function putInPlace(field: Field, tokens: readonly Solid[], dialect: Dialect): void {
  const first = tokens[0] as Solid;
  const last = tokens.at(-1) as Solid;
  const leading = first.text.slice(0, first.text.length - first.text.trimStart().length);
  const trailing = last.text.slice(last.text.trimEnd().length);
  for (const token of tokens.slice(1)) {
    const { parent } = token.node;
    if (token === last && trailing !== "") replace(token.node, textNode(trailing));
    else remove(token.node);
    if (parent !== null) prune(parent, dialect);
  }
  const after = first === last && trailing !== "" ? [textNode(trailing)] : [];
  replace(first.node, ...(leading === "" ? [] : [textNode(leading)]), field, ...after);
}

/** Takes away elements that lost all they held. */
export function prune(from: Element, dialect: Dialect): void {
  for (let at: Element | null = from; at !== null && dialect.isEmpty(at); ) {
    const above: Element | null = at.parent;
    remove(at);
    at = above;
  }
}
