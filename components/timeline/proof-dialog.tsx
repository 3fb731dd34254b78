"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Day, dayOf } from "@/server/kernel/days";
import { trpc } from "../api/crm";
import { DayInput } from "../form/day-input";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { TimelineEvent } from "./event";
import { useTimelineChanged } from "./use-timeline-changed";

type ProofProps = { event: TimelineEvent; onClose: () => void };

/** Asks on which day a document shows that the pre-action notice was posted. */
export function ProofDialog({ event, onClose }: ProofProps) {
  const t = useTranslations("timeline.proof");
  const errorText = useErrorText();
  const changed = useTimelineChanged();
  const mark = trpc.timeline.markDispatchProof.useMutation();
  const today = dayOf(new Date());
  const [day, setDay] = useState<Day | null>(event.preActionPostedOn);
  const [error, setError] = useState<string>();
  const [isMissing, setMissing] = useState(false);
  const isAhead = day !== null && day > today;

  async function save(): Promise<void> {
    setMissing(day === null);
    if (day === null || isAhead) return;
    try {
      await mark.mutateAsync({ eventId: event.id, version: event.version, postedOn: day });
      toast.success(t("marked"));
      onClose();
    } catch (caught) {
      setError(errorText(caught));
    }
    // Also after a refusal: somebody may have changed the event meanwhile.
    void changed();
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={event.fileName ?? ""}
      size="sm"
    >
      <form
        className="grid gap-3"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          submitted.stopPropagation();
          void save();
        }}
      >
        <p className="text-ink-2 text-sm">{t("explanation")}</p>
        <Field
          label={t("postedOn")}
          error={isAhead ? t("dayAhead") : isMissing ? t("dayMissing") : undefined}
          required
        >
          <DayInput
            value={day}
            onChange={(next) => {
              setDay(next);
              setError(undefined);
              setMissing(false);
            }}
            isAllowed={(each) => each <= today}
            data-autofocus
          />
        </Field>
        <FormActions
          submitLabel={t("mark")}
          isSubmitting={mark.isPending}
          error={error}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
