"use client";

import type { ComponentProps } from "react";
import { useTypedEarly } from "../form/use-typed-early";
import { cx } from "../ui/cx";
import { controlLook, type FieldProps, PortalField } from "./portal-field";

type Props = Omit<ComponentProps<"input">, "onChange" | "value"> &
  FieldProps & { value: string; onChange: (value: string) => void };

/** A native field of one line. */
export function PortalInput({ label, hint, error, required, value, onChange, ...rest }: Props) {
  const early = useTypedEarly<HTMLInputElement>(value, onChange);
  return (
    <PortalField {...{ label, hint, error, required }}>
      {(control) => (
        <input
          ref={early}
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={cx(controlLook, "h-control")}
          {...rest}
        />
      )}
    </PortalField>
  );
}
