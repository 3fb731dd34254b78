"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ListName } from "@/db/values/lists";
import { useMay } from "../access/account";
import { useErrorText } from "../form/error-text";
import { IconButton } from "../ui/icon-button";
import { Menu } from "../ui/menu";
import { toast } from "../ui/toast";
import { exportForm } from "./export-form";

export type ExportMenuProps = {
  list: ListName;
  /** Filter and order, as the list's own query takes them. */
  query: Record<string, unknown>;
  /** Columns as they are shown. */
  columns: readonly { key: string; header: string }[];
  /** How many rows match, where that is known; "more than" as a plus. */
  total?: { count: number; isEstimate: boolean } | null;
  /** What the list is called; names the file and the sheet. */
  title: string;
};

/** Everything that matches, in the columns that are shown, as a workbook or as text. */
export function ExportMenu({ list, query, columns, total, title }: ExportMenuProps) {
  const t = useTranslations("lists.export");
  const may = useMay();
  const errorText = useErrorText();
  if (!may("lists:export")) return null;

  function start(format: "xlsx" | "csv"): void {
    const id = "export";
    const refused = (refusal: unknown) => {
      toast.dismiss(id);
      toast.error(errorText(refusal));
    };
    exportForm({ list, format, query, columns, title }, refused).submit();
    toast.info(t("started"), { id });
  }

  const count = total ? `${total.count}${total.isEstimate ? "+" : ""}` : "";
  return (
    <Menu
      align="end"
      trigger={<IconButton icon={Download} label={t("action")} className="max-md:hidden" />}
      entries={[
        { kind: "label", label: total ? t("all", { count }) : t("action") },
        { label: t("xlsx"), onSelect: () => start("xlsx") },
        { label: t("csv"), onSelect: () => start("csv") },
      ]}
    />
  );
}
