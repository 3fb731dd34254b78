"use client";

import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "../ui/cx";
import { controlClass } from "./control";
import { useFieldControl } from "./field";

export type TextInputProps = Omit<ComponentProps<"input">, "onChange" | "value"> & {
  value: string;
  onChange: (value: string) => void;
  icon?: LucideIcon;
  /** Muted text or a button inside the right edge. */
  suffix?: ReactNode;
};

export function TextInput(props: TextInputProps) {
  const { value, onChange, icon: Icon, suffix, className, id, type = "text", ...rest } = props;
  const control = useFieldControl({ id });
  const input = (
    <input
      type={type}
      {...control}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={cx(controlClass, Icon && "pl-7", suffix && "pr-9", className)}
      {...rest}
    />
  );
  if (!Icon && !suffix) return input;
  return (
    <span className="relative block">
      {Icon ? (
        <Icon
          className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-ink-3"
          aria-hidden
        />
      ) : null}
      {input}
      {suffix ? (
        <span className="absolute inset-y-0 right-1 flex items-center text-ink-2 text-xs">
          {suffix}
        </span>
      ) : null}
    </span>
  );
}

export type TextareaProps = Omit<ComponentProps<"textarea">, "onChange" | "value"> & {
  value: string;
  onChange: (value: string) => void;
};

/** Grows with its text, up to 20 lines. */
export function Textarea({ value, onChange, className, id, rows = 3, ...rest }: TextareaProps) {
  const control = useFieldControl({ id });
  return (
    <textarea
      {...control}
      rows={rows}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={cx(controlClass, "field-sizing-content h-auto! max-h-100 py-1", className)}
      {...rest}
    />
  );
}
