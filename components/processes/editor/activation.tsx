"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../../api/crm";
import { useErrorText } from "../../form/error-text";
import { Field } from "../../form/field";
import { TextInput } from "../../form/text-input";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Section } from "../../ui/section";
import { toast } from "../../ui/toast";
import type { DraftState } from "./use-draft";

/** The draft put in force, or thrown away. */
export function Activation({ category, state }: { category: string; state: DraftState }) {
  const t = useTranslations("processes.editor");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const [note, setNote] = useState("");
  const [isLeaving, setLeaving] = useState(false);
  const refresh = () => Promise.all([utils.processes.invalidate(), utils.cases.invalidate()]);
  const activate = trpc.processes.activateDraft.useMutation({
    onSuccess: async ({ number }) => {
      toast.success(t("activated", { number }));
      await refresh();
    },
  });
  const discard = trpc.processes.discardDraft.useMutation({ onSuccess: refresh });
  const hasFault = state.problems.some(({ isWarning }) => !isWarning);
  const error = activate.error ?? discard.error;
  return (
    <Section title={t("activation")} hint={t("activationHint")} level={3}>
      {error ? <Banner tone="danger" title={errorText(error)} /> : null}
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t("note")} className="w-80 max-w-full">
          <TextInput value={note} onChange={setNote} maxLength={500} />
        </Field>
        <Button
          kind="primary"
          disabled={hasFault || !state.isKept}
          loading={activate.isPending}
          onClick={() => activate.mutate({ category, revision: state.revision.current, note })}
        >
          {t("activate")}
        </Button>
        <Button kind="danger-quiet" onClick={() => setLeaving(true)}>
          {t("discard")}
        </Button>
      </div>
      <ConfirmDialog
        open={isLeaving}
        onOpenChange={setLeaving}
        title={t("discardTitle")}
        confirmLabel={t("discard")}
        onConfirm={() => discard.mutate({ category, revision: state.revision.current })}
      />
    </Section>
  );
}
