"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { draftPlanInput } from "@/server/domain/dunning/inputs";
import { formatDay } from "@/server/kernel/days";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";

type DraftDialogProps = { hasActive: boolean; onClose: () => void };

/** Makes a draft and opens it: a copy of the plan in force, or the first one. */
export function DraftDialog({ hasActive, onClose }: DraftDialogProps) {
  const t = useTranslations("dunning.plans");
  const day = formatDay(useToday(), useLocale());
  const router = useRouter();
  const utils = trpc.useUtils();
  const draft = trpc.dunning.draft.useMutation();
  const form = useZodForm({
    schema: draftPlanInput,
    initial: { name: hasActive ? t("nameDefault", { day }) : "" },
    onSubmit: (input) => draft.mutateAsync(input),
    onDone: ({ planId }) => {
      void utils.dunning.plans.invalidate();
      router.push(`/dunning/plans/${planId}`);
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("draftTitle")}
      description={t(hasActive ? "draftHint" : "draftEmpty")}
      size="sm"
    >
      <form {...form.props} className="grid gap-3">
        <Field label={t("name")} error={form.error("name")} required>
          <TextInput {...form.text("name")} />
        </Field>
        <FormActions
          submitLabel={t("create")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
