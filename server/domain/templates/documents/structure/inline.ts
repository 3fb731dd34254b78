import type { Element, Node, Text } from "../tree/node";
import type { Dialect } from "./dialect";

/** A stretch of text of a paragraph; null is something that no field reaches across. */
export type Token = { node: Text | Element; text: string; mark: object | null } | null;

/** The text of one paragraph in reading order, without that of paragraphs inside it. */
export function tokensOf(paragraph: Element, dialect: Dialect): Token[] {
  const tokens: Token[] = [];
  gather(paragraph, dialect, tokens);
  return tokens;
}

function gather(of: Element, dialect: Dialect, tokens: Token[]): void {
  for (const node of of.children) {
    if (node.kind === "text") {
      if (node.text === "" || !dialect.isText(node)) continue;
      tokens.push({ node, text: node.text, mark: dialect.markOf(node) });
    } else if (node.kind === "element") {
      const role = dialect.roleOf(node);
      if (role === "through") gather(node, dialect, tokens);
      else if (role === "wall" || role === "frame") tokens.push(null);
      else if (role !== "nothing") {
        tokens.push({ node, text: role.text, mark: dialect.markOf(node) });
      }
    } else if (node.kind !== "raw") tokens.push(null);
  }
}

/** True when an element shows nothing but words of control: it vanishes with them. */
export function isHollow(of: Element, dialect: Dialect): boolean {
  return of.children.every((node) => isHollowNode(node, dialect));
}

function isHollowNode(node: Node, dialect: Dialect): boolean {
  if (node.kind === "raw") return true;
  if (node.kind === "text") return !dialect.isText(node) || node.text.trim() === "";
  if (node.kind === "field") return node.tag.kind !== "print";
  if (node.kind !== "element") return false;
  const role = dialect.roleOf(node);
  if (role === "nothing") return true;
  if (role === "wall") return false;
  if (role === "through" || role === "frame") return isHollow(node, dialect);
  return role.text.trim() === "";
}

/** True when nothing stands in an element before the node, or after it; another word counts. */
export function isAtEdge(edge: Edge, dialect: Dialect): boolean {
  return beyond(edge).every((node) => isHollowNode(node, dialect) && !holdsField(node));
}

/** True for a field, and for an element with one inside. */
export function holdsField(node: Node): boolean {
  if (node.kind === "element") return node.children.some(holdsField);
  return node.kind === "field";
}

/** A node and the end of the element around it that it may stand at. */
export interface Edge {
  node: Node;
  of: Element;
  side: "start" | "end";
}

export function beyond({ node, of, side }: Edge): Node[] {
  const found: Node[] = [];
  for (let at: Node = node; at !== of && at.parent !== null; at = at.parent) {
    const siblings = at.parent.children;
    const index = siblings.indexOf(at);
    found.push(...(side === "start" ? siblings.slice(0, index) : siblings.slice(index + 1)));
  }
  return found;
}
