"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import type { Process } from "../workflow/processes";
import type { CaseDetail } from "./case-detail";
import { QuickCaseFields, useQuickCase } from "./quick-case-form";
import { noQuickDraft } from "./quick-draft";

type AssignmentDialogProps = { detail: CaseDetail; process: Process; onClose: () => void };

/** An assignment about this case: what, by when, who does it and who verifies it. */
export function AssignmentDialog({ detail, process, onClose }: AssignmentDialogProps) {
  const t = useTranslations("cases.assignments");
  const tShell = useTranslations("shell.actions");
  const formId = useId();
  const [draft, onDraft] = useState(noQuickDraft);
  const form = useQuickCase({
    ...{ process, parentCaseId: detail.id, draft, onDraft, onOpened: onClose },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("new")}
      description={t("about", { refNo: detail.refNo })}
      size="lg"
      footer={
        <>
          <DialogClose>
            <Button>{tShell("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} kind="primary" loading={form.isOpening}>
            {t("give")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={form.submit} noValidate>
        <QuickCaseFields form={form} />
      </form>
    </Dialog>
  );
}
