"use client";

import type { ComponentProps } from "react";
import { cx } from "../ui/cx";
import { controlLook, type FieldProps, PortalField } from "./portal-field";

type Props = Omit<ComponentProps<"input">, "onChange" | "value"> &
  FieldProps & { value: string; onChange: (value: string) => void };

/** A native field of one line. */
export function PortalInput({ label, hint, error, required, value, onChange, ...rest }: Props) {
  return (
    <PortalField {...{ label, hint, error, required }}>
      {(control) => (
        <input
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
