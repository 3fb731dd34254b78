import type { DefaultTreeAdapterTypes } from "parse5";
import type { Block } from "./content";
import type { Attributes } from "./inherit";
import type { Style } from "./style";

export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;

/** What stands around a node. */
export interface Around {
  style: Style;
  depth: number;
  /** Lists that it stands in. */
  lists: number;
  /** Reads what an element holds; cells of tables hold whatever a letter does. */
  read(nodes: readonly Node[], around: Around): Block[];
}

export const isElement = (node: Node): node is Element => "tagName" in node;

export function attributesOf(element: Element): Attributes {
  return Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));
}

export function textOf(element: Element): string {
  return element.childNodes
    .map((node) => ("value" in node ? node.value : isElement(node) ? textOf(node) : ""))
    .join("");
}
