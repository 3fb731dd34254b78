"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import type { Selection } from "../table/selection";
import { Button } from "../ui/button";
import { Menu } from "../ui/menu";
import { pickedRows } from "./bulk";
import { type ExportSource, useExport } from "./use-export";

export type ExportSelectedProps = ExportSource & { selection: Selection };

/** The selected rows as a file, in the columns that are shown; stands in the selection's bar. */
export function ExportSelected({ selection, ...source }: ExportSelectedProps) {
  const t = useTranslations("lists.export");
  const may = useMay();
  const start = useExport(source);
  if (!may("lists:export")) return null;
  return (
    <Menu
      side="top"
      align="end"
      trigger={
        <Button icon={Download}>
          <span className="max-md:sr-only">{t("selected")}</span>
        </Button>
      }
      entries={[
        { label: t("xlsx"), onSelect: () => start("xlsx", pickedRows(selection)) },
        { label: t("csv"), onSelect: () => start("csv", pickedRows(selection)) },
      ]}
    />
  );
}
