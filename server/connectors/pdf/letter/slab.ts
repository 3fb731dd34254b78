import type { Pdf } from "../paper";

/** A strip of a page that is measured before it is drawn: a line of text, a row of a table. */
export interface Slab {
  height: number;
  /** Above it, in points; left out at the top of a page. */
  gap: number;
  /** Not parted from the next one by the end of a page. */
  isKept: boolean;
  startsPage: boolean;
  /** From its top to the baseline of its first line, for what stands beside it. */
  baseline: number | null;
  /** Drawn anew above it where it begins a page: the head of its table. */
  head: Slab | null;
  draw(pdf: Pdf, x: number, y: number): void;
  /** In two, the first no higher than given; null where it stays whole. */
  split?(height: number): [Slab, Slab] | null;
}

export const PLAIN_SLAB = { gap: 0, isKept: false, startsPage: false, baseline: null, head: null };

export const heightOfSlabs = (slabs: readonly Slab[]): number =>
  slabs.reduce((sum, { height, gap }, index) => sum + height + (index === 0 ? 0 : gap), 0);

export function drawSlabs(pdf: Pdf, slabs: readonly Slab[], place: { x: number; y: number }): void {
  let { y } = place;
  for (const [index, slab] of slabs.entries()) {
    if (index > 0) y += slab.gap;
    slab.draw(pdf, place.x, y);
    y += slab.height;
  }
}

/** What fits into a height, and the rest. */
export function splitSlabs(slabs: readonly Slab[], height: number): [Slab[], Slab[]] {
  let left = height;
  for (const [index, slab] of slabs.entries()) {
    const gap = index === 0 ? 0 : slab.gap;
    if (slab.height + gap <= left) {
      left -= slab.height + gap;
      continue;
    }
    const parts = slab.split?.(left - gap);
    const rest = slabs.slice(index + 1);
    if (parts)
      return [
        [...slabs.slice(0, index), parts[0]],
        [parts[1], ...rest],
      ];
    return [slabs.slice(0, index), [slab, ...rest]];
  }
  return [[...slabs], []];
}

/** The same slab further right. */
export function shifted(slab: Slab, by: number): Slab {
  if (by === 0) return slab;
  const { split, head } = slab;
  return {
    ...slab,
    head: head && shifted(head, by),
    draw: (pdf, x, y) => slab.draw(pdf, x + by, y),
    ...(split && {
      split: (height) => {
        const parts = split(height);
        return parts && [shifted(parts[0], by), shifted(parts[1], by)];
      },
    }),
  };
}
