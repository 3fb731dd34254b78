"use client";

import { useTranslations } from "next-intl";
import { type SaveStepInput, saveStepInput } from "@/server/domain/dunning/inputs";
import { trpc } from "../api/crm";
import { FormActions } from "../form/form-actions";
import { type Draft, useZodForm } from "../form/use-zod-form";
import { Sheet } from "../ui/sheet";
import type { Plan, PlanStep } from "./plan";
import { StepAfter, StepCharge, StepNarrow, StepWhen } from "./step-fields";
import { useDraftOutcome } from "./use-draft-outcome";

function draftOf(plan: Plan, step: PlanStep | null): Draft<SaveStepInput> {
  const base = { planId: plan.id, version: plan.version };
  if (!step) {
    const last = plan.steps.at(-1);
    return {
      ...{ ...base, stepId: null, templateId: null, currency: "CZK" },
      dayOffset: last ? last.dayOffset + 14 : 5,
      ...{ categories: last?.categories ?? [], states: last?.states ?? [], groupIds: [] },
      ...{ filter: {}, feeMinor: 0, feeDescription: "", moveTo: null, graceDays: null },
      ...{ isAuto: false, isLast: false, isPreAction: false },
    };
  }
  const { id, templateId, dayOffset, currency, categories, states, groupIds, filter } = step;
  const { feeMinor, feeDescription, moveTo, isAuto, isLast, isPreAction, graceDays } = step;
  return {
    ...{ ...base, stepId: id, templateId, dayOffset, currency, categories, states, groupIds },
    ...{ filter, feeMinor, feeDescription, moveTo, isAuto, isLast, isPreAction, graceDays },
  };
}

function useStepForm(plan: Plan, step: PlanStep | null, onClose: () => void) {
  const t = useTranslations("dunning.step");
  const { saved, failed } = useDraftOutcome(plan.id);
  const save = trpc.dunning.saveStep.useMutation();
  return useZodForm({
    schema: saveStepInput,
    initial: draftOf(plan, step),
    fieldOfCode: { "templates.not_found": "templateId" },
    onSubmit: async (input) => {
      try {
        return await save.mutateAsync({ ...input, version: plan.version });
      } catch (error) {
        // A stale draft is loaded again, so that a second try stands on what is there now.
        failed(error);
        throw error;
      }
    },
    onDone: () => {
      void saved(t("saved"));
      onClose();
    },
  });
}

export type StepForm = ReturnType<typeof useStepForm>;

type StepSheetProps = { plan: Plan; step: PlanStep | null; onClose: () => void };

/** One step of a draft: what goes when, to whom, for how much, and what follows. */
export function StepSheet({ plan, step, onClose }: StepSheetProps) {
  const t = useTranslations("dunning.step");
  const form = useStepForm(plan, step, onClose);
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(step ? "title" : "titleNew")}
      description={step?.templateName}
    >
      <form {...form.props} className="grid gap-6">
        <StepWhen form={form} />
        <StepNarrow form={form} />
        <StepCharge form={form} />
        <StepAfter form={form} />
        <FormActions
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
          className="sticky -bottom-3 -mx-4 -mb-3 border-rule border-t bg-raised px-4 py-3"
        />
      </form>
    </Sheet>
  );
}
