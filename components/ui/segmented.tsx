"use client";

import type { LucideIcon } from "lucide-react";
import { ToggleGroup as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type SegmentedProps<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: { value: Value; label: ReactNode; icon?: LucideIcon }[];
  /** Stays in one line, which whoever holds it lets scroll; else many of them wrap. */
  isOneLine?: boolean;
};

/** One of a few, all visible: list or board, all or mine. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, onChange, options, isOneLine } = props;
  return (
    <Radix.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => next && onChange(next as Value)}
      className={cx(
        "inline-flex min-h-control items-center rounded-md border border-rule-strong bg-sunken p-0.5",
        !isOneLine && "max-w-full flex-wrap",
      )}
    >
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          className={cx(
            "inline-flex h-[calc(var(--control)-6px)] items-center gap-1.5 whitespace-nowrap rounded-sm px-2",
            "text-ink-2",
            option.value === value
              ? "bg-raised font-[550] text-ink shadow-[0_0_0_1px_var(--rule-strong)]"
              : "hover:text-ink",
          )}
        >
          {option.icon ? <option.icon className="size-3.5" aria-hidden /> : null}
          {option.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
