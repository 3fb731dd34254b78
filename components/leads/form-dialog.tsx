"use client";

import { useTranslations } from "next-intl";
import { saveLeadFormInput } from "@/server/domain/leads/inputs";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { NumberInput } from "../form/number-input";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { LeadForm } from "./forms-section";
import { LabelsField } from "./labels-field";
import { TargetFields } from "./target-fields";
import { WordsField } from "./words-field";

/** What a form of a web site usually asks; the names are those of its inputs. */
const USUAL = [
  { label: "name", field: "contactName" },
  { label: "company", field: "company" },
  { label: "email", field: "siteEmail" },
  { label: "phone", field: "contactPhone" },
  { label: "message", field: "description" },
];
const HOURLY_MAX = 10;

function useLeadForm(form: LeadForm | null, onClose: () => void) {
  const t = useTranslations("leads.forms");
  const utils = trpc.useUtils();
  const save = trpc.leads.saveForm.useMutation();
  const initial = {
    ...{ formId: form?.id, version: form?.version ?? 0, name: form?.name ?? "" },
    ...{ isActive: form?.isActive ?? true, origins: form?.origins ?? [] },
    ...{ labels: form?.labels ?? USUAL, asksProof: form?.asksProof ?? true },
    ...{ hourlyMax: form?.hourlyMax ?? HOURLY_MAX, teamId: form?.teamId ?? null },
    operatorId: form?.operatorId ?? null,
    distribution: form?.distribution ?? ("round_robin" as const),
  };
  return useZodForm({
    schema: saveLeadFormInput,
    initial,
    onSubmit: async (value) => {
      await save.mutateAsync(value);
      await utils.leads.forms.invalidate();
    },
    onDone: () => {
      toast.success(t("saved"));
      onClose();
    },
  });
}

/** From where a form may send, what fills which field, and who gets what comes. */
export function FormDialog({
  form: edited,
  onClose,
}: {
  form: LeadForm | null;
  onClose: () => void;
}) {
  const t = useTranslations("leads.forms");
  const form = useLeadForm(edited, onClose);
  const { values } = form;
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(edited ? "editTitle" : "add")}
    >
      <form {...form.props} className="grid gap-4">
        <Field label={t("name")} error={form.error("name")} required>
          <TextInput {...form.text("name")} autoComplete="off" />
        </Field>
        <WordsField
          label={t("origins")}
          hint={t("originsHint")}
          error={form.error("origins") ?? form.error("origins.0")}
          value={values.origins ?? []}
          onChange={(origins) => form.set("origins", origins)}
        />
        <LabelsField
          legend={t("labels")}
          hint={t("labelsHint")}
          value={values.labels ?? []}
          onChange={(labels) => form.set("labels", labels)}
        />
        <TargetFields
          value={{
            teamId: values.teamId ?? null,
            operatorId: values.operatorId ?? null,
            distribution: values.distribution ?? "round_robin",
          }}
          onChange={(next) => {
            form.set("teamId", next.teamId);
            form.set("operatorId", next.operatorId);
            form.set("distribution", next.distribution);
          }}
        />
        <Field label={t("hourlyMax")} hint={t("hourlyMaxHint")} error={form.error("hourlyMax")}>
          <NumberInput {...form.field("hourlyMax")} value={values.hourlyMax ?? null} />
        </Field>
        <Checkbox
          label={t("asksProof")}
          hint={t("asksProofHint")}
          checked={values.asksProof ?? true}
          onChange={(isOn) => form.set("asksProof", isOn)}
        />
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
