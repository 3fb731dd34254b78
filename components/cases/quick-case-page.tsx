"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { type Dispatch, type SetStateAction, useState } from "react";
import { useAccount } from "../access/account";
import { useErrorText } from "../form/error-text";
import { FormActions } from "../form/form-actions";
import { PageBody, PageHeader } from "../shell/page-header";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { Segmented } from "../ui/segmented";
import { SkeletonLines } from "../ui/skeleton";
import { type Process, useProcesses } from "../workflow/processes";
import { QuickCaseFields, useQuickCase } from "./quick-case-form";
import { noQuickDraft, type QuickDraft } from "./quick-draft";

/** Opens a deal, an assignment … with a few fields; from everywhere, and by keyboard alone. */
export function QuickCasePage() {
  const t = useTranslations("cases");
  const processes = useProcesses();
  const errorText = useErrorText();
  const { role } = useAccount();
  const [category, setCategory] = useQueryState("category", parseAsString.withDefault(""));
  const [draft, onDraft] = useState(noQuickDraft);
  const mine = processes.categories.filter(
    (each) => each.openRoles.includes(role) && each.fields.some((field) => field.isQuick),
  );
  const process = mine.find((each) => each.category === category) ?? mine[0];
  return (
    <>
      <PageHeader
        title={t("quick.title")}
        breadcrumbs={[{ label: t("title"), href: "/cases" }]}
        aside={
          mine.length > 1 && process ? (
            <Segmented
              label={t("list.category")}
              value={process.category}
              onChange={(value) => void setCategory(value)}
              options={mine.map((each) => ({ value: each.category, label: each.name }))}
            />
          ) : null
        }
      />
      <PageBody>
        {processes.error ? (
          <ErrorState onRetry={processes.refetch}>{errorText(processes.error)}</ErrorState>
        ) : null}
        {processes.isPending ? <SkeletonLines lines={8} /> : null}
        {process ? <QuickForm key={process.category} {...{ process, draft, onDraft }} /> : null}
        {!process && !processes.isPending && !processes.error ? (
          <EmptyState title={t("quick.nothing")} />
        ) : null}
      </PageBody>
    </>
  );
}

type QuickFormProps = {
  process: Process;
  draft: QuickDraft;
  onDraft: Dispatch<SetStateAction<QuickDraft>>;
};

function QuickForm({ process, draft, onDraft }: QuickFormProps) {
  const t = useTranslations("cases.quick");
  const router = useRouter();
  const onOpened = ({ caseId }: { caseId: number }) => router.push(`/cases/${caseId}`);
  const form = useQuickCase({ process, draft, onDraft, onOpened });
  return (
    <form onSubmit={form.submit} noValidate className="grid max-w-3xl gap-5">
      <QuickCaseFields form={form} />
      <FormActions submitLabel={t("submit")} isSubmitting={form.isOpening} error={null} />
    </form>
  );
}
