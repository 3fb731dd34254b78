"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useMemo, useState } from "react";

const virtualFrom = 200;
const guessedRowPx = 30;

export type RowWindow = {
  indexes: readonly number[];
  /** Empty space above and below the drawn rows, in pixels. */
  before: number;
  after: number;
  reveal: (index: number) => void;
};

/** Which rows to draw: all of a short list, those in sight (and some around) of a long one. */
export function useRowWindow(
  frame: RefObject<HTMLElement | null>,
  count: number,
  canScroll: boolean,
): RowWindow {
  const isVirtual = canScroll && count > virtualFrom;
  const rowPx = useRowHeight(frame, count > 0);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => rowPx,
    overscan: 16,
    // Measures from the start: the list that grows past the limit must not be empty for one frame,
    // or the focused row would be taken away.
    enabled: canScroll,
  });
  const all = useMemo(() => Array.from({ length: count }, (_, index) => index), [count]);
  // Another height (density, phone) makes every remembered position wrong.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measure on a new height only.
  useLayoutEffect(() => virtualizer.measure(), [rowPx]);

  if (!isVirtual) {
    return {
      indexes: all,
      before: 0,
      after: 0,
      reveal: (index) => rowAt(frame, index)?.scrollIntoView({ block: "nearest" }),
    };
  }
  const items = virtualizer.getVirtualItems();
  return {
    indexes: items.map((item) => item.index),
    before: items[0]?.start ?? 0,
    after: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
    reveal: (index) => virtualizer.scrollToIndex(index, { align: "auto" }),
  };
}

function rowAt(frame: RefObject<HTMLElement | null>, index: number): HTMLElement | null {
  return frame.current?.querySelector<HTMLElement>(`[data-row="${index}"]`) ?? null;
}

/** Height of a drawn row; follows density and the change between rows and cards. */
function useRowHeight(frame: RefObject<HTMLElement | null>, hasRows: boolean): number {
  const [height, setHeight] = useState(guessedRowPx);
  useLayoutEffect(() => {
    const row = frame.current?.querySelector<HTMLElement>("[data-row]");
    if (!row || !hasRows) return;
    const measure = () => row.isConnected && setHeight(row.getBoundingClientRect().height);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(row);
    return () => observer.disconnect();
  }, [frame, hasRows]);
  return height;
}
