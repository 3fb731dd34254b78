"use client";

import { useEffect } from "react";

const FOLLOWING = ["touchmove", "touchend", "touchcancel"] as const;

/**
 * A lifted card leaves its list, and touches go on to the node where they began, which by then hangs
 * nowhere: what listens at the window hears no more of them. They are said again where it can hear.
 */
export function useKeptTouch(): void {
  useEffect(() => {
    const began = ({ target }: TouchEvent) => {
      if (target instanceof Element && target.closest("[data-card]")) keep(target);
    };
    const options = { capture: true, passive: true };
    document.addEventListener("touchstart", began, options);
    return () => document.removeEventListener("touchstart", began, options);
  }, []);
}

function keep(target: Element): void {
  const heard = (event: Event) => {
    const touch = event as TouchEvent;
    if (!target.isConnected && !sayAgain(touch)) touch.preventDefault();
    if (touch.type === "touchmove" || touch.touches.length > 0) return;
    for (const type of FOLLOWING) target.removeEventListener(type, heard);
  };
  for (const type of FOLLOWING) target.addEventListener(type, heard, { passive: false });
}

/** Answers false where whoever heard it wants nothing else done, such as a page scrolled. */
function sayAgain(touch: TouchEvent): boolean {
  const { type, cancelable, touches, targetTouches, changedTouches } = touch;
  return document.body.dispatchEvent(
    new TouchEvent(type, {
      ...{ bubbles: true, cancelable, touches: [...touches] },
      ...{ targetTouches: [...targetTouches], changedTouches: [...changedTouches] },
    }),
  );
}
