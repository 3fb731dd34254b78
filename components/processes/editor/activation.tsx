"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../../api/crm";
import { ConfirmVerb } from "../../form/confirm-verb";
import { Field } from "../../form/field";
import { TextInput } from "../../form/text-input";
import { Button } from "../../ui/button";
import { Section } from "../../ui/section";
import type { DraftState } from "./use-draft";

type ActivationProps = { category: string; number: number; state: DraftState };

/** The draft put in force, or thrown away; both are asked once more. */
export function Activation({ category, number, state }: ActivationProps) {
  const t = useTranslations("processes.editor");
  const utils = trpc.useUtils();
  const [note, setNote] = useState("");
  const [asked, setAsked] = useState<"activate" | "discard" | null>(null);
  const refresh = () => Promise.all([utils.processes.invalidate(), utils.cases.invalidate()]);
  const activate = trpc.processes.activateDraft.useMutation({ onSuccess: refresh });
  const discard = trpc.processes.discardDraft.useMutation({ onSuccess: refresh });
  const draft = () => ({ category, revision: state.revision.current });
  return (
    <Section title={t("activation")} hint={t("activationHint")} level={3}>
      <div className="flex flex-wrap gap-3">
        <Button
          kind="primary"
          disabled={state.hasFault || !state.isKept}
          onClick={() => setAsked("activate")}
        >
          {t("activate")}
        </Button>
        <Button kind="danger-quiet" onClick={() => setAsked("discard")}>
          {t("discard")}
        </Button>
      </div>
      {asked === "activate" ? (
        <ConfirmVerb
          title={t("activateTitle", { number })}
          description={t("activateText")}
          confirmLabel={t("activate")}
          doneText={t("activated", { number })}
          danger={false}
          run={() => activate.mutateAsync({ ...draft(), note })}
          onClose={() => setAsked(null)}
        >
          <Field label={t("note")}>
            <TextInput value={note} onChange={setNote} maxLength={500} autoComplete="off" />
          </Field>
        </ConfirmVerb>
      ) : null}
      {asked === "discard" ? (
        <ConfirmVerb
          title={t("discardTitle")}
          description={t("discardText")}
          confirmLabel={t("discard")}
          doneText={t("discarded")}
          run={() => discard.mutateAsync(draft())}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </Section>
  );
}
