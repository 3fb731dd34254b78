import type { Block, Cell, Length, Table } from "./content";
import { type Missing, wordsOf } from "./words";

/** The least a content takes without breaking words, and what it would take on one line. */
interface Wish {
  least: number;
  natural: number;
}

/** Wider than any page: nothing is broken for want of room. */
const ENDLESS = 1e6;

/** Widths of the columns: those asked for, the others by what stands in them. */
export function columnWidths(table: Table, whole: number): number[] {
  const width = pointsOf(table.width, whole);
  const asked = table.columnWidths.map((each) => pointsOf(each, width ?? whole));
  const wishes = wishesOf(table, asked);
  const least = sum(wishes.map((wish) => wish.least));
  const natural = sum(wishes.map((wish) => wish.natural));
  const room = Math.min(whole, width ?? Math.min(natural, whole));
  if (least >= room) return wishes.map((wish) => (wish.least * room) / Math.max(least, 1));
  if (natural > room) return squeezed(wishes, room - least);
  return widened(wishes, asked, room - natural);
}

/**
 * Room beyond the least goes to narrow columns first: an amount stands on one line, and it is the
 * description beside it that is broken.
 */
function squeezed(wishes: readonly Wish[], spare: number): number[] {
  const widths = wishes.map((wish) => wish.least);
  const order = wishes
    .map(({ least, natural }, index) => ({ index, want: natural - least }))
    .toSorted((a, b) => a.want - b.want);
  let left = spare;
  for (const [done, { index, want }] of order.entries()) {
    const given = Math.min(want, left / (order.length - done));
    widths[index] = (widths[index] ?? 0) + given;
    left -= given;
  }
  return widths;
}

/** Room that is left goes to columns that asked for no width of their own. */
function widened(
  wishes: readonly Wish[],
  asked: readonly (number | null)[],
  spare: number,
): number[] {
  const isOpen = (index: number) => asked[index] === null || asked.every((each) => each !== null);
  const open = sum(wishes.map(({ natural }, index) => (isOpen(index) ? natural : 0)));
  return wishes.map(({ natural }, index) =>
    isOpen(index) && open > 0 ? natural + (spare * natural) / open : natural,
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

const pointsOf = (length: Length | null, whole: number): number | null =>
  length && ("points" in length ? length.points : length.share * whole);

function wishesOf(table: Table, asked: readonly (number | null)[]): Wish[] {
  const wishes = Array.from({ length: table.columnCount }, (): Wish => ({ least: 6, natural: 6 }));
  const cells = table.cells.toSorted((a, b) => a.columns - b.columns);
  for (const cell of cells) {
    const wish = wishOfCell(cell);
    const under = wishes.slice(cell.column, cell.column + cell.columns);
    for (const kind of ["least", "natural"] as const) {
      const missing = wish[kind] - sum(under.map((each) => each[kind]));
      if (missing > 0) for (const each of under) each[kind] += missing / under.length;
    }
  }
  return wishes.map(({ least, natural }, index) => {
    const own = asked[index];
    if (own === null || own === undefined) return { least, natural };
    return { least: Math.max(least, own), natural: Math.max(least, own) };
  });
}

function wishOfCell({ blocks, padding, borders }: Cell): Wish {
  const around = padding.left + padding.right + (borders.left?.width ?? 0) + 1;
  const { least, natural } = wishOf(blocks);
  return { least: least + around, natural: natural + around };
}

function wishOf(blocks: readonly Block[]): Wish {
  const wishes = blocks.map((block): Wish => {
    if (block.type === "text") return wishOfText(block);
    if (block.type === "rule") return { least: 0, natural: 0 };
    if (block.type === "table") {
      const inner = wishesOf(
        block,
        block.columnWidths.map((each) => pointsOf(each, 0) || null),
      );
      return { least: sum(inner.map((e) => e.least)), natural: sum(inner.map((e) => e.natural)) };
    }
    const { least, natural } = wishOf(block.blocks);
    const around = block.left + block.right;
    return { least: least + around, natural: natural + around };
  });
  return {
    least: Math.max(0, ...wishes.map((wish) => wish.least)),
    natural: Math.max(0, ...wishes.map((wish) => wish.natural)),
  };
}

function wishOfText(block: Extract<Block, { type: "text" }>): Wish {
  const missing: Missing = new Set();
  const words = wordsOf(block.pieces, { width: ENDLESS, heightMax: ENDLESS, missing });
  let least = 0;
  let natural = 0;
  let line = block.indent;
  for (const { width, space, isBreak } of words) {
    least = Math.max(least, width);
    natural = Math.max(natural, line + width);
    line = isBreak ? 0 : line + width + space;
  }
  return { least, natural };
}
