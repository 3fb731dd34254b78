"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { editEventInput } from "@/server/domain/timeline/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { Textarea, TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Button } from "../ui/button";
import { FileDrop } from "../ui/file-drop";
import { useDraftStart } from "./drafts";
import { draftKey, EventFormFrame, type EventFormProps, useEventDone } from "./event-form";
import { UploadList } from "./upload-list";
import { useUploads } from "./use-uploads";

/** As the server has it; an honest word before 64 MB have travelled in vain. */
export const FILE_BYTES_MAX = 64 * 1024 * 1024;

/** Files to a case with a word about them, or the word of a document that is there. */
export function DocumentForm(props: EventFormProps) {
  return props.event ? <DescriptionForm {...props} /> : <UploadForm {...props} />;
}

function UploadForm({ caseId, onDone, onCancel }: EventFormProps) {
  const t = useTranslations("timeline");
  const shell = useTranslations("shell.actions");
  const [text, setText] = useState("");
  const { running, start } = useUploads(onDone);
  return (
    <div className="grid gap-3">
      <Field label={t("fields.description")}>
        <TextInput value={text} onChange={setText} data-autofocus maxLength={2000} />
      </Field>
      <FileDrop
        multiple
        maxBytes={FILE_BYTES_MAX}
        hint={t("document.hint")}
        onFiles={(files) => {
          for (const file of files) start({ caseId, file, text: text.trim() });
        }}
      />
      <UploadList running={running} />
      <div className="flex justify-end">
        <Button onClick={onCancel}>{shell("close")}</Button>
      </div>
    </div>
  );
}

function DescriptionForm(props: EventFormProps) {
  const t = useTranslations("timeline.fields");
  const { event } = props;
  const key = draftKey("document", props);
  const edit = trpc.timeline.edit.useMutation();
  const form = useZodForm({
    schema: editEventInput.pick({ eventId: true, version: true, text: true }),
    initial: useDraftStart(key, {
      eventId: event?.id ?? 0,
      version: event?.version ?? 0,
      text: event?.text ?? "",
    }),
    onSubmit: (input) => edit.mutateAsync(input),
    onDone: useEventDone(key, props),
  });
  return (
    <EventFormFrame form={form} draft={key} of={props}>
      <Field label={t("description")} error={form.error("text")}>
        <Textarea {...form.text("text")} rows={2} />
      </Field>
    </EventFormFrame>
  );
}
