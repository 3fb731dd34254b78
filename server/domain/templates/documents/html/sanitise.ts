import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { DEPTH_MAX, NODES_MAX } from "../limits";
import type { Place } from "../place";
import type { Problems } from "../problem";
import { refusal } from "../refusal";
import { append, type Element, element, text as textNode } from "../tree/node";
import { DROPPED, isAllowed, isAllowedAttribute, UNWRAPPED } from "./allowed";
import { safeDeclarations, safeSheet } from "./css";

type Source = DefaultTreeAdapterTypes.ChildNode;
type SourceElement = DefaultTreeAdapterTypes.Element;

interface Walk {
  problems: Problems;
  nodes: number;
  depth: number;
}

/**
 * The tree of a HTML template, made only of elements and attributes on the list: what runs, loads
 * or asks for something never enters it. What was left out is said, each with its line.
 */
export function sanitise(html: string, problems: Problems): Element {
  const document = parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false });
  const root = element("", "");
  const walk: Walk = { problems, nodes: 0, depth: 0 };
  for (const node of document.childNodes) take(node, root, walk);
  return root;
}

function take(node: Source, into: Element, walk: Walk): void {
  walk.nodes += 1;
  if (walk.depth > DEPTH_MAX || walk.nodes > NODES_MAX) throw refusal("document_too_complex");
  if (node.nodeName === "#text") {
    const { value, sourceCodeLocation: at } = node as DefaultTreeAdapterTypes.TextNode;
    const made = textNode(value);
    if (at) made.at = { line: at.startLine, column: at.startCol };
    append(into, made);
  } else if ("tagName" in node) takeElement(node, into, walk);
}

function takeElement(node: SourceElement, into: Element, walk: Walk): void {
  const name = node.tagName.toLowerCase();
  const dropped = isForeign(node) ? "html_drawing" : DROPPED[name];
  if (dropped !== undefined) {
    say(dropped, node, walk);
    return;
  }
  for (const { name: key } of node.attrs) {
    if (key.toLowerCase().startsWith("on")) say("html_handler", node, walk);
  }
  if (name === "img") takeImage(node, into, walk);
  else if (name === "style") takeSheet(node, into, walk);
  else takeContents(node, into, walk);
}

function takeContents(node: SourceElement, into: Element, walk: Walk): void {
  const name = node.tagName.toLowerCase();
  let inside = into;
  if (isAllowed(name)) {
    inside = element(name, name, attributesOf(node, walk));
    append(into, inside);
  } else say(UNWRAPPED[name] ?? "", node, walk);
  walk.depth += 1;
  for (const each of node.childNodes) take(each, inside, walk);
  walk.depth -= 1;
}

function isForeign({ namespaceURI }: SourceElement): boolean {
  return namespaceURI !== "http://www.w3.org/1999/xhtml";
}

function attributesOf(node: SourceElement, walk: Walk): Element["attributes"] {
  const kept: Element["attributes"] = [];
  for (const { name, value } of node.attrs) {
    const key = name.toLowerCase();
    if (!isAllowedAttribute(key) || key === "src") continue;
    if (key === "style") {
      const { style, isCut } = safeDeclarations(value);
      if (isCut) say("html_outside_style", node, walk);
      if (style !== "") kept.push({ name: key, key, value: style });
    } else if (key === "href") {
      if (node.tagName === "a" && isSafeLink(value)) kept.push({ name: key, key, value });
      else say("html_link", node, walk);
    } else kept.push({ name: key, key, value });
  }
  return kept;
}

/** Addresses that open a page, a mail or a call; browsers ignore control characters in them. */
function isSafeLink(href: string): boolean {
  const bare = href.replace(/[\p{Cc}\s]/gu, "");
  return /^(?:https?:\/\/|mailto:|tel:|#)/i.test(bare);
}

/** Pictures inside the file stay; one from elsewhere would tell its server who reads the letter. */
function takeImage(node: SourceElement, into: Element, walk: Walk): void {
  const src = node.attrs.find(({ name }) => name === "src")?.value.trim() ?? "";
  if (/^data:image\/(?:png|jpe?g|gif|webp);base64,[\w+/=\s]*$/i.test(src)) {
    const made = element("img", "img", [
      { name: "src", key: "src", value: src.replace(/\s+/g, "") },
      ...attributesOf(node, walk),
    ]);
    append(into, made);
    return;
  }
  say("html_outside_image", node, walk);
  const alt = node.attrs.find(({ name }) => name === "alt")?.value.trim();
  if (alt) append(into, textNode(alt));
}

function takeSheet(node: SourceElement, into: Element, walk: Walk): void {
  const source = node.childNodes.map((each) => ("value" in each ? each.value : "")).join("");
  const { sheet, isCut } = safeSheet(source);
  if (isCut) say("html_outside_style", node, walk);
  if (sheet === "") return;
  const made = element("style", "style");
  append(made, textNode(sheet));
  append(into, made);
}

function say(code: string, { sourceCodeLocation: at, tagName }: SourceElement, walk: Walk): void {
  if (code === "") return;
  const place: Place | null = at
    ? {
        part: "body",
        page: null,
        line: at.startLine,
        column: at.startCol,
        excerpt: `<${tagName}>`,
      }
    : null;
  walk.problems.note(code, { place });
}
