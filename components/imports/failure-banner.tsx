"use client";

import { useTranslations } from "next-intl";
import { useCodeText } from "../form/error-text";
import { Banner } from "../ui/banner";
import type { ImportDetail } from "./import-state";

/** Why the last step ended without doing its work. */
export function FailureBanner({ detail }: { detail: ImportDetail }) {
  const t = useTranslations("imports");
  const codeText = useCodeText();
  const { error } = detail;
  if (!error) return null;
  return (
    <Banner tone="danger" role="alert" title={t("failed")}>
      {codeText(error.code, error.params) ?? codeText("imports.broke_down")}{" "}
      {error.code === "imports.broke_down" ? null : t("failedHint")}
    </Banner>
  );
}
