"use client";

import { useTypedEarly } from "../form/use-typed-early";
import { cx } from "../ui/cx";
import { controlLook, type FieldProps, PortalField } from "./portal-field";

interface Props extends FieldProps {
  name: string;
  value: string;
  onChange: (value: string) => void;
}

/** A field for what takes more than a line; it grows with its text. */
export function PortalText({ name, value, onChange, ...field }: Props) {
  const early = useTypedEarly<HTMLTextAreaElement>(value, onChange);
  return (
    <PortalField {...field}>
      {(control) => (
        <textarea
          ref={early}
          {...control}
          name={name}
          value={value}
          rows={4}
          maxLength={10_000}
          onChange={(event) => onChange(event.target.value)}
          className={cx(controlLook, "field-sizing-content max-h-96 min-h-28 py-2")}
        />
      )}
    </PortalField>
  );
}
