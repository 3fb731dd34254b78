import type { PlacePart } from "../place";
import type { Dialect, Role } from "../structure/dialect";
import {
  ancestors,
  attribute,
  type Element,
  type Node,
  setAttribute,
  type Text,
} from "../tree/node";
import { guardOdt } from "./guard";
import { OdtPages } from "./odt-pages";
import type { Family, OdtStyles } from "./odt-styles";

const MARK = {};
const THROUGH = new Set(["text:span", "text:a", "text:meta", "text:ruby", "text:ruby-base"]);
const FRAMES = new Set(
  `office:body office:text office:document-content office:document-styles office:master-styles
   style:master-page style:header style:footer style:header-left style:footer-left
   style:header-first style:footer-first text:p text:h text:section text:list text:list-item
   text:list-header text:numbered-paragraph table:table table:table-rows table:table-header-rows
   table:table-row-group table:table-row table:table-cell text:note-body draw:text-box`.split(
    /\s+/,
  ),
);
const NOTHING =
  /^(?:text:(?:bookmark|reference-mark|change|soft-page-break|.*-mark)|office:annotation|table:table-column)/;
/** Paragraphs in there are not of the letter. */
const ASIDE = new Set(["text:tracked-changes", "office:annotation"]);

/** How OpenDocument keeps the text, the highlighting and the tables of one part. */
export function odtDialect(root: Element, part: PlacePart | null, styles: OdtStyles): Dialect {
  const pages = new OdtPages(root, part);
  return {
    roleOf: odtRole,
    isParagraph: (of) => isParagraph(of) && !ancestors(of).some(({ tag }) => ASIDE.has(tag)),
    isRow: (of) => of.tag === "table:table-row",
    isCell: (of) => of.tag === "table:table-cell",
    isListItem: (of) => of.tag === "text:list-item",
    isStory: (of) => STORIES.has(of.tag),
    isText: (of) => of.parent !== null && (isParagraph(of.parent) || THROUGH.has(of.parent.tag)),
    markOf: (of) => (isMarked(of, styles) ? MARK : null),
    unmark: (of) => unmark(of, styles),
    isEmpty: (of) => THROUGH.has(of.tag) && of.children.length === 0,
    carried: () => [],
    placeOf: (of) => pages.placeOf(of),
    settle: () => undefined,
    guard: guardOdt,
    finish: () => undefined,
  };
}

const STORIES = new Set([
  "draw:text-box",
  "text:note-body",
  "style:header",
  "style:footer",
  "style:header-left",
  "style:footer-left",
  "style:header-first",
  "style:footer-first",
]);

function odtRole(of: Element): Role {
  const { tag } = of;
  if (THROUGH.has(tag)) return "through";
  if (FRAMES.has(tag)) return "frame";
  if (tag === "text:s") return { text: " " };
  if (tag === "text:tab") return { text: "\t" };
  if (tag === "text:line-break") return { text: "\n" };
  return NOTHING.test(tag) ? "nothing" : "wall";
}

function isParagraph({ tag }: Element): boolean {
  return tag === "text:p" || tag === "text:h";
}

/** Elements around a text whose style may highlight it, the nearest first. */
function* styled(of: Node): Generator<{ of: Element; family: Family; style: string }> {
  for (const around of ancestors(of)) {
    const style = attribute(around, "text:style-name");
    const isEnd = isParagraph(around);
    if (style !== undefined && (isEnd || around.tag === "text:span")) {
      yield { of: around, family: isEnd ? "paragraph" : "text", style };
    }
    if (isEnd) return;
  }
}

function isMarked(of: Text | Element, styles: OdtStyles): boolean {
  for (const { family, style } of styled(of)) {
    const mark = styles.markOf(family, style);
    if (mark !== "unsaid") return mark === "marked";
  }
  return false;
}

function unmark(of: Text | Element, styles: OdtStyles): void {
  for (const { of: around, family, style } of styled(of)) {
    if (styles.markOf(family, style) !== "marked") continue;
    const name = around.attributes.find(({ key }) => key === "text:style-name")?.name;
    if (name !== undefined) setAttribute(around, name, styles.plainTwin(family, style));
  }
}
