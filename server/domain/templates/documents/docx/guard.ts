import { type Element, element, type Kept, type Node } from "../tree/node";

/** Parts of a document that must end with a paragraph, or Word refuses the file. */
const ENDS_WITH_PARAGRAPH = new Set([
  "w:tc",
  "w:txbxContent",
  "w:hdr",
  "w:ftr",
  "w:footnote",
  "w:endnote",
]);

/** A table that may lose all rows goes with them; a cell that may lose all text keeps a paragraph. */
export function guardDocx(of: Element): Node {
  if (of.tag === "w:tbl") return guardTable(of);
  if (ENDS_WITH_PARAGRAPH.has(of.tag)) of.children = withLastParagraph(of);
  return of;
}

function guardTable(table: Element): Node {
  const isRow = (node: Node) => node.kind === "element" && isRowLike(node);
  if (table.children.some(isRow)) return table;
  const rows = table.children.filter(mayVanish);
  if (rows.length === 0) return table;
  const shell = { ...table, children: table.children.filter((node) => node.kind === "element") };
  return { kind: "kept", shell, children: rows, otherwise: [], parent: table.parent };
}

/** Only white space of the source is left out by this. */
function mayVanish(node: Node): boolean {
  return node.kind === "choice" || node.kind === "each" || node.kind === "kept";
}

function isRowLike({ tag }: Element): boolean {
  return tag === "w:tr" || tag === "w:sdt" || tag === "w:customXml" || tag === "w:ins";
}

function withLastParagraph(of: Element): Node[] {
  const { children } = of;
  const isSure = (node: Node) => node.kind === "element" && node.tag === "w:p";
  const isTable = (node: Node) =>
    (node.kind === "element" && node.tag === "w:tbl") || node.kind === "kept";
  const sure = children.findLastIndex(isSure);
  if (sure > children.findLastIndex(isTable)) return children;
  const from = Math.max(sure, children.findLastIndex(isTable), lastProperties(children)) + 1;
  const prefix = of.name.slice(0, of.name.indexOf(":") + 1);
  const kept: Kept = {
    kind: "kept",
    shell: null,
    children: children.slice(from).filter((node) => node.kind !== "text"),
    otherwise: [element(`${prefix}p`, "w:p")],
    parent: of,
  };
  return [...children.slice(0, from), kept];
}

function lastProperties(children: readonly Node[]): number {
  return children.findLastIndex((node) => node.kind === "element" && node.tag.endsWith("Pr"));
}
