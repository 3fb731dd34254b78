"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps, KeyboardEvent, ReactNode } from "react";
import { FormActions } from "../form/form-actions";
import { toast } from "../ui/toast";
import { dropDraft, useKeepDraft } from "./drafts";
import type { TimelineEvent } from "./event";
import { useTimelineChanged } from "./use-timeline-changed";

export type EventFormProps = {
  caseId: number;
  /** Given, it is changed; left out, a new one is written. */
  event?: TimelineEvent;
  onDone: () => void;
  onCancel: () => void;
};

/** Under which key an unsent form of this kind is kept; a change of an event keeps its own. */
export function draftKey(kind: string, { caseId, event }: EventFormProps): string {
  return event ? `event:${event.id}` : `${kind}:${caseId}`;
}

/** What happens once the server has taken an event. */
export function useEventDone(key: string, { event, onDone }: EventFormProps): () => void {
  const t = useTranslations("timeline");
  const changed = useTimelineChanged();
  return () => {
    dropDraft(key);
    toast.success(event ? t("done.saved") : t("compose.added"));
    void changed();
    onDone();
  };
}

type HandledForm = {
  props: Pick<ComponentProps<"form">, "ref" | "onSubmit" | "noValidate">;
  submit: () => Promise<void>;
  isSubmitting: boolean;
  formError: string | undefined;
  values: object;
  isDirty: boolean;
};

type FrameProps = {
  form: HandledForm;
  draft: string;
  of: EventFormProps;
  children: ReactNode;
};

/** Fields over the foot; Ctrl+Enter sends from anywhere inside, Escape in a text leaves. */
export function EventFormFrame({ form, draft, of, children }: FrameProps) {
  const t = useTranslations("timeline.compose");
  useKeepDraft(draft, form);
  function press(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void form.submit();
  }
  return (
    <form {...form.props} onKeyDown={press} className="grid gap-3">
      {children}
      <FormActions
        submitLabel={of.event ? undefined : t("save")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
        onCancel={of.onCancel}
      >
        <span className="text-ink-3 text-xs coarse:hidden">{t("sendHint")}</span>
      </FormActions>
    </form>
  );
}
