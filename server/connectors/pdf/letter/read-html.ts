import { parse } from "parse5";
import { DomainError } from "@/server/kernel/errors";
import { type Block, type Box, PLAIN_BOX } from "./content";
import { borderOf, bordersOf, boxOf, type Declarations, declarationsOf, lengthOf } from "./css";
import { type Around, attributesOf, type Element, isElement, type Node, textOf } from "./elements";
import { imageOfAddress } from "./image";
import { type Attributes, inherited, isHeading } from "./inherit";
import { listItemMarker } from "./markers";
import { ParagraphWriter } from "./paragraph";
import { readTable } from "./read-table";
import { ROOT_STYLE, type Style } from "./style";

/** Deeper than any letter; each level costs the stack of the measuring and the drawing. */
const DEPTH_MAX = 60;

const UNSEEN = new Set(
  "head script style title template noscript iframe object embed svg math select button input".split(
    " ",
  ),
);
const BLOCKS = new Set(
  (
    "html body div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table blockquote pre address section article " +
    "header footer main aside nav figure figcaption center form fieldset hr"
  ).split(" "),
);
const LISTS = new Set(["ul", "ol"]);
const LIST_INDENT = 20;

/**
 * The content of a letter from HTML that was already made safe. Reads what a letter needs of
 * elements, attributes and inline styles, as a browser would; passes over the rest. Throws invalid
 * `templates.letter_too_deep`, `templates.image_unreadable`, `templates.image_too_large`.
 */
export function readHtml(html: string): Block[] {
  const around = { style: ROOT_STYLE, depth: 0, lists: 0, read: readChildren };
  return readChildren(parse(html).childNodes, around);
}

/** The blocks of an element's children. */
function readChildren(nodes: readonly Node[], around: Around): Block[] {
  const writer = new ParagraphWriter();
  readNodes(nodes, around, writer);
  writer.close(around.style);
  return writer.blocks;
}

function readNodes(nodes: readonly Node[], around: Around, writer: ParagraphWriter): void {
  if (around.depth > DEPTH_MAX) throw new DomainError("invalid", "templates.letter_too_deep");
  for (const node of nodes) {
    if (node.nodeName === "#text" && "value" in node) writer.text(node.value, around.style);
    else if (isElement(node)) readElement(node, around, writer);
  }
}

function readElement(element: Element, around: Around, writer: ParagraphWriter): void {
  const { tagName: tag } = element;
  if (UNSEEN.has(tag)) return;
  const attributes = attributesOf(element);
  const css = declarationsOf(attributes.style);
  const display = css.get("display");
  if (display === "none" || attributes.hidden !== undefined) return;
  const style = inherited(around.style, { tag, css, attributes });
  const inner = { ...around, style, depth: around.depth + 1 };
  if (tag === "br") writer.break(style);
  else if (tag === "img") readImage({ attributes, css }, style, writer);
  else if (BLOCKS.has(tag) || display === "block") {
    writer.close(around.style);
    writer.add(blockOf({ element, attributes, css }, inner, around));
  } else {
    readNodes(element.childNodes, inner, writer);
    if (tag === "a") writeAddress(element, attributes.href, { style, writer });
  }
}

/** On paper nobody can click: the address of a link stands behind it, unless it is its text. */
function writeAddress(
  element: Element,
  href: string | undefined,
  { style, writer }: { style: Style; writer: ParagraphWriter },
): void {
  const address =
    href
      ?.trim()
      .replace(/^(mailto|tel):/i, "")
      .replace(/\?.*$/, "") ?? "";
  const isWorth = /^https?:\/\//i.test(href?.trim() ?? "") || /^(mailto|tel):/i.test(href ?? "");
  if (!isWorth) return;
  const full = /^https?:/i.test(address) ? (href ?? "").trim() : address;
  const bare = (text: string) =>
    text
      .replace(/^https?:\/\/(www\.)?/i, "")
      .replace(/\/$/, "")
      .replaceAll(/\s/g, "")
      .toLowerCase();
  if (bare(textOf(element)).includes(bare(full))) return;
  writer.text(` (${full})`, style.isUnderlined ? { ...style, isUnderlined: false } : style);
}

interface Read {
  element: Element;
  attributes: Attributes;
  css: Declarations;
}

function blockOf(read: Read, inner: Around, around: Around): Block {
  const { element, attributes, css } = read;
  const { tagName: tag } = element;
  const { size } = inner.style;
  const margins = boxOf(css, "margin", { size });
  const usual = usualMargins(tag, inner);
  const box: Omit<Box, "blocks"> = {
    ...PLAIN_BOX,
    before: Math.max(0, margins.top ?? usual.vertical),
    after: Math.max(0, margins.bottom ?? usual.vertical),
    left: Math.max(0, (margins.left ?? usual.left) + (ownPadding(tag, css, size) ?? 0)),
    right: Math.max(0, margins.right ?? 0),
    isKeptTogether: /avoid/.test(css.get("page-break-inside") ?? css.get("break-inside") ?? ""),
    isKeptWithNext:
      isHeading(tag) || /avoid/.test(css.get("page-break-after") ?? css.get("break-after") ?? ""),
    startsPage: isTurn(css.get("page-break-before") ?? css.get("break-before")),
    endsPage: isTurn(css.get("page-break-after") ?? css.get("break-after")),
    marker: tag === "li" ? listItemMarker(element, inner.style, around.lists) : null,
  };
  if (tag === "hr") return { ...box, blocks: [ruleOf(css, attributes, size)] };
  if (tag === "table") return { ...box, left: 0, right: 0, blocks: readTable(element, inner) };
  // What is behind or around the whole element is drawn once, not behind each word.
  const style = { ...inner.style, background: around.style.background };
  const lists = LISTS.has(tag) ? inner.lists + 1 : inner.lists;
  const writer = new ParagraphWriter();
  readNodes(element.childNodes, { ...inner, style, lists }, writer);
  writer.close(style, lengthOf(css.get("text-indent"), { size }) ?? 0);
  const background = inner.style.background === style.background ? null : inner.style.background;
  return { ...box, blocks: framed(writer.blocks, { css, size, background }) };
}

const isTurn = (value: string | undefined): boolean =>
  value === "always" || value === "page" || value === "left" || value === "right";

function usualMargins(tag: string, { style, lists }: Around): { vertical: number; left: number } {
  if (isHeading(tag)) return { vertical: style.size * 0.55, left: 0 };
  if (tag === "p" || tag === "pre" || tag === "dl") return { vertical: style.size * 0.7, left: 0 };
  if (tag === "hr") return { vertical: 6, left: 0 };
  if (tag === "blockquote" || tag === "figure") return { vertical: style.size * 0.7, left: 24 };
  if (LISTS.has(tag)) return { vertical: lists > 0 ? 0 : style.size * 0.6, left: LIST_INDENT };
  if (tag === "dd") return { vertical: 0, left: 24 };
  if (tag === "li") return { vertical: 1.5, left: 0 };
  return { vertical: 0, left: 0 };
}

/** A list's own padding stands for its usual indent, which browsers make by padding too. */
function ownPadding(tag: string, css: Declarations, size: number): number | null {
  const { left } = boxOf(css, "padding", { size });
  return left !== null && LISTS.has(tag) ? left - LIST_INDENT : null;
}

function ruleOf(css: Declarations, attributes: Attributes, size: number): Block {
  const line = borderOf(css.get("border-top") ?? css.get("border"), size);
  const width = lengthOf(attributes.size, { size }) ?? 0.75;
  return { type: "rule", colour: line?.colour ?? "#808080", width: line?.width ?? width };
}

/** An element with a line around it or a colour behind it: a table of one cell. */
function framed(
  blocks: Block[],
  { css, size, background }: { css: Declarations; size: number; background: string | null },
): Block[] {
  const borders = bordersOf(css, size, null);
  const isPlain = background === null && Object.values(borders).every((line) => line === null);
  const padding = boxOf(css, "padding", { size });
  const none = { top: null, right: null, bottom: null, left: null };
  const hasPadding = Object.values(padding).some((each) => (each ?? 0) > 0);
  if (blocks.length === 0 || (isPlain && !hasPadding)) return blocks;
  if (isPlain) {
    return [
      {
        ...{ ...PLAIN_BOX, blocks, left: padding.left ?? 0, right: padding.right ?? 0 },
        ...{ before: padding.top ?? 0, after: padding.bottom ?? 0 },
      },
    ];
  }
  const room = {
    ...{ top: padding.top ?? 2, bottom: padding.bottom ?? 2 },
    ...{ left: padding.left ?? 0, right: padding.right ?? 0 },
  };
  return [
    {
      ...{ type: "table", rowCount: 1, columnCount: 1, headCount: 0, align: "left", frame: none },
      ...{ width: { share: 1 }, columnWidths: [null] },
      cells: [
        {
          ...{ blocks, row: 0, column: 0, rows: 1, columns: 1, width: null, padding: room },
          ...{ borders, background, placed: "top" },
        },
      ],
    },
  ];
}

function readImage(
  { attributes, css }: Omit<Read, "element">,
  style: Style,
  writer: ParagraphWriter,
): void {
  const image = imageOfAddress(attributes.src ?? "");
  if (image === null) {
    // Nothing is fetched for a letter; what the picture shows is said in words.
    if (attributes.alt) writer.text(`[${attributes.alt}]`, style);
    return;
  }
  const sized = (name: "width" | "height") => {
    const points = lengthOf(css.get(name) ?? attributes[name], { size: style.size });
    return points !== null && points > 0 ? points : null;
  };
  writer.image({ type: "image", image, width: sized("width"), height: sized("height"), style });
}
