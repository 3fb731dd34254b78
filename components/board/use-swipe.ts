"use client";

import { type TouchEvent, useRef } from "react";

const FAR_PX = 60;
const LONG_MS = 600;

/** A quick stroke of the finger goes to the next column; a slow one scrolls or drags. */
export function useSwipe(
  columns: readonly { code: string }[],
  current: string | undefined,
  choose: (code: string) => void,
) {
  const begun = useRef<{ x: number; y: number; at: number } | null>(null);
  return {
    onTouchStart: ({ touches }: TouchEvent) => {
      const touch = touches[0];
      begun.current =
        touches.length === 1 && touch
          ? { x: touch.clientX, y: touch.clientY, at: performance.now() }
          : null;
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const [from, touch] = [begun.current, changedTouches[0]];
      begun.current = null;
      if (!from || !touch || performance.now() - from.at > LONG_MS) return;
      const [dx, dy] = [touch.clientX - from.x, touch.clientY - from.y];
      if (Math.abs(dx) < FAR_PX || Math.abs(dx) < 2 * Math.abs(dy)) return;
      const at = columns.findIndex(({ code }) => code === current);
      const next = columns[at + (dx < 0 ? 1 : -1)];
      if (next) choose(next.code);
    },
  };
}
