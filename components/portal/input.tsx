"use client";

import type { ComponentProps, ReactNode } from "react";
import { useId } from "react";

type Props = Omit<ComponentProps<"input">, "onChange" | "value"> & {
  label: string;
  hint?: ReactNode;
  value: string;
  onChange: (value: string) => void;
};

/** A native field of a thumb's height with its label above it. */
export function PortalInput({ label, hint, value, onChange, ...rest }: Props) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-[550] text-ink-2 text-md">
        {label}
      </label>
      <input
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="h-control w-full min-w-0 rounded-md border border-edge bg-surface px-3 text-ink text-lg hover:border-ink-3 focus-visible:border-focus"
        {...rest}
      />
      {hint ? (
        <p id={`${id}-hint`} className="text-ink-2 text-md">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
