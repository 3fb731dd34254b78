"use client";

import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type RouterInput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { ExportSelected } from "../lists/export-selected";
import { BulkBar } from "../table/bulk-bar";
import type { Column } from "../table/column";
import type { Selection } from "../table/selection";
import type { TableSource } from "../table/source";
import type { SelectionHandle } from "../table/use-selection";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import type { Screening } from "./outcome";
import type { ScreeningListInput } from "./screening-query";
import { useRegistersChanged } from "./use-check";

type ScreeningBulkProps = {
  selection: SelectionHandle;
  source: TableSource<Screening>;
  input: ScreeningListInput;
  columns: readonly Column<Screening>[];
};

type Rows = Omit<RouterInput["registers"]["process"], "isProcessed">;

function rowsOf(selection: Selection, { filter }: ScreeningListInput): Rows {
  return selection.mode === "some"
    ? { screeningIds: [...selection.ids].map(Number) }
    : { matching: { filter, except: [...selection.except].map(Number) } };
}

/** What can be done with the selected lines at once: mark them as seen to, take them as a file. */
export function ScreeningBulk({ selection, source, input, columns }: ScreeningBulkProps) {
  const t = useTranslations("registers");
  const errorText = useErrorText();
  const changed = useRegistersChanged();
  const process = trpc.registers.process.useMutation();
  const [isBusy, setBusy] = useState(false);
  async function mark(): Promise<void> {
    setBusy(true);
    try {
      const rows = rowsOf(selection.value, input);
      const { count } = await process.mutateAsync({ ...rows, isProcessed: true });
      toast.success(t("process.done", { count }));
      selection.clear();
      await changed();
    } catch (error) {
      toast.error(errorText(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <BulkBar
      selection={selection}
      source={source}
      rowId={(row) => row.id}
      end={
        <ExportSelected
          list="screenings"
          title={t("tabs.log")}
          query={input}
          columns={columns}
          selection={selection.value}
        />
      }
    >
      <Button icon={ShieldCheck} loading={isBusy} onClick={() => void mark()}>
        {t("process.mark")}
      </Button>
    </BulkBar>
  );
}
