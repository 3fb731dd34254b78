"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { PageBody, PageHeader } from "../shell/page-header";
import { ErrorState } from "../ui/empty-state";
import { Card } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { PaymentForm } from "./payment-form";
import { useSettled } from "./use-settled";

const optionsMax = 20;

/** A payment whose case is found first. */
export function NewPaymentPage() {
  const t = useTranslations("payments");
  const [caseId, setCaseId] = useState<number | null>(null);
  return (
    <>
      <PageHeader
        title={t("record.title")}
        breadcrumbs={[{ label: t("title"), href: "/payments" }]}
      />
      <PageBody>
        <Card className="max-w-xl">
          <div className="grid gap-4">
            <CaseField caseId={caseId} onChange={setCaseId} />
            {caseId === null ? null : <FormOfCase key={caseId} caseId={caseId} />}
          </div>
        </Card>
      </PageBody>
    </>
  );
}

type CaseFieldProps = { caseId: number | null; onChange: (caseId: number | null) => void };

function CaseField({ caseId, onChange }: CaseFieldProps) {
  const t = useTranslations("payments.record");
  const [typed, setTyped] = useState("");
  const [chosenLabel, setChosenLabel] = useState<string>();
  const text = useSettled(typed.trim());
  const found = trpc.cases.list.useQuery(
    { filter: { text: text || undefined }, limit: optionsMax },
    { placeholderData: (before) => before },
  );
  // What answers an earlier text must not be there for Enter to choose: money would go elsewhere.
  const isCurrent = !found.isPlaceholderData && typed.trim() === text;
  const options = (isCurrent ? (found.data?.items ?? []) : []).map(({ id, refNo, debtorName }) => {
    return { value: String(id), label: `${refNo} ${debtorName}`.trim() };
  });
  return (
    <Field label={t("case")} required>
      <Combobox
        label={t("case")}
        placeholder={t("casePlaceholder")}
        value={caseId === null ? null : String(caseId)}
        valueLabel={chosenLabel}
        options={options}
        onQuery={setTyped}
        isLoading={!isCurrent || found.isFetching}
        onChange={(value, option) => {
          setChosenLabel(option?.label);
          onChange(value === null ? null : Number(value));
        }}
      />
    </Field>
  );
}

/** The case is chosen, the amount comes next. */
const focusAmount = (form: HTMLDivElement | null) =>
  form?.querySelector<HTMLInputElement>("input[name=amountMinor]")?.focus();

function FormOfCase({ caseId }: { caseId: number }) {
  const router = useRouter();
  const errorText = useErrorText();
  const query = trpc.claims.ofCase.useQuery({ caseId });
  if (query.error) {
    return <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>;
  }
  if (!query.data) return <SkeletonLines lines={8} />;
  return (
    <div ref={focusAmount}>
      <PaymentForm
        caseId={caseId}
        data={query.data}
        onDone={() => router.push(`/cases/${caseId}?tab=claims`)}
        onCancel={() => router.push("/payments")}
      />
    </div>
  );
}
