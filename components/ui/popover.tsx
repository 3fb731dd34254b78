"use client";

import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { focusFirstField } from "./autofocus";
import { cx } from "./cx";

export type PopoverProps = {
  /** The button that opens it (one element that takes a ref). */
  trigger: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
  /** Name of the opened panel for a screen reader. */
  label: string;
  className?: string;
  children: ReactNode;
};

export const popClass = "z-60 animate-rise rounded-md bg-raised shadow-pop outline-none";

export function Popover(props: PopoverProps) {
  const { trigger, open, onOpenChange, align = "start", label, className, children } = props;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={focusFirstField}
          aria-label={label}
          className={cx(
            popClass,
            "max-h-(--radix-popover-content-available-height) overflow-y-auto p-3",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
