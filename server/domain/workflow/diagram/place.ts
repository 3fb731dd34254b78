import type { Chain, Rows, Slot } from "./rows";

const GAP = 28;
const PASSES = 40;

/**
 * The middle (x, px) of every slot: as near to the middle of its neighbours as the widths and the
 * order of its row allow. Starts at 0.
 */
export function placeSlots(
  { rows, chains }: Rows,
  widthOf: (slot: Slot) => number,
): Map<string, number> {
  const middles = new Map<string, number>();
  for (const row of rows) setRow(row, { middles, widthOf, wanted: () => 0 });
  const near = neighbours(chains);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const order = pass % 2 === 0 ? rows : [...rows].reverse();
    for (const row of order) {
      const wanted = (slot: Slot) => {
        const around = near.get(slot.id) ?? [];
        const weight = around.reduce((sum, each) => sum + each.weight, 0);
        if (weight === 0) return middles.get(slot.id) ?? 0;
        const total = around.reduce(
          (sum, { id, weight: w }) => sum + w * (middles.get(id) ?? 0),
          0,
        );
        return total / weight;
      };
      setRow(row, { middles, widthOf, wanted });
    }
  }
  return fromZero(rows, middles, widthOf);
}

type Setting = {
  middles: Map<string, number>;
  widthOf: (slot: Slot) => number;
  wanted: (slot: Slot) => number;
};

/**
 * Least squares under "not nearer than": slots that would collide are joined into a block that
 * stands at the mean of its members' wishes (pool adjacent violators).
 */
function setRow(row: readonly Slot[], { middles, widthOf, wanted }: Setting): void {
  let offset = 0;
  const blocks: { wish: number; count: number; members: { id: string; offset: number }[] }[] = [];
  row.forEach((slot, index) => {
    const before = row[index - 1];
    if (before !== undefined) offset += (widthOf(before) + widthOf(slot)) / 2 + GAP;
    let block = { wish: wanted(slot) - offset, count: 1, members: [{ id: slot.id, offset }] };
    for (let last = blocks.at(-1); last !== undefined; last = blocks.at(-1)) {
      if (last.wish <= block.wish) break;
      blocks.pop();
      const count = last.count + block.count;
      const wish = (last.wish * last.count + block.wish * block.count) / count;
      block = { wish, count, members: [...last.members, ...block.members] };
    }
    blocks.push(block);
  });
  for (const { wish, members } of blocks) {
    for (const member of members) middles.set(member.id, wish + member.offset);
  }
}

type Neighbour = { id: string; weight: number };

// A long arrow should run straight, and nodes should rather follow nodes than passing arrows.
const STRAIGHT = 8;
const NODES = 3;
const MIXED = 1;

function neighbours(chains: readonly Chain[]): Map<string, Neighbour[]> {
  const near = new Map<string, Neighbour[]>();
  const join = (id: string, other: Neighbour) => near.set(id, [...(near.get(id) ?? []), other]);
  for (const { slots } of chains) {
    slots.slice(1).forEach((lower, index) => {
      const upper = slots[index] ?? lower;
      const ends = (index === 0 ? 1 : 0) + (index === slots.length - 2 ? 1 : 0);
      const weight = [STRAIGHT, MIXED, NODES][ends] ?? MIXED;
      join(upper, { id: lower, weight });
      join(lower, { id: upper, weight });
    });
  }
  return near;
}

function fromZero(
  rows: readonly Slot[][],
  middles: ReadonlyMap<string, number>,
  widthOf: (slot: Slot) => number,
): Map<string, number> {
  const lefts = rows.flat().map((slot) => (middles.get(slot.id) ?? 0) - widthOf(slot) / 2);
  const least = lefts.length === 0 ? 0 : Math.min(...lefts);
  return new Map([...middles].map(([id, x]) => [id, Math.round(x - least)]));
}
