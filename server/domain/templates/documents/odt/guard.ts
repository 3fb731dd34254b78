import type { Element, Node } from "../tree/node";

const ROWS = new Set([
  "table:table-row",
  "table:table-rows",
  "table:table-header-rows",
  "table:table-row-group",
]);

/** A table that may lose all its rows goes with them: one without rows is not valid. */
export function guardOdt(of: Element): Node {
  if (of.tag !== "table:table") return of;
  if (of.children.some((node) => node.kind === "element" && ROWS.has(node.tag))) return of;
  const rows = of.children.filter((node) => node.kind === "each" || node.kind === "choice");
  if (rows.length === 0) return of;
  const shell = {
    ...of,
    children: of.children.filter((node) => node.kind !== "each" && node.kind !== "choice"),
  };
  return { kind: "kept", shell, children: rows, otherwise: [], parent: of.parent };
}
