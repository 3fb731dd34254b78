"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Radix, RadioGroup as RadixRadio, Switch as RadixSwitch } from "radix-ui";
import { type ReactNode, useId } from "react";
import { cx } from "../ui/cx";
import { useFieldControl, useFieldGroup } from "./field";

const boxClass =
  "inline-flex size-4 shrink-0 items-center justify-center border border-edge bg-surface " +
  "hover:border-ink-3 disabled:opacity-45 data-[state=checked]:border-accent data-[state=checked]:bg-accent " +
  "data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent text-on-accent";

export type CheckboxProps = {
  checked: boolean | "indeterminate";
  onChange: (checked: boolean) => void;
  /** Without it give `aria-label`. */
  label?: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  "aria-label"?: string;
  className?: string;
};

export function Checkbox(props: CheckboxProps) {
  const { checked, onChange, label, hint, disabled, className } = props;
  const ownId = useId();
  const control = useFieldControl({ id: label ? ownId : undefined });
  const box = (
    <Radix.Root
      {...control}
      checked={checked}
      onCheckedChange={(next) => onChange(next === true)}
      disabled={disabled}
      aria-label={props["aria-label"]}
      className={cx(boxClass, "rounded-sm", !label && className)}
    >
      <Radix.Indicator>
        {checked === "indeterminate" ? (
          <Minus className="size-3" strokeWidth={3} aria-hidden />
        ) : (
          <Check className="size-3" strokeWidth={3} aria-hidden />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
  if (!label) return box;
  return (
    <Labelled id={ownId} label={label} hint={hint} className={className}>
      {box}
    </Labelled>
  );
}

type LabelledProps = {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  className?: string;
  children: ReactNode;
};

function Labelled({ id, label, hint, className, children }: LabelledProps) {
  return (
    <div className={cx("flex min-h-6 items-start gap-2 coarse:min-h-9", className)}>
      <span className="mt-0.5 inline-flex">{children}</span>
      <label htmlFor={id} className="select-none">
        {label}
        {hint ? <span className="block text-ink-2 text-xs">{hint}</span> : null}
      </label>
    </div>
  );
}

export type SwitchProps = Omit<CheckboxProps, "checked"> & { checked: boolean };

/** Takes effect at once; inside a form that is saved take <Checkbox>. */
export function Switch(props: SwitchProps) {
  const { checked, onChange, label, hint, disabled, className } = props;
  const ownId = useId();
  const control = useFieldControl({ id: label ? ownId : undefined });
  const knob = (
    <RadixSwitch.Root
      {...control}
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      aria-label={props["aria-label"]}
      className="inline-flex h-4 w-7 shrink-0 items-center rounded-full border border-edge bg-edge px-px transition-colors disabled:opacity-45 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
    >
      <RadixSwitch.Thumb className="block size-3 rounded-full bg-surface transition-transform data-[state=checked]:translate-x-3" />
    </RadixSwitch.Root>
  );
  if (!label) return knob;
  return (
    <Labelled id={ownId} label={label} hint={hint} className={className}>
      {knob}
    </Labelled>
  );
}

export type RadioGroupProps<Value extends string> = {
  value: Value | null;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
  /** Side by side instead of one under another. */
  inline?: boolean;
  disabled?: boolean;
  "aria-label"?: string;
};

export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { value, onChange, options, inline, disabled } = props;
  const group = useFieldGroup();
  const baseId = useId();
  return (
    <RadixRadio.Root
      {...group}
      aria-label={props["aria-label"]}
      value={value ?? ""}
      onValueChange={(next) => onChange(next as Value)}
      disabled={disabled}
      className={cx("flex gap-x-5 gap-y-0.5", inline ? "flex-wrap" : "flex-col")}
    >
      {options.map((option) => (
        <Labelled
          key={option.value}
          id={`${baseId}-${option.value}`}
          label={option.label}
          hint={option.hint}
        >
          <RadixRadio.Item
            id={`${baseId}-${option.value}`}
            value={option.value}
            disabled={option.disabled}
            className={cx(boxClass, "rounded-full")}
          >
            <RadixRadio.Indicator className="size-1.5 rounded-full bg-on-accent" />
          </RadixRadio.Item>
        </Labelled>
      ))}
    </RadixRadio.Root>
  );
}
