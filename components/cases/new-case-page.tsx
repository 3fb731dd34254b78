"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useAccount } from "../access/account";
import { useErrorText } from "../form/error-text";
import { FormActions } from "../form/form-actions";
import { PageBody, PageHeader } from "../shell/page-header";
import { ErrorState } from "../ui/empty-state";
import { Segmented } from "../ui/segmented";
import { SkeletonLines } from "../ui/skeleton";
import { type Process, useProcesses } from "../workflow/processes";
import { NewCaseBasics } from "./new-case-basics";
import { carriedDraft, type NewCaseDraft, newDraft } from "./new-case-draft";
import { NewCaseFields } from "./new-case-fields";
import { NewCaseParties } from "./new-case-parties";
import { useNewCase } from "./use-new-case";

type NewCasePageProps = { category: string | null; parentCaseId: number | null };

/** A new case: what it is, who is in it, what is known of it; it may hang on another one. */
export function NewCasePage({ category: wanted, parentCaseId }: NewCasePageProps) {
  const t = useTranslations("cases");
  const processes = useProcesses();
  const errorText = useErrorText();
  const { role } = useAccount();
  const mine = processes.categories.filter((each) => each.openRoles.includes(role));
  const [category, setCategory] = useState(wanted);
  const process = mine.find((each) => each.category === category) ?? mine[0];
  const drafts = useDrafts(parentCaseId);
  return (
    <>
      <PageHeader
        title={t("new")}
        breadcrumbs={[{ label: t("title"), href: "/cases" }]}
        aside={
          mine.length > 1 && process ? (
            <Segmented
              label={t("list.category")}
              value={process.category}
              onChange={setCategory}
              options={mine.map((each) => ({ value: each.category, label: each.name }))}
            />
          ) : null
        }
      />
      <PageBody>
        {processes.error ? (
          <ErrorState onRetry={processes.refetch}>{errorText(processes.error)}</ErrorState>
        ) : null}
        {processes.isPending ? <SkeletonLines lines={10} /> : null}
        {process ? <NewCaseForm key={process.category} process={process} drafts={drafts} /> : null}
      </PageBody>
    </>
  );
}

/** What was typed by now, category by category: whoever looks at another finds it all again. */
function useDrafts(parentCaseId: number | null) {
  const me = useAccount().operatorId;
  const kept = useRef(new Map<string, NewCaseDraft>());
  const last = useRef<{ draft: NewCaseDraft; process: Process } | null>(null);
  return {
    begin(process: Process): NewCaseDraft {
      const known = kept.current.get(process.category);
      if (known) return known;
      const empty = newDraft(process, me, parentCaseId);
      return last.current ? carriedDraft(empty, last.current, process) : empty;
    },
    keep(draft: NewCaseDraft, process: Process): void {
      kept.current.set(process.category, draft);
      last.current = { draft, process };
    },
  };
}

type NewCaseFormProps = { process: Process; drafts: ReturnType<typeof useDrafts> };

function NewCaseForm({ process, drafts }: NewCaseFormProps) {
  const t = useTranslations("cases");
  const [initial] = useState(() => drafts.begin(process));
  const form = useNewCase(process, initial);
  // biome-ignore lint/correctness/useExhaustiveDependencies: kept when the draft changes.
  useEffect(() => drafts.keep(form.draft, process), [form.draft]);
  return (
    <form onSubmit={form.submit} noValidate className="grid max-w-4xl gap-6">
      <NewCaseBasics form={form} />
      <NewCaseParties form={form} />
      <NewCaseFields form={form} />
      <FormActions
        className="sticky bottom-0 z-10 -mx-1 border-rule-strong border-t bg-paper px-1 py-2.5 max-md:bottom-14"
        submitLabel={t("draft.submit")}
        isSubmitting={form.isOpening}
        disabled={form.gate.isShut}
        error={form.refusal && form.refusal.field === "" ? form.refusal.text : null}
      />
    </form>
  );
}
