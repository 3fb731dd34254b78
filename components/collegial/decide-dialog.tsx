"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import type { CollegialKind, CollegialOutcome } from "@/db/values/collegial";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Textarea } from "../form/text-input";
import { Banner } from "../ui/banner";
import { Button, ButtonLink } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { DecideFiles } from "./decide-files";
import { useCollegialChanged } from "./use-collegial-changed";

export type Deciding = {
  actionId: number;
  kind: CollegialKind;
  caseId: number;
  /** Who asks for it, and what they wrote. */
  assignedName: string;
  note: string;
  /** For whom one stands in. */
  forId: number | null;
  forName: string | null;
  /** Given where one does not stand on the page of the case. */
  of?: { refNo: string; title: string };
};

/** The question itself: for or against, with a word about it. Enter alone decides nothing. */
export function DecideDialog({ action, onClose }: { action: Deciding; onClose: () => void }) {
  const t = useTranslations("collegial");
  const form = useDecision(action, onClose);
  const { kind, caseId, forName, note, of } = action;
  const formId = useId();
  const isAcknowledgement = kind === "acknowledge";
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={of ? `${t(`kind.${kind}`)}: ${of.title || of.refNo}` : t(`kind.${kind}`)}
      description={forName ? t("decide.onBehalfOf", { name: forName }) : undefined}
      size="sm"
      footer={
        <>
          {of ? (
            <ButtonLink href={`/cases/${caseId}`} kind="quiet" className="mr-auto">
              {t("decide.open")}
            </ButtonLink>
          ) : null}
          {isAcknowledgement ? null : (
            <Button
              kind="danger-quiet"
              loading={form.sending === "negative"}
              onClick={() => void form.decide("negative")}
            >
              {t(`act.${kind}.negative`)}
            </Button>
          )}
          <Button type="submit" form={formId} kind="primary" loading={form.sending === "positive"}>
            {t(`act.${kind}.positive`)}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="grid gap-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          event.stopPropagation();
          void form.decide("positive");
        }}
      >
        <div>
          <p className="text-ink-2 text-xs">{t("decide.askedBy", { name: action.assignedName })}</p>
          {note ? <p className="whitespace-pre-line">{note}</p> : null}
        </div>
        <DecideFiles caseId={caseId} kind={kind} />
        {form.error ? (
          <Banner tone="danger" role="alert">
            {form.error}
          </Banner>
        ) : null}
        <Field
          label={t("decide.comment")}
          hint={isAcknowledgement ? undefined : t("decide.commentHint")}
          error={form.isCommentMissing ? t("errors.comment_required") : undefined}
        >
          <Textarea value={form.comment} onChange={form.setComment} rows={3} maxLength={2_000} />
        </Field>
      </form>
    </Dialog>
  );
}

function useDecision(action: Deciding, onClose: () => void) {
  const t = useTranslations("collegial.decide");
  const errorText = useErrorText();
  const changed = useCollegialChanged();
  const mutation = trpc.collegial.decide.useMutation();
  const [comment, setComment] = useState("");
  const [isCommentMissing, setMissing] = useState(false);
  const [sending, setSending] = useState<CollegialOutcome | null>(null);

  async function decide(outcome: CollegialOutcome): Promise<void> {
    if (sending) return;
    const isMissing = outcome === "negative" && comment.trim() === "";
    setMissing(isMissing);
    if (isMissing) return;
    setSending(outcome);
    const { actionId, forId } = action;
    const isDone = await mutation
      .mutateAsync({ actionId, outcome, comment, ...(forId ? { onBehalfOfId: forId } : {}) })
      .then(() => true)
      .catch(() => false);
    setSending(null);
    // Refused, the list is asked again too: somebody was faster, or it was taken back.
    await changed();
    if (!isDone) return;
    toast.success(t("done"));
    onClose();
  }
  return {
    ...{ comment, isCommentMissing, sending, decide },
    setComment: (text: string) => {
      setComment(text);
      setMissing(false);
    },
    error: mutation.error ? errorText(mutation.error) : null,
  };
}
