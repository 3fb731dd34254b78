"use client";

import { Check, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "../ui/cx";
import { popClass } from "../ui/popover";
import { controlClass } from "./control";
import { useFieldControl } from "./field";

export type Option<Value extends string = string> = {
  value: Value;
  label: string;
  /** A glyph or chip before the label. */
  mark?: ReactNode;
  hint?: string;
  disabled?: boolean;
};

export type SelectProps<Value extends string> = {
  id?: string;
  value: Value | null;
  onChange: (value: Value) => void;
  options: readonly Option<Value>[];
  placeholder?: string;
  disabled?: boolean;
  name?: string;
  "aria-label"?: string;
  className?: string;
};

/** One of a closed list of up to some 20 options; for more take <Combobox>. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { value, onChange, options, placeholder, disabled, name, className } = props;
  const t = useTranslations("shell.form");
  const control = useFieldControl({ id: props.id });
  return (
    <Radix.Root
      value={value ?? ""}
      onValueChange={(next) => next && onChange(next as Value)}
      disabled={disabled}
      name={name}
    >
      <Radix.Trigger
        {...control}
        aria-label={props["aria-label"]}
        className={cx(
          controlClass,
          "flex items-center gap-2 text-left data-[placeholder]:text-ink-3",
          className,
        )}
      >
        <span className="min-w-0 flex-1 truncate">
          <Radix.Value placeholder={placeholder ?? t("choose")} />
        </span>
        <ChevronDown className="size-3.5 shrink-0 text-ink-3" aria-hidden />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className={cx(
            popClass,
            "max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-96",
          )}
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <SelectItem key={option.value} option={option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function SelectItem({ option }: { option: Option }) {
  return (
    <Radix.Item
      value={option.value}
      disabled={option.disabled}
      className="relative flex min-h-7 select-none items-center gap-2 rounded-sm py-0.5 pr-2 pl-7 outline-none data-[disabled]:opacity-45 data-[highlighted]:bg-hover coarse:min-h-10"
    >
      <Radix.ItemIndicator className="absolute left-2">
        <Check className="size-3.5 text-accent" aria-hidden />
      </Radix.ItemIndicator>
      {option.mark}
      <Radix.ItemText>{option.label}</Radix.ItemText>
      {option.hint ? <span className="ml-auto pl-3 text-ink-3 text-xs">{option.hint}</span> : null}
    </Radix.Item>
  );
}
