"use client";

import { useTranslations } from "next-intl";
import { REGISTRATIONS } from "@/db/values/portal";
import { saveRulesInput } from "@/server/domain/portal/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { useZodForm } from "../form/use-zod-form";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";

type Rules = RouterOutput["organisations"]["rules"];

/** What clients do by themselves, and what somebody of ours confirms first. */
export function RulesSection() {
  const t = useTranslations("clients.rules");
  const { data } = trpc.organisations.rules.useQuery();
  return (
    <Section title={t("title")} hint={t("hint")} className="mt-8 max-w-2xl">
      {data ? <RulesForm key={data.version} rules={data} /> : <SkeletonLines lines={5} />}
    </Section>
  );
}

const CONFIRMED = ["confirmsName", "confirmsBankAccount", "confirmsAddress"] as const;

function RulesForm({ rules }: { rules: Rules }) {
  const t = useTranslations("clients");
  const utils = trpc.useUtils();
  const save = trpc.organisations.saveRules.useMutation();
  const form = useZodForm({
    schema: saveRulesInput,
    initial: rules,
    onSubmit: async (value) => {
      await save.mutateAsync(value);
      await utils.organisations.rules.refetch();
    },
    onDone: () => toast.success(t("toast.saved")),
  });
  return (
    <form {...form.props} className="grid gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("rules.registration")} error={form.error("registration")}>
          <Select
            {...form.field("registration")}
            value={form.values.registration ?? null}
            options={REGISTRATIONS.map((value) => ({
              value,
              label: t(`rules.registrations.${value}`),
            }))}
          />
        </Field>
        <Field label={t("rules.letterDays")} error={form.error("letterDays")}>
          <NumberInput {...form.field("letterDays")} value={form.values.letterDays ?? null} />
        </Field>
      </div>
      <fieldset className="flex flex-wrap gap-4">
        <legend className="pb-1 font-[550] text-ink-2">{t("rules.confirms")}</legend>
        {CONFIRMED.map((name) => (
          <Checkbox
            key={name}
            checked={form.values[name] ?? false}
            onChange={(isOn) => form.set(name, isOn)}
            label={t(`rules.${name}`)}
          />
        ))}
      </fieldset>
      <FormActions
        submitLabel={t("rules.save")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
      />
    </form>
  );
}
