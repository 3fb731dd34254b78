"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useId } from "react";
import { cx } from "../ui/cx";

type FieldLink = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
  labelId: string;
};

const FieldContext = createContext<FieldLink | null>(null);

/** What an input of ours spreads on its control to belong to the <Field> around it. */
export function useFieldControl(own: { id?: string } = {}) {
  const link = useContext(FieldContext);
  if (!link) return { id: own.id };
  const { labelId: _labelId, ...control } = link;
  return { ...control, id: own.id ?? link.id };
}

/** For groups (radios, multi-select) that are labelled rather than pointed at by a label. */
export function useFieldGroup() {
  const link = useContext(FieldContext);
  if (!link) return {};
  return {
    "aria-labelledby": link.labelId,
    "aria-describedby": link["aria-describedby"],
    "aria-invalid": link["aria-invalid"],
  };
}

export type FieldProps = {
  label: ReactNode;
  /** Kept for screen readers only. */
  hideLabel?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  /** Beside the label: a link, a counter. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** Label, one control, hint and error, wired together for assistive technology. */
export function Field(props: FieldProps) {
  const { label, hideLabel, hint, error, required, aside, className, children } = props;
  const id = useId();
  const described = cx(hint && `${id}-hint`, error && `${id}-error`);
  const link: FieldLink = {
    id,
    labelId: `${id}-label`,
    "aria-describedby": described || undefined,
    "aria-invalid": error ? true : undefined,
    "aria-required": required ? true : undefined,
  };
  return (
    <FieldContext value={link}>
      <div className={cx("grid min-w-0 content-start gap-1", className)}>
        <div className={cx("flex items-baseline gap-2", hideLabel && "sr-only")}>
          <label id={link.labelId} htmlFor={id} className="font-[550] text-ink-2">
            {label}
            {required ? <RequiredMark /> : null}
          </label>
          {aside ? <span className="ml-auto text-xs">{aside}</span> : null}
        </div>
        {children}
        {error ? (
          <p id={`${id}-error`} className="text-danger text-xs">
            {error}
          </p>
        ) : null}
        {hint ? (
          <p id={`${id}-hint`} className="text-ink-2 text-xs">
            {hint}
          </p>
        ) : null}
      </div>
    </FieldContext>
  );
}

function RequiredMark() {
  const t = useTranslations("shell.form");
  return (
    <span className="text-danger" title={t("required")} aria-hidden>
      {" *"}
    </span>
  );
}
