"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { trpc } from "../api/crm";
import { useGate } from "../registers/use-gate";
import { toast } from "../ui/toast";
import type { FieldDraft } from "../workflow/field-input";
import { type Process, selectorIn, useProcesses } from "../workflow/processes";
import { type Refusal, useRefusal } from "../workflow/refusal";
import { chosenIn, gapsIn, type NewCaseDraft, openCaseInputOf, withGroup } from "./new-case-draft";
import { useGroups } from "./use-case-filters";

/** Codes that speak of a field of the form that is not the process's own. */
const fieldOfCode: Record<string, string> = {
  "cases.ref_no_taken": "refNo",
  "kernel.ref_no_bad_shape": "refNo",
  "cases.state_not_openable": "state",
  "cases.role_required": "parties",
  "cases.role_once": "parties",
  "cases.group_not_found": "groupId",
};

/** The form of a new case, until the server has opened it. */
export function useNewCase(base: Process, initial: NewCaseDraft) {
  const t = useTranslations("cases");
  const router = useRouter();
  const processes = useProcesses();
  const groups = useGroups();
  const utils = trpc.useUtils();
  const open = trpc.cases.open.useMutation();
  const [draft, setDraft] = useState(initial);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [isTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const process = processes.of(draft.category, draft.fields) ?? base;
  const refusalOf = useRefusal(process);
  const rules = trpc.cases.draftRules.useQuery(
    { category: draft.category, state: draft.state, fields: selectorIn(process, draft.fields) },
    { placeholderData: (before) => before },
  );
  const gaps = gapsIn(process, draft);
  const gate = useGate({ parties: chosenIn(draft) });
  const patch = (part: Partial<NewCaseDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setRefusal(null);
  };

  function setGroup(groupId: number | null): void {
    const defaultsOf = (id: number | null) =>
      groups.data?.find((group) => group.id === id)?.defaultFields ?? {};
    const defaults = { before: defaultsOf(draft.groupId), after: defaultsOf(groupId) };
    setDraft(withGroup(draft, groupId, defaults));
    setRefusal(null);
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setTried(true);
    if (open.isPending || gate.isShut || gaps.parties.length + gaps.pairs.length > 0) return;
    setRefusal(null);
    try {
      const { caseId, refNo } = await open.mutateAsync({
        ...openCaseInputOf(draft),
        isInsolvencyConfirmed: gate.isConfirmed,
        idempotencyKey,
      });
      void utils.cases.list.invalidate();
      void utils.cases.count.invalidate();
      toast.success(t("draft.opened", { refNo }));
      router.push(`/cases/${caseId}`);
    } catch (error) {
      const refused = refusalOf(error);
      setRefusal({ ...refused, field: fieldOfCode[refused.code ?? ""] ?? refused.field });
    }
  }

  return {
    draft,
    process,
    rules: rules.data ?? {},
    patch,
    setGroup,
    setField: (key: string, value: FieldDraft) =>
      patch({ fields: { ...draft.fields, [key]: value } }),
    submit,
    isOpening: open.isPending,
    refusal,
    errorOf: (field: string) => (refusal?.field === field ? refusal.text : undefined),
    gaps: isTried ? gaps : { parties: [], pairs: [] },
    isTried,
    gate,
  };
}

export type NewCaseFormState = ReturnType<typeof useNewCase>;
