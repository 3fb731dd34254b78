"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";

export type FormActionsProps = {
  submitLabel?: string;
  isSubmitting: boolean;
  onCancel?: () => void;
  disabled?: boolean;
  danger?: boolean;
  /** What concerns the form as a whole; a field's error stands at the field. */
  error?: ReactNode;
  /** Further buttons at the left. */
  children?: ReactNode;
  className?: string;
};

/** The foot of a form: what went wrong, cancel, save. */
export function FormActions(props: FormActionsProps) {
  const { submitLabel, isSubmitting, onCancel, disabled, danger, error, className } = props;
  const t = useTranslations("shell.actions");
  return (
    <div className={cx("grid gap-3", className)}>
      {error ? (
        <Banner tone="danger" role="alert">
          {error}
        </Banner>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        {props.children}
        <span className="ml-auto" />
        {onCancel ? <Button onClick={onCancel}>{t("cancel")}</Button> : null}
        <Button
          type="submit"
          kind={danger ? "danger" : "primary"}
          loading={isSubmitting}
          disabled={disabled}
        >
          {submitLabel ?? t("save")}
        </Button>
      </div>
    </div>
  );
}
