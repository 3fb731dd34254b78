import { htmlText } from "../html/write-html";
import { SHOWN_PICTURE_BYTES_MAX } from "../limits";
import { type PackageEntry, unpack } from "../package/read-package";
import { refusal } from "../refusal";
import { attribute, child, type Element, type Node } from "../tree/node";
import { parseXml, rootOf } from "../tree/parse-xml";
import { ODT_PREFIXES } from "./namespaces";

/** What a part of a text becomes; of others the contents stay. */
const TAGS: Readonly<Record<string, string>> = {
  ...{ "text:p": "p", "text:list": "ul", "text:list-item": "li", "text:list-header": "li" },
  ...{ "table:table": "table", "table:table-row": "tr", "table:table-cell": "td" },
};
/** Said beside the text, not in it: notes of people, marks of changes, what a field was asked. */
const LEFT_OUT = new Set([
  ...["office:annotation", "office:annotation-end", "text:tracked-changes", "text:note-citation"],
  ...["text:sequence-decls", "text:variable-decls", "office:forms", "svg:title", "svg:desc"],
]);
const REPEATED_MAX = 100;
const PICTURES: Readonly<Record<string, string>> = {
  ...{ png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", gif: "image/gif" },
};

/** The text of an ODT as HTML, to be sanitised before it is shown. Throws as `parseXml`. */
export function odtHtml(entries: readonly PackageEntry[]): string {
  const content = entries.find(({ name }) => name === "content.xml");
  if (!content) throw refusal("damaged", { part: "content.xml" });
  const body = child(rootOf(parseXml(unpack(content), ODT_PREFIXES)), "office:body");
  const text = body && child(body, "office:text");
  return text ? inside(text, new Pictures(entries)) : "";
}

const inside = ({ children }: Element, pictures: Pictures): string =>
  children.map((node) => htmlOf(node, pictures)).join("");

function htmlOf(node: Node, pictures: Pictures): string {
  if (node.kind === "text") return htmlText(node.text);
  if (node.kind !== "element" || LEFT_OUT.has(node.tag)) return "";
  switch (node.tag) {
    case "text:line-break":
      return "<br>";
    case "text:tab":
      return " &emsp;";
    case "text:s":
      return "&nbsp;".repeat(countOf(node, "text:c"));
    case "draw:image":
      return imageOf(node, pictures);
    case "text:h": {
      const level = Math.min(6, countOf(node, "text:outline-level"));
      return `<h${level}>${inside(node, pictures)}</h${level}>`;
    }
  }
  const tag = TAGS[node.tag];
  const html = inside(node, pictures);
  if (tag === undefined) return html;
  // An empty paragraph is how people make room in a letter.
  const shown = tag === "p" && html === "" ? "<br>" : html;
  return `<${tag}${tag === "td" ? spans(node) : ""}>${shown}</${tag}>`;
}

function countOf(of: Element, key: string): number {
  const count = Number.parseInt(attribute(of, key) ?? "1", 10);
  return Number.isNaN(count) ? 1 : Math.min(REPEATED_MAX, Math.max(1, count));
}

function spans(cell: Element): string {
  const columns = countOf(cell, "table:number-columns-spanned");
  const rows = countOf(cell, "table:number-rows-spanned");
  return `${columns > 1 ? ` colspan="${columns}"` : ""}${rows > 1 ? ` rowspan="${rows}"` : ""}`;
}

function imageOf(image: Element, pictures: Pictures): string {
  const path = attribute(image, "xlink:href")?.replace(/^\.\//, "") ?? "";
  const source = pictures.sourceOf(path);
  return source === null ? "" : `<img src="${source}" alt="">`;
}

/** The pictures of a document, each unpacked once; what is beyond the bound is left out. */
class Pictures {
  private readonly entries: ReadonlyMap<string, PackageEntry>;
  private readonly sources = new Map<string, string>();
  private leftBytes = SHOWN_PICTURE_BYTES_MAX;

  constructor(entries: readonly PackageEntry[]) {
    this.entries = new Map(entries.map((entry) => [entry.name, entry]));
  }

  sourceOf(path: string): string | null {
    const type = PICTURES[path.split(".").at(-1)?.toLowerCase() ?? ""];
    const entry = this.entries.get(path);
    // Each time it is shown it stands in the page, so each time it counts.
    if (!entry || !type || entry.size > this.leftBytes) return null;
    this.leftBytes -= entry.size;
    const known = this.sources.get(path);
    const source = known ?? `data:${type};base64,${unpack(entry).toString("base64")}`;
    this.sources.set(path, source);
    return source;
  }
}
