"use client";

import { useTranslations } from "next-intl";
import { CaseBalance } from "../cases/case-balance";
import { CaseTimeline } from "../timeline/case-timeline";
import { ButtonLink } from "../ui/button";
import { Sheet } from "../ui/sheet";
import type { TaskRow } from "./task-row";

/** The case of a task beside the list: what happened on it, and its tasks to be done there. */
export function TaskPeek({ task, onClose }: { task: TaskRow; onClose: () => void }) {
  const t = useTranslations("timeline.actions");
  const { balanceCzkMinor, balanceEurMinor } = task;
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      size="lg"
      title={
        <>
          <span className="code-figures">{task.refNo}</span> {task.debtorName}
        </>
      }
      description={<CaseBalance {...{ balanceCzkMinor, balanceEurMinor }} claimCount={1} />}
      actions={
        <ButtonLink href={`/cases/${task.caseId}`} size="sm">
          {t("openCase")}
        </ButtonLink>
      }
    >
      <CaseTimeline caseId={task.caseId} />
    </Sheet>
  );
}
