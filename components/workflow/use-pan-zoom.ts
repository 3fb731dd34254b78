"use client";

import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from "react";
import { type Box, fitted, type View, zoomedAt } from "./view-box";

const wheelStep = 1.0015;
const buttonStep = 1.3;
const keyPx = 48;
const slackPx = 3;

/** Pan and zoom of a picture: wheel, drag, buttons and keys. */
export function usePanZoom(frame: RefObject<HTMLElement | null>, picture: Box) {
  const [view, setView] = useState<View>({ x: 0, y: 0, scale: 1 });
  const picked = useRef(picture);
  picked.current = picture;

  const sizeOf = useCallback((): Box | null => {
    const rect = frame.current?.getBoundingClientRect();
    return rect ? { x: 0, y: 0, width: rect.width, height: rect.height } : null;
  }, [frame]);
  const fit = useCallback(() => {
    const size = sizeOf();
    if (size) setView(fitted(picked.current, size));
  }, [sizeOf]);

  useEffect(fit, [fit]);

  useWheel(frame, setView);
  const fingers = useRef(new Fingers());

  const zoom = (factor: number) => {
    const size = sizeOf();
    if (!size) return;
    setView((before) => zoomedAt(before, { x: size.width / 2, y: size.height / 2 }, factor));
  };

  function press(event: KeyboardEvent): void {
    const pan = (x: number, y: number) =>
      setView((before) => ({ ...before, x: before.x + x, y: before.y + y }));
    const acts: Record<string, () => void> = {
      ArrowLeft: () => pan(keyPx, 0),
      ArrowRight: () => pan(-keyPx, 0),
      ArrowUp: () => pan(0, keyPx),
      ArrowDown: () => pan(0, -keyPx),
      "+": () => zoom(buttonStep),
      "-": () => zoom(1 / buttonStep),
      "0": fit,
    };
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  return {
    view,
    fit,
    zoomIn: () => zoom(buttonStep),
    zoomOut: () => zoom(1 / buttonStep),
    /** Spread on the frame. */
    handlers: {
      onPointerDown: (event: Pointer) => {
        if (fingers.current.press(event)) drag(event, view, { setView, fingers: fingers.current });
        else pinch(event.currentTarget, fingers.current, { view, setView });
      },
      onKeyDown: press,
    },
  };
}

type Pointer = PointerEvent<HTMLElement>;
type SetView = (change: View | ((before: View) => View)) => void;

/** React listens to wheels passively, so the page would scroll along. */
function useWheel(frame: RefObject<HTMLElement | null>, setView: SetView): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    function wheel(event: WheelEvent): void {
      event.preventDefault();
      const rect = (event.currentTarget as HTMLElement).getBoundingClientRect();
      const at = { x: event.clientX - rect.left, y: event.clientY - rect.top };
      setView((before) => zoomedAt(before, at, wheelStep ** -event.deltaY));
    }
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [frame, setView]);
}

type At = { x: number; y: number };

/** The fingers that lie on the picture: one drags, two pinch. */
class Fingers {
  readonly down = new Map<number, At>();
  isPinching = false;

  /** Is it the only one? A mouse always is. */
  press(event: Pointer): boolean {
    if (event.pointerType !== "touch") return true;
    // A first finger's end may have been missed: outside the window, or by another app.
    if (event.isPrimary) this.down.clear();
    this.down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    this.isPinching = this.down.size > 1;
    return !this.isPinching;
  }
}

/** Two fingers: their distance zooms, their middle moves. Ends when one of them leaves. */
function pinch(
  target: HTMLElement,
  fingers: Fingers,
  { view, setView }: { view: View; setView: SetView },
): void {
  const rect = target.getBoundingClientRect();
  const begun = spanOf(fingers);
  const move = (event: globalThis.PointerEvent) => {
    if (!fingers.down.has(event.pointerId)) return;
    fingers.down.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const now = spanOf(fingers);
    const at = { x: begun.middle.x - rect.left, y: begun.middle.y - rect.top };
    const zoomed = zoomedAt(view, at, now.distance / begun.distance);
    setView({
      ...zoomed,
      x: zoomed.x + now.middle.x - begun.middle.x,
      y: zoomed.y + now.middle.y - begun.middle.y,
    });
  };
  const end = (event: globalThis.PointerEvent) => {
    fingers.down.delete(event.pointerId);
    fingers.isPinching = false;
    window.removeEventListener("pointermove", move);
    window.removeEventListener("pointerup", end);
    window.removeEventListener("pointercancel", end);
  };
  window.addEventListener("pointermove", move);
  window.addEventListener("pointerup", end);
  window.addEventListener("pointercancel", end);
}

function spanOf({ down }: Fingers): { middle: At; distance: number } {
  const [a = { x: 0, y: 0 }, b = a] = [...down.values()];
  return {
    middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 },
    distance: Math.max(1, Math.hypot(a.x - b.x, a.y - b.y)),
  };
}

/** Captures the pointer only once it really moves, or a click on an arrow would be lost. */
function drag(
  event: Pointer,
  from: View,
  { setView, fingers }: { setView: SetView; fingers: Fingers },
): void {
  if (event.button !== 0) return;
  const start = { x: event.clientX, y: event.clientY };
  const target = event.currentTarget;
  const move = (moved: globalThis.PointerEvent) => {
    const by = { x: moved.clientX - start.x, y: moved.clientY - start.y };
    // A second finger has made a pinch of it.
    if (fingers.isPinching || Math.abs(by.x) + Math.abs(by.y) <= slackPx) return;
    target.setPointerCapture(moved.pointerId);
    setView({ ...from, x: from.x + by.x, y: from.y + by.y });
  };
  const end = () => {
    target.removeEventListener("pointermove", move);
    target.removeEventListener("pointerup", end);
    target.removeEventListener("pointercancel", end);
  };
  target.addEventListener("pointermove", move);
  target.addEventListener("pointerup", end);
  target.addEventListener("pointercancel", end);
}
