"use client";

import { useTranslations } from "next-intl";
import { retentionTermsInput } from "@/server/domain/requests/inputs";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { NumberInput } from "../form/number-input";
import { useZodForm } from "../form/use-zod-form";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";

type Terms = RouterOutput["portal"]["retention"];

/** For how many years the law makes the tenant keep records of money. */
export function RetentionForm() {
  const t = useTranslations("requests.retention");
  const isMine = useMay()("privacy:decide");
  const { data } = trpc.portal.retention.useQuery(undefined, { enabled: isMine });
  if (!data) return null;
  return (
    <Section title={t("title")} className="max-w-2xl">
      <p className="mb-3 text-ink-2">{t("hint")}</p>
      <TermsForm key={data.version} terms={data} />
    </Section>
  );
}

function TermsForm({ terms }: { terms: Terms }) {
  const t = useTranslations("requests.retention");
  const utils = trpc.useUtils();
  const save = trpc.portal.saveRetention.useMutation();
  const form = useZodForm({
    schema: retentionTermsInput,
    initial: terms,
    onSubmit: async (input) => {
      await save.mutateAsync(input);
      await utils.portal.retention.refetch();
    },
    onDone: () => toast.success(t("saved")),
  });
  return (
    <form {...form.props} className="grid gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("accounting")} error={form.error("accountingYears")}>
          <NumberInput
            {...form.field("accountingYears")}
            value={form.values.accountingYears ?? null}
          />
        </Field>
        <Field label={t("aml")} hint={t("amlHint")} error={form.error("amlYears")}>
          <NumberInput {...form.field("amlYears")} value={form.values.amlYears ?? null} />
        </Field>
      </div>
      <FormActions
        submitLabel={t("save")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
      />
    </form>
  );
}
