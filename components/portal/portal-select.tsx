"use client";

import { useTypedEarly } from "../form/use-typed-early";
import { cx } from "../ui/cx";
import { controlLook, type FieldProps, PortalField } from "./portal-field";

interface Props extends FieldProps {
  name?: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
}

/** A native choice, which every phone shows in its own way. */
export function PortalSelect({ name, value, options, onChange, ...field }: Props) {
  const early = useTypedEarly<HTMLSelectElement>(value, onChange);
  return (
    <PortalField {...field}>
      {(control) => (
        <select
          ref={early}
          {...control}
          name={name}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={cx(controlLook, "h-control")}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </PortalField>
  );
}
