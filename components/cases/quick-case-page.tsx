"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useAccount } from "../access/account";
import { useErrorText } from "../form/error-text";
import { FormActions } from "../form/form-actions";
import { PageBody, PageHeader } from "../shell/page-header";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { Segmented } from "../ui/segmented";
import { SkeletonLines } from "../ui/skeleton";
import { type Process, useProcesses } from "../workflow/processes";
import { QuickCaseFields, useQuickCase } from "./quick-case-form";

/** Opens a deal, an assignment … with a few fields; from everywhere, and by keyboard alone. */
export function QuickCasePage() {
  const t = useTranslations("cases");
  const processes = useProcesses();
  const errorText = useErrorText();
  const { role } = useAccount();
  const [category, setCategory] = useQueryState("category", parseAsString.withDefault(""));
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
        {processes.error ? <ErrorState>{errorText(processes.error)}</ErrorState> : null}
        {processes.isPending ? <SkeletonLines lines={8} /> : null}
        {process ? <QuickForm key={process.category} process={process} /> : null}
        {!process && !processes.isPending ? <EmptyState title={t("quick.nothing")} /> : null}
      </PageBody>
    </>
  );
}

function QuickForm({ process }: { process: Process }) {
  const t = useTranslations("cases.draft");
  const router = useRouter();
  const onOpened = ({ caseId }: { caseId: number }) => router.push(`/cases/${caseId}`);
  const form = useQuickCase({ process, onOpened });
  return (
    <form onSubmit={form.submit} noValidate className="grid max-w-3xl gap-5">
      <QuickCaseFields form={form} />
      <FormActions submitLabel={t("submit")} isSubmitting={form.isOpening} error={null} />
    </form>
  );
}
