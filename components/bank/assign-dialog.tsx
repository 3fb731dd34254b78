"use client";

import { useTranslations } from "next-intl";
import { assignMovementInput } from "@/server/domain/bank/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { CasePicker } from "./case-picker";
import type { MovementRow } from "./movement-columns";
import { useMovementText } from "./reason-dialog";
import { useUndo } from "./undo";

type AssignDialogProps = { movement: MovementRow; onClose: () => void };

/** A person says whose a movement is; what comes of it shows at once on the case. */
export function AssignDialog({ movement, onClose }: AssignDialogProps) {
  const t = useTranslations("bank");
  const described = useMovementText()(movement);
  const { decided } = useUndo();
  const assign = trpc.bank.assign.useMutation();
  const form = useZodForm({
    schema: assignMovementInput,
    initial: { movementId: movement.id, caseId: null, claimId: null },
    fieldOfCode: { "bank.case_not_found": "caseId" },
    onSubmit: (input) => assign.mutateAsync(input),
    onDone: ({ decisionId }) => {
      decided(decisionId, t("assign.done"));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("assign.title")}
      description={described}
    >
      <form {...form.props} className="grid gap-3">
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm">
          {(
            [
              [
                "counter",
                [movement.counterName, movement.counterAccount].filter(Boolean).join(" · "),
              ],
              ["message", movement.message],
              ["reason", t(`reasons.${movement.reason}`)],
            ] as const
          ).map(([key, value]) =>
            value ? (
              <div key={key} className="contents">
                <dt className="text-ink-2">{t(`columns.${key}`)}</dt>
                <dd>{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
        <Field label={t("assign.case")} error={form.error("caseId")} required>
          <CasePicker
            label={t("assign.case")}
            initial={movement.variableSymbol ?? movement.counterName ?? ""}
            value={form.values.caseId ?? null}
            onChange={(caseId) => form.set("caseId", caseId)}
          />
        </Field>
        <p className="text-ink-2 text-xs">{t("assign.hint")}</p>
        <FormActions
          submitLabel={t("assign.submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
