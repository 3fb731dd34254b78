"use client";

import { useTranslations } from "next-intl";
import { TASK_PRIORITIES } from "@/db/values/cases";
import { addTaskInput } from "@/server/domain/timeline/inputs";
import { useAccount } from "../access/account";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { Textarea, TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { ColleagueSelect } from "./colleague-select";
import { useDraftStart } from "./drafts";
import { DueFields } from "./due-fields";
import type { TimelineEvent } from "./event";
import { draftKey, EventFormFrame, type EventFormProps, useEventDone } from "./event-form";

/** A task; with a place a meeting. */
export function TaskForm(props: EventFormProps) {
  const t = useTranslations("timeline");
  const key = draftKey("task", props);
  const form = useTask(key, props);
  const { values } = form;
  return (
    <EventFormFrame form={form} draft={key} of={props}>
      <Field label={t("fields.what")} error={form.error("text")} required>
        <Textarea {...form.text("text")} data-autofocus rows={2} />
      </Field>
      <DueFields
        dueAt={values.dueAt ?? null}
        isAllDay={values.isAllDay ?? true}
        error={form.error("dueAt")}
        onChange={(dueAt, isAllDay) => {
          form.set("dueAt", dueAt);
          form.set("isAllDay", isAllDay);
        }}
      />
      <div className="grid gap-3 sm:grid-cols-[1fr_1fr_8rem]">
        <Field label={t("fields.assignee")} error={form.error("assigneeId")}>
          <ColleagueSelect
            label={t("fields.assignee")}
            value={values.assigneeId ?? null}
            onChange={(assigneeId) => form.set("assigneeId", assigneeId)}
          />
        </Field>
        <Field
          label={t("fields.place")}
          error={form.error("place")}
          hint={values.place ? t("fields.placeHint") : undefined}
        >
          <TextInput {...form.text("place")} placeholder={t("fields.placePlaceholder")} />
        </Field>
        <Field label={t("fields.priority")} error={form.error("priority")}>
          <Select
            value={values.priority ?? "normal"}
            onChange={(priority) => form.set("priority", priority)}
            options={TASK_PRIORITIES.map((value) => ({ value, label: t(`priority.${value}`) }))}
          />
        </Field>
      </div>
    </EventFormFrame>
  );
}

function startOf(caseId: number, event: TimelineEvent | undefined, me: number) {
  return {
    caseId,
    text: event?.text ?? "",
    dueAt: event?.dueAt ?? null,
    isAllDay: event?.isAllDay ?? true,
    assigneeId: event ? event.assigneeId : me,
    place: event?.place ?? "",
    priority: event?.priority ?? ("normal" as const),
  };
}

function useTask(key: string, props: EventFormProps) {
  const { caseId, event } = props;
  const { operatorId } = useAccount();
  const add = trpc.timeline.addTask.useMutation();
  const edit = trpc.timeline.edit.useMutation();
  return useZodForm({
    schema: addTaskInput,
    initial: useDraftStart(key, startOf(caseId, event, operatorId)),
    fieldOfCode: { "timeline.assignee_not_found": "assigneeId" },
    onSubmit: async (input) => {
      if (!event) return void (await add.mutateAsync(input));
      const { caseId: _, place, ...rest } = input;
      const version = { eventId: event.id, version: event.version };
      await edit.mutateAsync({ ...version, ...rest, place: place || null });
    },
    onDone: useEventDone(key, props),
  });
}
