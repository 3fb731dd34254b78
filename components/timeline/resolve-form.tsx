"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { resolveTaskInput } from "@/server/domain/timeline/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Textarea } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { dropDraft, useDraftStart, useKeepDraft } from "./drafts";
import type { TaskRef } from "./event";
import { useTimelineChanged } from "./use-timeline-changed";

const QUICK = ["done", "noAnswer", "notNeeded"] as const;

type ResolveProps = { task: Pick<TaskRef, "id">; onDone: () => void; onCancel: () => void };

/** The result that resolves a task; Ctrl+Enter sends, the usual results are one click. */
export function ResolveForm({ task, onDone, onCancel }: ResolveProps) {
  const t = useTranslations("timeline");
  const changed = useTimelineChanged();
  const key = `resolve:${task.id}`;
  const resolve = trpc.timeline.resolveTask.useMutation();
  const form = useZodForm({
    schema: resolveTaskInput,
    initial: useDraftStart(key, { eventId: task.id, result: "" }),
    onSubmit: (input) => resolve.mutateAsync(input),
    onDone: () => {
      dropDraft(key);
      toast.success(t("done.resolved"));
      void changed();
      onDone();
    },
  });
  useKeepDraft(key, form);
  const result = useRef<HTMLTextAreaElement>(null);
  useEffect(() => result.current?.focus(), []);
  return (
    <form
      {...form.props}
      className="grid gap-2"
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.shiftKey) return;
        if (!(event.target instanceof HTMLTextAreaElement)) return;
        event.preventDefault();
        void form.submit();
      }}
    >
      <Field label={t("fields.result")} error={form.error("result")} required>
        <Textarea {...form.text("result")} ref={result} data-autofocus rows={2} />
      </Field>
      <div className="flex flex-wrap gap-1">
        {QUICK.map((quick) => (
          <Button
            key={quick}
            size="sm"
            kind="quiet"
            onClick={() => form.set("result", t(`results.${quick}`))}
          >
            {t(`results.${quick}`)}
          </Button>
        ))}
      </div>
      <FormActions
        submitLabel={t("actions.resolve")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
        onCancel={onCancel}
      >
        <span className="text-ink-3 text-xs coarse:hidden">{t("resolveHint")}</span>
      </FormActions>
    </form>
  );
}

type ResolveDialogProps = { task: Pick<TaskRef, "id" | "text">; onClose: () => void };

export function ResolveDialog({ task, onClose }: ResolveDialogProps) {
  const t = useTranslations("timeline");
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("resolveTitle")}
      description={task.text}
      size="sm"
    >
      <ResolveForm task={task} onDone={onClose} onCancel={onClose} />
    </Dialog>
  );
}
