"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { IconButton } from "../ui/icon-button";
import { Menu } from "../ui/menu";
import { type ExportSource, useExport } from "./use-export";

export type ExportMenuProps = ExportSource & {
  /** How many rows match, where that is known; "more than" as a plus. */
  total?: { count: number; isEstimate: boolean } | null;
};

/** Everything that matches, in the columns that are shown, as a workbook or as text. */
export function ExportMenu({ total, ...source }: ExportMenuProps) {
  const t = useTranslations("lists.export");
  const may = useMay();
  const start = useExport(source);
  if (!may("lists:export")) return null;
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
