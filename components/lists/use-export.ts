"use client";

import { useTranslations } from "next-intl";
import type { ExportListName } from "@/db/values/lists";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";
import { type ExportRequest, exportForm } from "./export-form";

export type ExportSource = {
  list: ExportListName;
  /** Filter and order, as the list's own query takes them. */
  query: Record<string, unknown>;
  /** Columns as they are shown. */
  columns: readonly { key: string; header: string }[];
  /** What the list is called; names the file and the sheet. */
  title: string;
};

const toastId = "export";

/** Starts the download of a list, whole or of picked rows; a refusal is told. */
export function useExport(source: ExportSource) {
  const t = useTranslations("lists.export");
  const errorText = useErrorText();
  return (format: ExportRequest["format"], rows?: ExportRequest["rows"]): void => {
    const refused = (refusal: unknown) => {
      toast.dismiss(toastId);
      toast.error(errorText(refusal));
    };
    exportForm({ ...source, format, rows }, refused).submit();
    toast.info(t("started"), { id: toastId });
  };
}
