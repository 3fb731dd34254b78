"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ColleagueSelect } from "./colleague-select";
import { useTaskActions } from "./use-task-actions";

export type ReassignDialogProps = {
  eventIds: number[];
  /** Text of the one task, or how many there are. */
  description: string;
  assigneeId: number | null;
  onClose: () => void;
  onDone?: () => void;
};

/** Gives tasks to somebody, or takes them from everybody. */
export function ReassignDialog(props: ReassignDialogProps) {
  const { eventIds, description, onClose, onDone } = props;
  const t = useTranslations("timeline");
  const errorText = useErrorText();
  const { reassign } = useTaskActions();
  const [assigneeId, setAssigneeId] = useState(props.assigneeId);
  const [error, setError] = useState<string>();
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("reassignTitle")}
      description={description}
      confirmLabel={t("actions.reassign")}
      error={error}
      onConfirm={async () => {
        try {
          await reassign(eventIds, assigneeId);
          onDone?.();
          onClose();
        } catch (caught) {
          setError(errorText(caught));
        }
      }}
    >
      <Field label={t("fields.assignee")}>
        <ColleagueSelect label={t("fields.assignee")} value={assigneeId} onChange={setAssigneeId} />
      </Field>
    </ConfirmDialog>
  );
}
