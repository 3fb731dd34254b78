import type { Pdf } from "../paper";
import { columnWidths } from "./columns";
import type { Block, Cell, Table } from "./content";
import type { Line, Sides } from "./css";
import { drawSlabs, heightOfSlabs, PLAIN_SLAB, type Slab, splitSlabs } from "./slab";
import type { WordRules } from "./words";

/** A cell with its content measured; x from the left of the table. */
interface LaidCell {
  cell: Cell;
  x: number;
  width: number;
  slabs: readonly Slab[];
}

/** Lays what a cell holds. */
type Lay = (blocks: readonly Block[], rules: WordRules) => Slab[];

/** The rows of a table: each a strip, those that a cell reaches over together. */
export function layTable(table: Table, rules: WordRules, lay: Lay): Slab[] {
  const widths = columnWidths(table, rules.width);
  const lefts = widths.map((_, index) => total(widths.slice(0, index)));
  const whole = total(widths);
  const share = table.align === "right" ? 1 : table.align === "center" ? 0.5 : 0;
  const offset = (rules.width - whole) * share;
  const laid = table.cells.map((cell): LaidCell => {
    const width = total(widths.slice(cell.column, cell.column + cell.columns));
    const inner = Math.max(6, width - cell.padding.left - cell.padding.right);
    const x = offset + (lefts[cell.column] ?? 0);
    return { cell, x, width, slabs: lay(cell.blocks, { ...rules, width: inner }) };
  });
  const groups = groupsOf(laid, table.rowCount);
  const headGroups = groups.filter(({ last }) => last < table.headCount);
  const frame = { ...table.frame, x: offset, width: whole };
  const heads = headGroups.map((group) => groupSlab(group, frame));
  // A head that takes much of a page leaves no room for what it heads.
  const isRepeated = heads.length > 0 && heightOfSlabs(heads) < rules.heightMax / 3;
  const head = isRepeated ? joined(heads) : null;
  const bodies = groups.slice(heads.length).map((group) => ({ ...groupSlab(group, frame), head }));
  return framed(
    [...heads.map((slab) => ({ ...slab, isKept: bodies.length > 0 })), ...bodies],
    frame,
  );
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

interface Group {
  first: number;
  last: number;
  cells: LaidCell[];
}

/** Rows that cells of several rows tie together. */
function groupsOf(cells: readonly LaidCell[], rowCount: number): Group[] {
  const reach = Array.from({ length: rowCount }, (_, row) => row);
  for (const { cell } of cells) {
    reach[cell.row] = Math.max(reach[cell.row] ?? 0, cell.row + cell.rows - 1);
  }
  const groups: Group[] = [];
  for (let first = 0; first < rowCount; ) {
    let last = reach[first] ?? first;
    for (let row = first; row <= last; row += 1) last = Math.max(last, reach[row] ?? row);
    groups.push({ first, last, cells: [] });
    first = last + 1;
  }
  const groupOfRow = groups.flatMap((group) =>
    Array.from({ length: group.last - group.first + 1 }, () => group),
  );
  for (const each of cells) groupOfRow[each.cell.row]?.cells.push(each);
  return groups;
}

interface Frame extends Sides<Line | null> {
  x: number;
  width: number;
}

function groupSlab({ first, last, cells }: Group, frame: Frame): Slab {
  const heights = Array.from({ length: last - first + 1 }, () => 0);
  const singles = cells.filter(({ cell }) => cell.rows === 1);
  for (const each of singles) {
    const row = each.cell.row - first;
    heights[row] = Math.max(heights[row] ?? 0, heightOfCell(each));
  }
  for (const each of cells.filter(({ cell }) => cell.rows > 1)) {
    const from = each.cell.row - first;
    const to = Math.min(from + each.cell.rows, heights.length);
    const lacking = heightOfCell(each) - total(heights.slice(from, to));
    if (lacking > 0) heights[to - 1] = (heights[to - 1] ?? 0) + lacking;
  }
  const tops = heights.map((_, row) => total(heights.slice(0, row)));
  const slab: Slab = {
    ...PLAIN_SLAB,
    height: total(heights),
    draw: (pdf, x, y) => {
      for (const each of cells) {
        const row = each.cell.row - first;
        const height = total(heights.slice(row, row + each.cell.rows));
        drawCell(pdf, each, { x, y: y + (tops[row] ?? 0), height });
      }
      for (const each of cells) {
        const row = each.cell.row - first;
        const height = total(heights.slice(row, row + each.cell.rows));
        drawLines(pdf, each.cell.borders, {
          ...{ x: x + each.x, y: y + (tops[row] ?? 0), width: each.width, height },
        });
      }
      const { top: _, bottom: __, ...sides } = frame;
      const around = { x: x + frame.x, y, width: frame.width, height: total(heights) };
      drawLines(pdf, { ...sides, top: null, bottom: null }, around);
    },
  };
  if (first !== last) return slab;
  return { ...slab, split: (height) => splitRow({ first, last, cells }, frame, height) };
}

/** A row that is higher than what is left of the page goes on on the next one. */
function splitRow(group: Group, frame: Frame, height: number): [Slab, Slab] | null {
  const parts = group.cells.map((each) => {
    const { top, bottom } = each.cell.padding;
    return { each, parts: splitSlabs(each.slabs, height - top - bottom) };
  });
  // Something of every cell stands on the first page, or the row begins on the next.
  if (parts.some(({ each, parts: [head] }) => each.slabs.length > 0 && head.length === 0))
    return null;
  const half = (index: 0 | 1) =>
    groupSlab(
      { ...group, cells: parts.map(({ each, parts: two }) => ({ ...each, slabs: two[index] })) },
      frame,
    );
  return [half(0), half(1)];
}

const heightOfCell = ({ cell, slabs }: LaidCell): number =>
  heightOfSlabs(slabs) + cell.padding.top + cell.padding.bottom;

interface Area {
  x: number;
  y: number;
  height: number;
}

function drawCell(pdf: Pdf, each: LaidCell, { x, y, height }: Area): void {
  const { cell, slabs, width } = each;
  const left = x + each.x;
  if (cell.background) pdf.rect(left, y, width, height).fill(cell.background);
  const free = height - heightOfCell(each);
  const share = cell.placed === "bottom" ? 1 : cell.placed === "middle" ? 0.5 : 0;
  const top = y + cell.padding.top + Math.max(0, free) * share;
  drawSlabs(pdf, slabs, { x: left + cell.padding.left, y: top });
}

function drawLines(pdf: Pdf, lines: Sides<Line | null>, area: Area & { width: number }): void {
  const { x, y, width, height } = area;
  const draw = (line: Line | null, from: [number, number], to: [number, number]) => {
    if (!line) return;
    pdf.moveTo(...from).lineTo(...to);
    pdf.lineWidth(line.width).strokeColor(line.colour).stroke();
  };
  draw(lines.top, [x, y], [x + width, y]);
  draw(lines.bottom, [x, y + height], [x + width, y + height]);
  draw(lines.left, [x, y], [x, y + height]);
  draw(lines.right, [x + width, y], [x + width, y + height]);
}

/** The table's own lines above its first and below its last row. */
function framed(slabs: Slab[], frame: Frame): Slab[] {
  return slabs.map((slab, index) => {
    const top = index === 0 ? frame.top : null;
    const bottom = index === slabs.length - 1 ? frame.bottom : null;
    return edged(slab, { ...frame, top, bottom });
  });
}

function edged(slab: Slab, frame: Frame): Slab {
  const { top, bottom } = frame;
  if (!top && !bottom) return slab;
  const { split } = slab;
  return {
    ...slab,
    draw: (pdf, x, y) => {
      slab.draw(pdf, x, y);
      const area = { x: x + frame.x, y, width: frame.width, height: slab.height };
      drawLines(pdf, { top, bottom, left: null, right: null }, area);
    },
    ...(split && {
      split: (height) => {
        const parts = split(height);
        if (!parts) return null;
        return [
          edged(parts[0], { ...frame, bottom: null }),
          edged(parts[1], { ...frame, top: null }),
        ];
      },
    }),
  };
}

function joined(slabs: readonly Slab[]): Slab {
  return {
    ...PLAIN_SLAB,
    height: heightOfSlabs(slabs),
    draw: (pdf, x, y) => drawSlabs(pdf, slabs, { x, y }),
  };
}
