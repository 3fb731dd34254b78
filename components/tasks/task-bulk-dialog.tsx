"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { dayOf } from "@/server/kernel/days";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { Textarea } from "../form/text-input";
import { BulkForm, type BulkFormProps } from "../lists/bulk-form";
import { ColleagueSelect } from "../timeline/colleague-select";
import { usualDays } from "../timeline/prague-time";
import { type TaskBulkDraft, type TaskBulkKind, taskBulkRequest } from "./task-bulk-draft";

type TaskBulkDialogProps = Pick<
  BulkFormProps,
  "list" | "selected" | "chosen" | "onClose" | "onStarted"
> & { kind: TaskBulkKind };

/** What is to be done with many tasks, and by what values. */
export function TaskBulkDialog({ kind, ...form }: TaskBulkDialogProps) {
  const t = useTranslations("tasks.bulk");
  const [draft, setDraft] = useState<TaskBulkDraft>(() => ({
    assigneeId: null,
    day: usualDays(dayOf(new Date()))[0]?.[1] ?? null,
    result: "",
  }));
  return (
    <BulkForm {...form} title={t(kind)} request={taskBulkRequest(kind, draft)}>
      {(missing) => <Question {...{ kind, draft, setDraft, missing }} />}
    </BulkForm>
  );
}

type QuestionProps = {
  kind: TaskBulkKind;
  draft: TaskBulkDraft;
  setDraft: (draft: TaskBulkDraft) => void;
  missing: string | undefined;
};

function Question({ kind, draft, setDraft, missing }: QuestionProps) {
  const t = useTranslations("timeline.fields");
  const words = useTranslations("tasks.bulk");
  const today = dayOf(new Date());
  switch (kind) {
    case "reassign":
      return (
        <Field label={t("assignee")}>
          <ColleagueSelect
            label={t("assignee")}
            value={draft.assigneeId}
            onChange={(assigneeId) => setDraft({ ...draft, assigneeId })}
          />
        </Field>
      );
    case "reschedule":
    case "snooze": {
      const isSnooze = kind === "snooze";
      return (
        <Field
          label={t(isSnooze ? "snoozeUntil" : "due")}
          hint={isSnooze ? undefined : words("dueHint")}
          error={missing}
          required
        >
          <DayInput
            value={draft.day}
            onChange={(day) => setDraft({ ...draft, day })}
            isAllowed={isSnooze ? (each) => each > today : undefined}
          />
        </Field>
      );
    }
    case "wake":
      return <p className="text-ink-2">{words("wakeHint")}</p>;
    case "resolve":
      return (
        <Field label={t("result")} error={missing} required>
          <Textarea
            value={draft.result}
            onChange={(result) => setDraft({ ...draft, result })}
            maxLength={2_000}
          />
        </Field>
      );
  }
}
