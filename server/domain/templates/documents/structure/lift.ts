import { ancestors, type Element, type Field, type Node, remove } from "../tree/node";
import type { Dialect } from "./dialect";
import { beyond, holdsField, isAtEdge, isHollow } from "./inline";

/**
 * Brings the words of one block to be siblings. A row, a list item or a paragraph that shows
 * nothing else goes with its word; a word within a paragraph cuts what is around it. Answers false
 * where that would tear a table or a paragraph apart.
 */
export function lift(tags: readonly Field[], dialect: Dialect): boolean {
  const common = commonAncestor(tags);
  if (common === null) return false;
  const steps = tags.map((tag, index) =>
    stepOf({ tag, common, isLast: index === tags.length - 1 }, dialect),
  );
  if (steps.includes(null)) return false;
  for (const step of steps) step?.();
  return tags.every((tag) => tag.parent === common);
}

/** The nearest element around all of them. */
function commonAncestor(tags: readonly Field[]): Element | null {
  const [first, ...others] = tags.map(ancestors);
  return first?.find((each) => others.every((chain) => chain.includes(each))) ?? null;
}

interface Rise {
  tag: Field;
  common: Element;
  isLast: boolean;
}

/** How a word gets up to the common element; null when it cannot. */
function stepOf({ tag, common, isLast }: Rise, dialect: Dialect): (() => void) | null {
  const between = ancestors(tag);
  const path = between.slice(0, between.indexOf(common));
  const top = path.at(-1);
  if (top === undefined) return () => undefined;
  if (path.every((each) => dialect.roleOf(each) === "through"))
    return () => cut(tag, common, dialect);
  if (isHollow(top, dialect)) return () => leave(tag, top);
  // "If" begins the first of several paragraphs, "end" closes the last of them.
  const side = isLast ? "end" : "start";
  if (dialect.isParagraph(top) && isAtEdge({ node: tag, of: top, side }, dialect)) {
    return () => step(tag, top, side);
  }
  return null;
}

/** Moves a word out of what vanishes with it, once no other word waits in there. */
function leave(tag: Field, from: Element): void {
  const isBehind = beyond({ node: tag, of: from, side: "start" }).some(holdsField);
  step(tag, from, isBehind ? "end" : "start");
  if (!holdsField(from)) remove(from);
}

/** Puts a word beside the element it stood in. */
function step(tag: Field, from: Element, side: "start" | "end"): void {
  const { parent } = from;
  if (parent === null) return;
  remove(tag);
  const at = parent.children.indexOf(from) + (side === "start" ? 0 : 1);
  parent.children.splice(at, 0, tag);
  tag.parent = parent;
}

/** Cuts every element between a word and the one above in two, formatting kept in both halves. */
function cut(tag: Field, common: Element, dialect: Dialect): void {
  while (tag.parent !== null && tag.parent !== common) {
    const around: Element = tag.parent;
    const rest = shell(around, dialect);
    const after = around.children.splice(around.children.indexOf(tag) + 1);
    for (const node of after) node.parent = rest;
    rest.children.push(...after);
    step(tag, around, "end");
    if (!dialect.isEmpty(rest)) insertAfter(tag, rest);
    if (dialect.isEmpty(around)) remove(around);
  }
}

function shell(of: Element, dialect: Dialect): Element {
  const twin: Element = {
    ...of,
    attributes: of.attributes.map((each) => ({ ...each })),
    children: [],
    parent: null,
  };
  for (const node of dialect.carried(of)) twin.children.push(copy(node, twin));
  return twin;
}

/** A deep copy of a piece of the file. */
export function copy(node: Node, parent: Element | null): Node {
  if (node.kind !== "element") return { ...node, parent };
  const twin: Element = {
    ...node,
    attributes: node.attributes.map((each) => ({ ...each })),
    children: [],
    parent,
  };
  twin.children = node.children.map((each) => copy(each, twin));
  return twin;
}

function insertAfter(node: Node, next: Element): void {
  const { parent } = node;
  if (parent === null) return;
  parent.children.splice(parent.children.indexOf(node) + 1, 0, next);
  next.parent = parent;
}
