"use client";

import { useTranslations } from "next-intl";
import { assignRequestsInput } from "@/server/domain/requests/inputs";
import { trpc } from "../api/crm";
import { OwnerField } from "../cases/assign-dialog";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { useRequestsChanged } from "./use-requests-changed";

type Props = {
  caseIds: number[];
  ownerId?: number | null;
  onDone?: () => void;
  onClose: () => void;
};

/** Gives requests to a colleague, with the reason that they will read. */
export function AssignRequests({ caseIds, ownerId = null, onDone, onClose }: Props) {
  const t = useTranslations("requests.assign");
  const changed = useRequestsChanged();
  const assign = trpc.requests.assign.useMutation();
  const form = useZodForm({
    schema: assignRequestsInput,
    initial: { caseIds, ownerId, reason: "" },
    fieldOfCode: { "requests.reason_missing": "reason" },
    onSubmit: (input) => assign.mutateAsync(input),
    onDone: ({ caseIds: ids }) => {
      toast.success(t("done", { count: ids.length }));
      changed(caseIds[0]);
      onDone?.();
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")} size="sm">
      <form {...form.props} className="grid gap-3">
        <OwnerField
          value={form.values.ownerId ?? null}
          onChange={(next) => form.set("ownerId", next)}
        />
        <Field label={t("reason")} hint={t("reasonHint")} error={form.error("reason")}>
          <TextInput {...form.text("reason")} autoComplete="off" />
        </Field>
        <FormActions
          submitLabel={t("submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
