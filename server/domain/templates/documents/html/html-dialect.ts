import type { Place } from "../place";
import { excerptOf } from "../place";
import type { Dialect, Role } from "../structure/dialect";
import {
  ancestors,
  attribute,
  descendants,
  type Element,
  type Node,
  replace,
  setAttribute,
  type Text,
  textOf,
} from "../tree/node";
import { isYellow } from "../tree/yellow";
import { BLOCKS, INLINE, VOID } from "./allowed";
import { declarationsOf } from "./css";

/** Blocks in which white space only lays out the source. */
const BARE = new Set([
  "html",
  "head",
  "table",
  "thead",
  "tbody",
  "tfoot",
  "tr",
  "colgroup",
  "ul",
  "ol",
  "dl",
]);

/** How HTML keeps text, `<mark>` and tables. */
export function htmlDialect(root: Element): Dialect {
  const excerpts = new Map<Element, string>();
  for (const node of descendants(root)) {
    if (node.kind === "element" && BLOCKS.has(node.tag))
      excerpts.set(node, excerptOf(textOf(node)));
  }
  return {
    roleOf: htmlRole,
    isParagraph: ({ tag }) => BLOCKS.has(tag),
    isRow: ({ tag }) => tag === "tr",
    isCell: ({ tag }) => tag === "td" || tag === "th",
    isListItem: ({ tag }) => tag === "li",
    isStory: () => false,
    isText: (of) => !BARE.has(of.parent?.tag ?? ""),
    markOf: (of) => markAround(of) ?? null,
    unmark,
    isEmpty: (of) => INLINE.has(of.tag) && of.children.length === 0,
    carried: () => [],
    placeOf: (of) => placeOf(of, excerpts),
    settle: () => undefined,
    guard: (of) => of,
    finish: () => undefined,
  };
}

function htmlRole({ tag }: Element): Role {
  if (INLINE.has(tag)) return "through";
  if (BLOCKS.has(tag)) return "frame";
  if (tag === "br") return { text: "\n" };
  return tag === "wbr" || tag === "col" || !VOID.has(tag) ? "nothing" : "wall";
}

/** `<mark>`, or the yellow background that editors and Word write instead. */
function markAround(of: Node): Element | undefined {
  return ancestors(of).find((each) => INLINE.has(each.tag) && isMarking(each));
}

function isMarking(of: Element): boolean {
  if (of.tag === "mark") return true;
  return declarationsOf(attribute(of, "style") ?? "").some(isYellowBackground);
}

function isYellowBackground(declaration: string): boolean {
  const colour = /^(?:background|background-color|mso-highlight)\s*:\s*([^;!]+)/i.exec(declaration);
  return isYellow(colour?.[1]);
}

function unmark(of: Text | Element): void {
  for (let mark = markAround(of); mark !== undefined; mark = markAround(of)) {
    const style = declarationsOf(attribute(mark, "style") ?? "")
      .filter((each) => !isYellowBackground(each))
      .join("; ");
    mark.attributes = mark.attributes.filter(({ key }) => key !== "style");
    if (style !== "") setAttribute(mark, "style", style);
    if (mark.tag === "mark") {
      mark.name = "span";
      mark.tag = "span";
    }
    if (mark.tag === "span" && mark.attributes.length === 0) replace(mark, ...mark.children);
  }
}

function placeOf(node: Node, excerpts: ReadonlyMap<Element, string>): Place {
  const at = node.kind === "text" ? node.at : undefined;
  const block = ancestors(node).find((each) => BLOCKS.has(each.tag));
  return {
    part: "body",
    page: null,
    line: at?.line ?? null,
    column: at?.column ?? null,
    excerpt: (block && excerpts.get(block)) ?? "",
  };
}
