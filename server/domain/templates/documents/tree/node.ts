import type { Tag } from "../../language";
import type { Place } from "../place";

/** A template as a tree: elements and text of its file, and tags where its fields were. */
export type Node = Element | Text | Raw | Field | Choice | Each | Kept;

export interface Element {
  kind: "element";
  /** As the file writes it, with its prefix. */
  name: string;
  /** By what it means: "w:p" whatever prefix the file gives the namespace. */
  tag: string;
  attributes: Attribute[];
  children: Node[];
  parent: Element | null;
}

export interface Attribute {
  name: string;
  /** By what it means, like the tag of an element. */
  key: string;
  value: string;
}

export interface Text {
  kind: "text";
  text: string;
  parent: Element | null;
  /** Where it starts in the file, for formats whose lines people see. */
  at?: { line: number; column: number };
}

/** Comments and instructions, written as they were read. */
export interface Raw {
  kind: "raw";
  source: string;
  parent: Element | null;
}

/** A place that prints a value, or a word of control until its block is put together. */
export interface Field {
  kind: "field";
  tag: Tag;
  /** As the author wrote it. */
  source: string;
  place: Place;
  parent: Element | null;
}

/** The first branch whose test holds; a branch without a test always does. */
export interface Choice {
  kind: "choice";
  branches: { test: Field | null; children: Node[] }[];
  parent: Element | null;
}

/** Its children once for every item of a list, named by its canonical path. */
export interface Each {
  kind: "each";
  list: string;
  /** The words that asked for it; null for a row that repeats by what it holds. */
  field: Field | null;
  children: Node[];
  parent: Element | null;
}

/** Children that may all vanish at rendering; then the shell goes too, or `otherwise` stands in. */
export interface Kept {
  kind: "kept";
  shell: Element | null;
  children: Node[];
  otherwise: Node[];
  parent: Element | null;
}

/** A new element beside others of the same file. */
export function element(name: string, tag: string, attributes: Attribute[] = []): Element {
  return { kind: "element", name, tag, attributes, children: [], parent: null };
}

export function text(value: string): Text {
  return { kind: "text", text: value, parent: null };
}

export function attribute(of: Element, key: string): string | undefined {
  return of.attributes.find((each) => each.key === key)?.value;
}

export function setAttribute(of: Element, name: string, value: string): void {
  const known = of.attributes.find((each) => each.name === name);
  if (known !== undefined) known.value = value;
  else of.attributes.push({ name, key: name, value });
}

export function child(of: Element, tag: string): Element | undefined {
  return elements(of).find((each) => each.tag === tag);
}

/** The child elements. */
export function elements(of: Element): Element[] {
  return of.children.filter((each): each is Element => each.kind === "element");
}

export function append(to: Element, ...nodes: Node[]): void {
  for (const node of nodes) {
    node.parent = to;
    to.children.push(node);
  }
}

export function remove(node: Node): void {
  const siblings = node.parent?.children;
  if (siblings === undefined) return;
  const at = siblings.indexOf(node);
  if (at >= 0) siblings.splice(at, 1);
  node.parent = null;
}

/** Puts nodes where one was; none removes it. */
export function replace(node: Node, ...by: Node[]): void {
  const { parent } = node;
  if (parent === null) return;
  const at = parent.children.indexOf(node);
  if (at < 0) return;
  parent.children.splice(at, 1, ...by);
  node.parent = null;
  for (const each of by) each.parent = parent;
}

/** Every node under an element in the order of the file, the element not included. */
export function* descendants(of: Element): Generator<Node> {
  for (const node of [...of.children]) {
    yield node;
    if (node.kind === "element") yield* descendants(node);
  }
}

export function* descendantElements(of: Element): Generator<Element> {
  for (const node of descendants(of)) if (node.kind === "element") yield node;
}

/** Elements above a node, the nearest first. */
export function ancestors(node: Node): Element[] {
  const found: Element[] = [];
  for (let at = node.parent; at !== null; at = at.parent) found.push(at);
  return found;
}

/** Text of an element and everything in it, as it stands in the file. */
export function textOf(of: Element): string {
  let found = "";
  for (const node of descendants(of)) if (node.kind === "text") found += node.text;
  return found;
}

/** The lists of nodes that a node holds, to be walked or changed. */
export function bodiesOf(node: Node): Node[][] {
  switch (node.kind) {
    case "element":
    case "each":
      return [node.children];
    case "kept":
      return node.shell === null ? [node.children] : [node.shell.children, node.children];
    case "choice":
      return node.branches.map((branch) => branch.children);
    default:
      return [];
  }
}
