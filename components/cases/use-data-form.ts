"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { trpc } from "../api/crm";
import { toast } from "../ui/toast";
import type { FieldDraft } from "../workflow/field-input";
import type { Process } from "../workflow/processes";
import { type Refusal, useRefusal } from "../workflow/refusal";
import type { CaseDetail } from "./case-detail";
import { changedFields, changedPairs, emptyDraft, namelessPairs, type Pair } from "./data-draft";
import { useCaseChanged } from "./use-case-changed";

export const changedMeanwhile = "cases.changed_meanwhile";

type Options = { detail: CaseDetail; process: Process; onSaved: () => void };

/** The form of a case's data: holds what was touched, saves it on the version that was read. */
export function useDataForm({ detail, process, onSaved }: Options) {
  const t = useTranslations("cases.data");
  const update = trpc.cases.update.useMutation();
  const refusalOf = useRefusal(process);
  const changed = useCaseChanged();
  const [draft, setDraft] = useState(emptyDraft);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [nameless, setNameless] = useState<readonly number[]>([]);
  const fields = changedFields(detail, draft);
  const pairs = changedPairs(detail, draft);
  const isDirty = Object.keys(fields).length > 0 || pairs !== undefined;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (update.isPending) return;
    const gaps = namelessPairs(draft.pairs ?? []);
    setNameless(gaps);
    setRefusal(null);
    if (gaps.length > 0) return;
    if (!isDirty) return onSaved();
    try {
      const { id: caseId, version } = detail;
      await update.mutateAsync({ caseId, version, fields, extraFields: pairs });
      await changed(caseId);
      setDraft(emptyDraft);
      toast.success(t("saved"));
      onSaved();
    } catch (error) {
      setRefusal(refusalOf(error));
    }
  }

  return {
    submit,
    isSaving: update.isPending,
    isDirty,
    refusal,
    nameless,
    valueOf: (key: string): FieldDraft =>
      key in draft.fields ? (draft.fields[key] ?? null) : (detail.fields[key] ?? null),
    /** All values as they stand in the form. */
    values: { ...detail.fields, ...draft.fields },
    set: (key: string, value: FieldDraft) =>
      setDraft((before) => ({ ...before, fields: { ...before.fields, [key]: value } })),
    pairs: draft.pairs ?? detail.extraFields,
    setPairs: (next: readonly Pair[]) => setDraft((before) => ({ ...before, pairs: next })),
    /** Takes up what the others changed; what was touched here stays. */
    takeUp: async () => {
      await changed(detail.id);
      setRefusal(null);
    },
    reset: () => {
      setDraft(emptyDraft);
      setRefusal(null);
      setNameless([]);
    },
  };
}

export type DataForm = ReturnType<typeof useDataForm>;
