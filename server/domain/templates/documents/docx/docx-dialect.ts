import type { PlacePart } from "../place";
import type { Dialect } from "../structure/dialect";
import { copy } from "../structure/lift";
import {
  ancestors,
  attribute,
  child,
  type Element,
  elements,
  type Field,
  type Node,
  remove,
  replace,
  setAttribute,
} from "../tree/node";
import { docxRole, isProperties } from "./docx-roles";
import { guardDocx } from "./guard";
import { type DocxStyles, markIn, numberingIn, outvoteStyle, unmarkProperties } from "./marks";
import { Pages } from "./pages";
import { scrubRepeated } from "./scrub";

const MARK = {};

/** How Word keeps the text, the highlighting and the tables of one part. */
export function docxDialect(root: Element, part: PlacePart, styles: DocxStyles): Dialect {
  const pages = new Pages(root, part);
  return {
    roleOf: docxRole,
    isParagraph: (of) => of.tag === "w:p",
    isRow: (of) => of.tag === "w:tr",
    isCell: (of) => of.tag === "w:tc",
    isListItem: (of) => of.tag === "w:p" && isNumbered(of, styles),
    isStory: (of) => STORIES.has(of.tag),
    isText: (of) => of.parent?.tag === "w:t",
    markOf: (of) => (isMarked(runOf(of), styles) ? MARK : null),
    unmark: (of) => unmark(runOf(of), styles),
    isEmpty,
    carried: (of) =>
      elements(of)
        .filter(({ tag }) => isProperties(tag))
        .map((each) => copy(each, null)),
    placeOf: (of) => pages.placeOf(of),
    settle,
    guard: guardDocx,
    finish: scrubRepeated,
  };
}

const STORIES = new Set(["w:txbxContent", "w:footnote", "w:endnote"]);

function runOf(of: Node): Element | undefined {
  return ancestors(of).find((each) => each.tag === "w:r");
}

function paragraphOf(of: Node): Element | undefined {
  return ancestors(of).find((each) => each.tag === "w:p");
}

function isMarked(run: Element | undefined, styles: DocxStyles): boolean {
  if (run === undefined) return false;
  const own = markIn(child(run, "w:rPr"));
  return own === "unsaid" ? isMarkedByStyle(run, styles) : own === "marked";
}

function isMarkedByStyle(run: Element, styles: DocxStyles): boolean {
  const properties = child(run, "w:rPr");
  const character = properties && child(properties, "w:rStyle");
  if (styles.isMarking(character && attribute(character, "w:val"))) return true;
  const paragraph = paragraphOf(run);
  const style = paragraph && child(paragraph, "w:pPr");
  const paragraphStyle = style && child(style, "w:pStyle");
  return styles.isMarking(paragraphStyle && attribute(paragraphStyle, "w:val"));
}

function unmark(run: Element | undefined, styles: DocxStyles): void {
  if (run === undefined || !isMarked(run, styles)) return;
  let properties = child(run, "w:rPr");
  if (properties !== undefined) unmarkProperties(properties);
  if (isMarkedByStyle(run, styles)) {
    if (properties === undefined) {
      const name = `${run.name.slice(0, -1)}rPr`;
      properties = {
        kind: "element",
        name,
        tag: "w:rPr",
        attributes: [],
        children: [],
        parent: run,
      };
      run.children.unshift(properties);
    }
    outvoteStyle(properties);
  }
  unmarkParagraphEnd(run);
}

/** The mark of a paragraph's end colours its number in a list. */
function unmarkParagraphEnd(run: Element): void {
  const paragraph = paragraphOf(run);
  const properties = paragraph && child(paragraph, "w:pPr");
  const end = properties && child(properties, "w:rPr");
  if (end !== undefined) unmarkProperties(end);
}

function isNumbered(paragraph: Element, styles: DocxStyles): boolean {
  const properties = child(paragraph, "w:pPr");
  const style = properties && child(properties, "w:pStyle");
  return numberingIn(properties) ?? styles.isNumbering(style && attribute(style, "w:val"));
}

/** Nothing but properties is left in it. A content control keeps one run, or Word calls it broken. */
function isEmpty(of: Element): boolean {
  if (docxRole(of) !== "through" || of.tag === "w:sdt" || of.tag === "w:sdtContent") return false;
  if (of.tag === "w:t") return of.children.length === 0;
  if (of.parent?.tag === "w:sdtContent" && of.parent.children.length === 1) return false;
  return of.children.every((each) => each.kind === "element" && isProperties(each.tag));
}

function settle(field: Field): void {
  const { parent } = field;
  if (parent?.tag === "w:t") setAttribute(parent, "xml:space", "preserve");
  for (const control of ancestors(field).filter(({ tag }) => tag === "w:sdt")) {
    if (field.tag.kind === "print") detach(control);
    else unwrap(control);
  }
}

/** Word would write the bound value, or the hint of an empty control, over ours. */
function detach(control: Element): void {
  const properties = child(control, "w:sdtPr");
  for (const each of properties === undefined ? [] : elements(properties)) {
    if (/:(dataBinding|showingPlcHdr|placeholder)$/.test(each.tag)) remove(each);
  }
}

function unwrap(control: Element): void {
  const content = child(control, "w:sdtContent");
  if (content !== undefined) replace(control, ...content.children);
}
