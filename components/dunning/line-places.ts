interface Place {
  /** Along the line, 0 to 1. */
  share: number;
  /** Labels that would stand over each other go to rows below. */
  row: number;
  /** Near the right end the label stands before its mark. */
  isEnd: boolean;
}

/** How much of the line a label takes. */
const LABEL_SHARE = 0.24;
const MARGIN_SHARE = 0.03;
const END_SHARE = 1 - LABEL_SHARE;

/** Where days stand on a line, the due day among them, and where their labels do not collide. */
export function placesOf(offsets: readonly number[]): {
  due: number;
  places: Place[];
  rowCount: number;
} {
  const first = Math.min(0, ...offsets);
  const last = Math.max(0, ...offsets);
  const width = Math.max(1, last - first);
  const shareOf = (offset: number) =>
    MARGIN_SHARE + ((offset - first) / width) * (1 - 2 * MARGIN_SHARE);
  const rowEnds: number[] = [];
  const places = offsets.map((offset) => {
    const share = shareOf(offset);
    const isEnd = share > END_SHARE;
    const start = isEnd ? share - LABEL_SHARE : share;
    let row = rowEnds.findIndex((end) => end <= start);
    if (row < 0) row = rowEnds.length;
    rowEnds[row] = start + LABEL_SHARE;
    return { share, row, isEnd };
  });
  return { due: shareOf(0), places, rowCount: Math.max(1, rowEnds.length) };
}
