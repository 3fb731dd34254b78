"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { cx } from "../ui/cx";

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** What is wrong with its value. */
  error?: string | undefined;
  required?: boolean | undefined;
}

interface Control {
  id: string;
  required: boolean | undefined;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

/** A label, a native control of a thumb's height, what is wrong with it, and a hint. */
export function PortalField({
  label,
  hint,
  error,
  required,
  children,
}: FieldProps & { children: (control: Control) => ReactNode }) {
  const id = useId();
  const t = useTranslations("shell.form");
  const described = cx(error && `${id}-error`, hint && `${id}-hint`);
  return (
    <div className="grid min-w-0 content-start gap-1">
      <label htmlFor={id} className="font-[550] text-ink-2 text-md">
        {label}
        {required ? (
          <span className="text-danger" title={t("required")} aria-hidden>
            {" *"}
          </span>
        ) : null}
      </label>
      {children({
        id,
        required,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": described || undefined,
      })}
      {error ? (
        <p id={`${id}-error`} className="text-danger text-md">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-ink-2 text-md">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

export const controlLook =
  "w-full min-w-0 rounded-md border border-edge bg-surface px-3 text-ink text-lg " +
  "hover:border-ink-3 focus-visible:border-focus aria-invalid:border-danger";
