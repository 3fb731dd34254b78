"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Kbd } from "./kbd";

export type TooltipProps = {
  label: ReactNode;
  /** Shown beside the label, as <Kbd> writes it. */
  shortcut?: string;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
};

/** A short label on hover and focus. Never the only place of a piece of information. */
export function Tooltip({ label, shortcut, side = "top", children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-70 flex max-w-72 animate-fade items-center gap-2 rounded-md bg-ink px-2 py-1 text-paper text-xs"
        >
          {label}
          {shortcut ? <Kbd keys={shortcut} className="[&_kbd]:border-transparent" /> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Must stand once above all tooltips; neighbours then open without delay. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={450} skipDelayDuration={250}>
      {children}
    </Radix.Provider>
  );
}
