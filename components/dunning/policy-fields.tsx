"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { GATHERINGS, SKIP_POLICIES } from "@/db/values/dunning";
import { savePlanInput } from "@/server/domain/dunning/inputs";
import { trpc } from "../api/crm";
import { RadioGroup } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Section } from "../ui/section";
import type { Plan } from "./plan";
import { useDraftOutcome } from "./use-draft-outcome";

const draftOf = ({ id, version, name, skipPolicy, gathering }: Plan) => ({
  ...{ planId: id, version, name, skipPolicy, gathering },
});

/** Name of a plan and how it behaves; each way is told in one sentence. */
export function PolicyFields({ plan, isEditable }: { plan: Plan; isEditable: boolean }) {
  const t = useTranslations("dunning.editor");
  const plans = useTranslations("dunning.plans");
  const { saved } = useDraftOutcome(plan.id);
  const save = trpc.dunning.savePlan.useMutation();
  const form = useZodForm({
    schema: savePlanInput,
    initial: draftOf(plan),
    // The version is that of the page: steps saved meanwhile by this person are no foreign change.
    onSubmit: (input) => save.mutateAsync({ ...input, version: plan.version }),
    onDone: () => void saved(t("savedPlan")),
  });
  const { isDirty, reset } = form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version alone brings new values.
  useEffect(() => {
    if (!isDirty) reset(draftOf(plan));
  }, [plan.version]);
  return (
    <Section title={t("policies")}>
      <form {...form.props} className="grid gap-4">
        <fieldset disabled={!isEditable} className="grid min-w-0 gap-4">
          <Field label={plans("name")} error={form.error("name")} required className="max-w-md">
            <TextInput {...form.text("name")} readOnly={!isEditable} />
          </Field>
          <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
            <Field label={t("skipPolicy")} error={form.error("skipPolicy")}>
              <RadioGroup
                {...form.field("skipPolicy")}
                value={form.values.skipPolicy ?? null}
                disabled={!isEditable}
                options={SKIP_POLICIES.map((value) => ({
                  ...{ value, label: t(value), hint: t(`${value}Hint`) },
                }))}
              />
            </Field>
            <Field label={t("gathering")} error={form.error("gathering")}>
              <RadioGroup
                {...form.field("gathering")}
                value={form.values.gathering ?? null}
                disabled={!isEditable}
                options={GATHERINGS.map((value) => ({
                  ...{ value, label: t(value), hint: t(`${value}Hint`) },
                }))}
              />
            </Field>
          </div>
        </fieldset>
        {isEditable && (isDirty || form.formError) ? (
          <FormActions isSubmitting={form.isSubmitting} error={form.formError} />
        ) : null}
      </form>
    </Section>
  );
}
