"use client";

import { useTranslations } from "next-intl";
import { type ComponentKind, DAY_COUNTS, type DayCount } from "@/db/values/claims";
import { overrideRuleInput } from "@/server/domain/claims/inputs";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { MoneyInput, NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Banner } from "../ui/banner";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { KindOrder } from "./kind-order";
import type { Rule } from "./rule-list-page";

type RuleDialogProps = { rule: Rule; onClose: () => void };

/** The company's own value of a figure that a lawyer has yet to confirm. */
export function RuleDialog({ rule, onClose }: RuleDialogProps) {
  const t = useTranslations("claims");
  const form = useRuleForm({ rule, onClose });
  const isOwn = form.values.value !== null;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(`rules.topics.${rule.topic}`)}
      description={rule.source}
    >
      <form {...form.props} className="grid gap-3">
        <Banner tone="warning">{t("rules.hint")}</Banner>
        <Checkbox
          label={t("rules.useOwn")}
          checked={isOwn}
          onChange={(next) => form.set("value", next ? (rule.ownValue ?? rule.value) : null)}
        />
        {isOwn ? (
          <Field label={t("rules.value")} error={form.error("value")} required>
            <ValueInput
              rule={rule}
              value={form.values.value}
              onChange={(value) => form.set("value", value)}
            />
          </Field>
        ) : null}
        <Field label={t("rules.reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions isSubmitting={form.isSubmitting} error={form.formError} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

type ValueInputProps = { rule: Rule; value: unknown; onChange: (value: unknown) => void };

function ValueInput({ rule, value, onChange }: ValueInputProps) {
  const t = useTranslations("claims");
  switch (rule.topic) {
    case "order":
      return <KindOrder value={value as ComponentKind[][]} onChange={onChange} />;
    case "dayCount":
      return (
        <Select
          value={value as DayCount}
          onChange={onChange}
          options={DAY_COUNTS.map((each) => ({ value: each, label: t(`dayCounts.${each}`) }))}
        />
      );
    case "penaltyTotalMinor":
    case "flatCostsMinor":
      return (
        <MoneyInput
          currency={rule.jurisdiction === "CZ" ? "CZK" : "EUR"}
          value={value as number}
          onChange={onChange}
        />
      );
    case "creditLimitDays":
      return <NumberInput value={value as number} onChange={onChange} />;
    default:
      return <TextInput value={String(value)} onChange={onChange} />;
  }
}

function useRuleForm({ rule, onClose }: RuleDialogProps) {
  const t = useTranslations("claims.rules");
  const utils = trpc.useUtils();
  const override = trpc.claims.overrideRule.useMutation();
  return useZodForm({
    schema: overrideRuleInput,
    initial: { figure: rule.code, value: rule.ownValue, reason: "" },
    fieldOfCode: { "claims.rule_value": "value", "claims.reason_missing": "reason" },
    onSubmit: (input) => override.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void utils.claims.invalidate();
      onClose();
    },
  });
}
