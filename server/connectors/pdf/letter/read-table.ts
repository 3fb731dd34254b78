import type { Block, Cell, Length, Table } from "./content";
import { PLAIN_BOX } from "./content";
import { bordersOf, boxOf, type Declarations, declarationsOf, type Line, lengthOf } from "./css";
import { type Around, attributesOf, type Element, isElement } from "./elements";
import { type Attributes, inherited } from "./inherit";

/** Far more than a page has room for; each place of the grid costs time. */
const COLUMNS_MAX = 200;
const COLUMN_SPAN_MAX = 100;
const ROW_SPAN_MAX = 5000;

interface Row {
  element: Element;
  around: Around;
  isHead: boolean;
  background: string | null;
}

/** A table with its caption before it. */
export function readTable(element: Element, around: Around): Block[] {
  const attributes = attributesOf(element);
  const css = declarationsOf(attributes.style);
  const { size } = around.style;
  // A table begins with what is around it, but not with its alignment: that places the whole.
  const style = { ...around.style, align: "left" as const, background: null };
  const inner = { ...around, style };
  const captions: Block[] = [];
  const rows: { head: Row[]; body: Row[]; foot: Row[] } = { head: [], body: [], foot: [] };
  gatherRows(element, inner, { rows, captions });
  const ordered = [...rows.head, ...rows.body, ...rows.foot];
  const border = Number(attributes.border);
  const line: Line | null =
    border > 0 ? { width: Math.min(2, border * 0.5), colour: "#000000" } : null;
  const padding = lengthOf(attributes.cellpadding, { size });
  const placed = placedCells(ordered, { line, padding });
  if (placed.length === 0) return captions;
  const columns = usedColumns(placed);
  const cells = placed.map((cell) => narrowed(cell, columns));
  const isCentred = /auto/.test(css.get("margin") ?? css.get("margin-left") ?? "");
  const table: Table = {
    ...{ type: "table", cells, rowCount: ordered.length, columnCount: columns.length },
    headCount: rows.head.length,
    width: lengthFrom(css.get("width") ?? attributes.width, size),
    columnWidths: widthsOf(element, cells, { columns, size }),
    align: attributes.align === "center" || isCentred ? "center" : around.style.align,
    frame: bordersOf(css, size, line),
  };
  return [...captions, table];
}

function gatherRows(
  element: Element,
  around: Around,
  out: { rows: Record<"head" | "body" | "foot", Row[]>; captions: Block[] },
): void {
  for (const node of element.childNodes) {
    if (!isElement(node)) continue;
    const { tagName: tag } = node;
    const attributes = attributesOf(node);
    const css = declarationsOf(attributes.style);
    if (css.get("display") === "none") continue;
    const style = inherited(around.style, { tag, css, attributes });
    const inner = { ...around, style, depth: around.depth + 1 };
    if (tag === "caption") {
      const blocks = inner.read(node.childNodes, inner);
      out.captions.push({ ...PLAIN_BOX, blocks, after: 3, isKeptWithNext: true });
    } else if (tag === "thead" || tag === "tbody" || tag === "tfoot") {
      const part = tag === "thead" ? "head" : tag === "tfoot" ? "foot" : "body";
      out.rows[part].push(...rowsOf(node, inner, part === "head"));
    }
  }
}

function rowsOf(part: Element, around: Around, isHead: boolean): Row[] {
  return part.childNodes.filter(isElement).flatMap((element) => {
    if (element.tagName !== "tr") return [];
    const attributes = attributesOf(element);
    const css = declarationsOf(attributes.style);
    if (css.get("display") === "none") return [];
    const style = inherited(around.style, { tag: "tr", css, attributes });
    const { background } = backgroundOf(css, attributes, style.background);
    const inner = { ...around, style: { ...style, background: null }, depth: around.depth + 1 };
    return [{ element, around: inner, isHead, background }];
  });
}

const backgroundOf = (css: Declarations, attributes: Attributes, around: string | null) => {
  const bgcolor = attributes.bgcolor;
  const probe = inherited(
    { ...BLANK, background: around },
    {
      tag: "td",
      css: bgcolor ? new Map([["background-color", bgcolor], ...css]) : css,
      attributes,
    },
  );
  return { background: probe.background };
};
const BLANK = {
  ...{ isBold: false, isItalic: false, isUnderlined: false, isStruck: false, size: 10 },
  ...{ colour: "#000000", background: null, rise: "none" as const, align: "left" as const },
  ...{ lineHeight: 1, isPreserved: false, listStyle: null },
};

interface CellRules {
  line: Line | null;
  padding: number | null;
}

/** Cells at their places in the grid: one that reaches down pushes those of the next rows aside. */
function placedCells(rows: readonly Row[], rules: CellRules): Cell[] {
  const taken = new Set<number>();
  const cells: Cell[] = [];
  for (const [row, each] of rows.entries()) {
    let column = 0;
    // A cell does not reach from the head into the body: the head is drawn anew on each page.
    const end = each.isHead ? rows.filter(({ isHead }) => isHead).length : rows.length;
    for (const element of each.element.childNodes.filter(isElement)) {
      if (element.tagName !== "td" && element.tagName !== "th") continue;
      while (taken.has(row * COLUMNS_MAX + column)) column += 1;
      if (column >= COLUMNS_MAX) break;
      const attributes = attributesOf(element);
      const span = spanOf(attributes.colspan, COLUMN_SPAN_MAX);
      const columns = Math.min(span, COLUMNS_MAX - column);
      const spanned =
        attributes.rowspan === "0" ? end - row : spanOf(attributes.rowspan, ROW_SPAN_MAX);
      const rowsDown = Math.min(spanned, end - row);
      for (let down = 0; down < rowsDown; down += 1) {
        for (let across = 0; across < columns; across += 1) {
          taken.add((row + down) * COLUMNS_MAX + column + across);
        }
      }
      cells.push({ ...readCell(element, each, rules), row, column, rows: rowsDown, columns });
      column += columns;
    }
  }
  return cells;
}

const spanOf = (value: string | undefined, most: number): number =>
  Math.min(most, Math.max(1, Number.parseInt(value ?? "1", 10) || 1));

/** Columns that a cell begins in: "colspan=99" over three columns makes no ninety-nine of them. */
const usedColumns = (cells: readonly Cell[]): number[] =>
  [...new Set(cells.map(({ column }) => column))].toSorted((a, b) => a - b);

function narrowed(cell: Cell, used: readonly number[]): Cell {
  const end = cell.column + cell.columns;
  const columns = used.filter((column) => column >= cell.column && column < end).length;
  return { ...cell, column: used.indexOf(cell.column), columns };
}

type Placed = Pick<Cell, "row" | "column" | "rows" | "columns">;

function readCell(
  element: Element,
  row: Row,
  { line, padding: given }: CellRules,
): Omit<Cell, keyof Placed> {
  const attributes = attributesOf(element);
  const css = declarationsOf(attributes.style);
  const style = inherited(row.around.style, { tag: element.tagName, css, attributes });
  const { background } = backgroundOf(css, attributes, row.background);
  const inner = { ...row.around, style: { ...style, background: null } };
  const blocks = inner.read(element.childNodes, { ...inner, depth: inner.depth + 1 });
  const padding = boxOf(css, "padding", { size: style.size });
  const valign = css.get("vertical-align") ?? attributes.valign ?? "middle";
  return {
    blocks,
    width: lengthFrom(css.get("width") ?? attributes.width, style.size),
    padding: {
      ...{ top: padding.top ?? given ?? 2.5, bottom: padding.bottom ?? given ?? 2.5 },
      ...{ left: padding.left ?? given ?? 4, right: padding.right ?? given ?? 4 },
    },
    borders: bordersOf(css, style.size, line),
    background,
    placed: valign === "top" || valign === "bottom" ? valign : "middle",
  };
}

function lengthFrom(value: string | undefined, size: number): Length | null {
  const share = /^([\d.]+)\s*%$/.exec(value?.trim() ?? "")?.[1];
  if (share) return { share: Math.min(1, Number(share) / 100) };
  const points = lengthOf(value, { size });
  return points === null || points <= 0 ? null : { points };
}

/** Of <col> elements, else of the first cell of a column that says one. */
function widthsOf(
  element: Element,
  cells: readonly Cell[],
  { columns, size }: { columns: readonly number[]; size: number },
): (Length | null)[] {
  const said = element.childNodes
    .filter(isElement)
    .flatMap((node) => (node.tagName === "colgroup" ? node.childNodes.filter(isElement) : [node]))
    .filter(({ tagName }) => tagName === "col")
    .flatMap((node) => {
      const attributes = attributesOf(node);
      const css = declarationsOf(attributes.style);
      const width = lengthFrom(css.get("width") ?? attributes.width, size);
      return Array.from({ length: spanOf(attributes.span, COLUMN_SPAN_MAX) }, () => width);
    });
  return columns.map((place, column) => {
    const cell = cells.find((each) => each.column === column && each.columns === 1 && each.width);
    return said[place] ?? cell?.width ?? null;
  });
}
