"use client";

import { useTranslations } from "next-intl";
import { addNoteInput } from "@/server/domain/timeline/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { Textarea } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { useDraftStart } from "./drafts";
import { draftKey, EventFormFrame, type EventFormProps, useEventDone } from "./event-form";

/** A free note. */
export function NoteForm(props: EventFormProps) {
  const t = useTranslations("timeline");
  const { caseId, event } = props;
  const key = draftKey("note", props);
  const add = trpc.timeline.addNote.useMutation();
  const edit = trpc.timeline.edit.useMutation();
  const form = useZodForm({
    schema: addNoteInput,
    initial: useDraftStart(key, { caseId, text: event?.text ?? "" }),
    onSubmit: async ({ text }) => {
      if (event) await edit.mutateAsync({ eventId: event.id, version: event.version, text });
      else await add.mutateAsync({ caseId, text });
    },
    onDone: useEventDone(key, props),
  });
  return (
    <EventFormFrame form={form} draft={key} of={props}>
      <Field label={t("fields.text")} error={form.error("text")} hideLabel>
        <Textarea
          {...form.text("text")}
          data-autofocus
          rows={3}
          placeholder={t("compose.notePlaceholder")}
        />
      </Field>
    </EventFormFrame>
  );
}
