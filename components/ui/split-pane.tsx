"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";

export type SplitPaneProps = {
  /** The wide part. */
  children: ReactNode;
  /** The narrow part at the right; goes under the wide one below 1024 px. */
  side: ReactNode;
  /** Name of the handle between them for a screen reader. */
  handleLabel: string;
  defaultWidth?: number;
  minWidth?: number;
  maxWidth?: number;
};

const stepPx = 24;

/** Two columns with a hairline between them that can be dragged, or moved by arrow keys. */
export function SplitPane(props: SplitPaneProps) {
  const { children, side, handleLabel, defaultWidth = 340, minWidth = 260, maxWidth = 560 } = props;
  const [width, setWidth] = useState(defaultWidth);
  const clamp = (wanted: number) => setWidth(Math.min(maxWidth, Math.max(minWidth, wanted)));

  function drag(event: PointerEvent<HTMLButtonElement>): void {
    const handle = event.currentTarget;
    const startX = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => clamp(width + startX - moved.clientX);
    handle.addEventListener("pointermove", move);
    handle.addEventListener(
      "lostpointercapture",
      () => {
        handle.removeEventListener("pointermove", move);
      },
      { once: true },
    );
  }

  function press(event: KeyboardEvent): void {
    const moves: Record<string, number> = { ArrowLeft: stepPx, ArrowRight: -stepPx };
    const by = moves[event.key];
    if (by === undefined) return;
    event.preventDefault();
    clamp(width + by);
  }

  return (
    <div className="lg:grid" style={{ gridTemplateColumns: `minmax(0, 1fr) 17px ${width}px` }}>
      <div className="min-w-0">{children}</div>
      <button
        type="button"
        role="slider"
        aria-label={handleLabel}
        aria-orientation="horizontal"
        aria-valuenow={width}
        aria-valuemin={minWidth}
        aria-valuemax={maxWidth}
        onPointerDown={drag}
        onKeyDown={press}
        className="group hidden touch-none cursor-col-resize! justify-center lg:flex"
      >
        <span className="h-full w-px bg-rule group-hover:bg-edge group-active:bg-accent" />
      </button>
      <aside className="min-w-0 max-lg:mt-6">{side}</aside>
    </div>
  );
}
