"use client";

import { UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { BulkBar } from "../table/bulk-bar";
import { isSelected } from "../table/selection";
import type { TableSource } from "../table/source";
import type { SelectionHandle } from "../table/use-selection";
import { ReassignDialog } from "../timeline/reassign-dialog";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import type { TaskListInput, TaskRow } from "./task-row";

type TaskBulkProps = {
  selection: SelectionHandle;
  source: TableSource<TaskRow>;
  input: TaskListInput;
};

/** As many as one hand-over takes. */
const HANDED_MAX = 1_000;
const PAGE_SIZE = 100;

/** Hands the selected tasks over to one colleague. */
export function TaskBulk({ selection, source, input }: TaskBulkProps) {
  const t = useTranslations("timeline.actions");
  const words = useTranslations("tasks.bulk");
  const errorText = useErrorText();
  const collect = useSelectedIds(selection, input);
  const [ids, setIds] = useState<number[] | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function ask(): Promise<void> {
    setBusy(true);
    try {
      setIds(await collect());
    } catch (error) {
      toast.error(errorText(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <BulkBar selection={selection} source={source} rowId={(row) => row.id}>
        <Button icon={UserRound} loading={isBusy} onClick={() => void ask()}>
          {t("reassign")}
        </Button>
      </BulkBar>
      {ids ? (
        <ReassignDialog
          eventIds={ids}
          description={words("chosen", { count: ids.length })}
          assigneeId={null}
          onClose={() => setIds(null)}
          onDone={selection.clear}
        />
      ) : null}
    </>
  );
}

/** Ids of the selected tasks; "all that match" are read page by page. */
function useSelectedIds({ value }: SelectionHandle, input: TaskListInput) {
  const utils = trpc.useUtils();
  return async (): Promise<number[]> => {
    if (value.mode === "some") return [...value.ids].map(Number).slice(0, HANDED_MAX);
    const ids: number[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: TaskRow[]; nextCursor: string | null } =
        await utils.timeline.tasks.fetch({ ...input, limit: PAGE_SIZE, cursor });
      ids.push(...page.items.map(({ id }) => id).filter((id) => isSelected(value, String(id))));
      cursor = page.nextCursor;
    } while (cursor !== null && ids.length < HANDED_MAX);
    return ids.slice(0, HANDED_MAX);
  };
}
