"use client";

import { useEffect } from "react";

/**
 * Tells the page around how high this one is; the snippet of the settings listens. A number of
 * pixels may be heard by anybody, so it is said to whoever the frame's policy has let in.
 */
export function FrameHeight() {
  useEffect(() => {
    if (window.parent === window) return;
    const tell = () => {
      const height = Math.ceil(document.body.getBoundingClientRect().height);
      window.parent.postMessage({ saldoPortalHeight: height }, "*");
    };
    const watch = new ResizeObserver(tell);
    watch.observe(document.body);
    tell();
    return () => watch.disconnect();
  }, []);
  return null;
}
