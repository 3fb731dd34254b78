"use client";

import { useTranslations } from "next-intl";
import { saveLeadRuleInput } from "@/server/domain/leads/inputs";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { Combobox } from "../form/combobox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { useProcesses } from "../workflow/processes";
import { LabelsField } from "./labels-field";
import type { LeadRule } from "./lead-rules-section";
import { TargetFields } from "./target-fields";
import { WordsField } from "./words-field";

function useRuleForm(rule: LeadRule | null, onClose: () => void) {
  const t = useTranslations("leads.rules");
  const utils = trpc.useUtils();
  const save = trpc.leads.saveRule.useMutation();
  const initial = {
    ...{ ruleId: rule?.id, version: rule?.version ?? 0, name: rule?.name ?? "" },
    ...{ isActive: rule?.isActive ?? true, sender: rule?.sender ?? "" },
    ...{ words: [...(rule?.words ?? [])], labels: [...(rule?.labels ?? [])] },
    ...{ requestSource: rule?.requestSource ?? null, teamId: rule?.teamId ?? null },
    operatorId: rule?.operatorId ?? null,
    distribution: rule?.distribution ?? ("round_robin" as const),
  };
  return useZodForm({
    schema: saveLeadRuleInput,
    initial,
    onSubmit: async (value) => {
      await save.mutateAsync(value);
      await utils.leads.rules.invalidate();
    },
    onDone: () => {
      toast.success(t("saved"));
      onClose();
    },
  });
}

type LeadRuleDialogProps = { rule: LeadRule | null; onClose: () => void };

/** Which mails a rule is meant for, what it reads out of them, and whose they are. */
export function LeadRuleDialog({ rule, onClose }: LeadRuleDialogProps) {
  const t = useTranslations("leads.rules");
  const form = useRuleForm(rule, onClose);
  const { values } = form;
  const fields = useProcesses().of("deal")?.fields ?? [];
  const sources = fields.find(({ key }) => key === "requestSource")?.choices ?? [];
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(rule ? "editTitle" : "add")}
    >
      <form {...form.props} className="grid gap-4">
        <Field label={t("name")} error={form.error("name")} required>
          <TextInput {...form.text("name")} autoComplete="off" />
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("sender")} hint={t("senderHint")} error={form.error("sender")}>
            <TextInput {...form.text("sender")} autoComplete="off" />
          </Field>
          <WordsField
            label={t("words")}
            hint={t("wordsHint")}
            error={form.error("words.0")}
            value={values.words ?? []}
            onChange={(words) => form.set("words", words)}
          />
        </div>
        <LabelsField
          legend={t("labels")}
          hint={t("labelsHint")}
          value={values.labels ?? []}
          onChange={(labels) => form.set("labels", labels)}
        />
        <Field label={t("source")}>
          <Combobox
            label={t("source")}
            value={values.requestSource ?? null}
            clearable
            options={sources.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(source) => form.set("requestSource", source)}
          />
        </Field>
        <RuleTarget form={form} />
        <Checkbox
          label={t("isActive")}
          checked={values.isActive ?? true}
          onChange={(isOn) => form.set("isActive", isOn)}
        />
        <FormActions
          submitLabel={t("save")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function RuleTarget({ form }: { form: ReturnType<typeof useRuleForm> }) {
  const { teamId, operatorId, distribution } = form.values;
  return (
    <TargetFields
      value={{
        teamId: teamId ?? null,
        operatorId: operatorId ?? null,
        distribution: distribution ?? "round_robin",
      }}
      onChange={(next) => {
        form.set("teamId", next.teamId);
        form.set("operatorId", next.operatorId);
        form.set("distribution", next.distribution);
      }}
    />
  );
}
