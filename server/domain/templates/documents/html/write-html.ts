import type { Script } from "../structure/program";
import { escapeAttribute, escapeText } from "../tree/escape";
import type { Element } from "../tree/node";
import { VOID } from "./allowed";

/** HTML that every mail program reads the same. */
export const HTML_SCRIPT: Script = {
  open(of) {
    if (of.name === "") return "<!DOCTYPE html>\n";
    const attributes = of.attributes.map(({ name, value }) => ` ${name}="${attributeText(value)}"`);
    const charset = of.name === "head" ? '<meta charset="utf-8">' : "";
    return `<${of.name}${attributes.join("")}>${charset}`;
  },
  close: (of) => (of.name === "" || VOID.has(of.name) ? "" : `</${of.name}>`),
  // A style sheet has no references; what could end it was never let in.
  text: (text, of) => (of?.name === "style" ? text : htmlText(text)),
  raw: () => "",
};

export function htmlText(text: string): string {
  return escapeText(text).replaceAll("\u00a0", "&nbsp;");
}

function attributeText(text: string): string {
  return escapeAttribute(text);
}

/** Ends of blocks and cells while plain text is put together: no characters at all to Unicode. */
const BLOCK = "\ufdd0";
const PARAGRAPH = "\ufdd1";
const CELL = "\ufdd2";
const APART = new Set([
  "p",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "ul",
  "ol",
  "table",
  "blockquote",
  "pre",
  "dl",
]);
const LINES = new Set([
  "div",
  "li",
  "tr",
  "dt",
  "dd",
  "section",
  "article",
  "header",
  "footer",
  "main",
  "address",
  "center",
  "figure",
  "figcaption",
  "caption",
  "body",
]);

/** The same tree as the text that programs without HTML show. */
export const PLAIN_SCRIPT: Script = {
  open(of) {
    if (of.name === "br") return "\n";
    if (of.name === "hr") return `${PARAGRAPH}----${PARAGRAPH}`;
    if (of.name === "li") return `${BLOCK}- `;
    return edgeOf(of);
  },
  close(of) {
    if (of.name === "td" || of.name === "th") return CELL;
    return `${linkOf(of)}${edgeOf(of)}`;
  },
  text: (text, of) => (isUnseen(of) ? "" : text.replace(/[\ufdd0-\ufdd2\s]+/g, " ")),
  raw: () => "",
};

function edgeOf({ name }: Element): string {
  if (APART.has(name)) return PARAGRAPH;
  return LINES.has(name) ? BLOCK : "";
}

function isUnseen(of: Element | null): boolean {
  return of?.name === "style" || of?.name === "title";
}

/** Where a link leads, unless it already reads so. */
function linkOf(of: Element): string {
  if (of.name !== "a") return "";
  const href = of.attributes.find(({ key }) => key === "href")?.value ?? "";
  const words = of.children.map((each) => (each.kind === "text" ? each.text : "")).join("");
  const bare = href.replace(/^(?:mailto:|tel:)/i, "");
  return bare === "" || bare.startsWith("#") || words.includes(bare) ? "" : ` (${bare})`;
}

/** Lines and blank lines where the blocks met. */
export function layPlainText(text: string): string {
  // Runs of spaces go first: the patterns below would try every part of them.
  return text
    .replace(/ {2,}/g, " ")
    .replace(/ ?\ufdd2(?= ?[\ufdd0\ufdd1]|$)/g, "")
    .replace(/ ?\ufdd2 ?/g, "\t")
    .replace(/ ?[\ufdd0\ufdd1][ \ufdd0\ufdd1]*/g, (edges) =>
      edges.includes(PARAGRAPH) ? "\n\n" : "\n",
    )
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
