"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { cx } from "../ui/cx";

/** What is wider than a phone scrolls sideways; then, and only then, the keyboard can reach it too. */
export function ScrollBox({ children, className }: { children: ReactNode; className?: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [isWider, setWider] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWider(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} tabIndex={isWider ? 0 : undefined} className={cx("overflow-x-auto", className)}>
      {children}
    </div>
  );
}
