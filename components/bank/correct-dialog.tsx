"use client";

import { useTranslations } from "next-intl";
import { correctSymbolInput } from "@/server/domain/bank/inputs";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import type { MovementRow } from "./movement-columns";
import { useMovementText } from "./reason-dialog";
import { useUndo } from "./undo";

type CorrectDialogProps = { movement: MovementRow; onClose: () => void };

/** The symbol that the payer meant; the machine looks at the movement again at once. */
export function CorrectDialog({ movement, onClose }: CorrectDialogProps) {
  const t = useTranslations("bank");
  const described = useMovementText()(movement);
  const { decided } = useUndo();
  const correct = trpc.bank.correctSymbol.useMutation();
  const form = useZodForm({
    schema: correctSymbolInput,
    initial: {
      movementId: movement.id,
      symbol: movement.correctedSymbol ?? movement.variableSymbol ?? "",
    },
    fieldOfCode: { "bank.symbol_shape": "symbol" },
    onSubmit: (input) => correct.mutateAsync(input),
    onDone: ({ decisionId, state, reason }) => {
      const outcome = state === "matched" ? "matched" : "open";
      decided(decisionId, t(`rematched.${outcome}`, { reason: t(`reasons.${reason}`) }));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("correct.title")}
      description={described}
    >
      <form {...form.props} className="grid gap-3">
        <p className="text-ink-2 text-sm">{t("correct.text")}</p>
        <Field label={t("correct.symbol")} error={form.error("symbol")} required>
          <TextInput {...form.text("symbol")} inputMode="numeric" className="figures" />
        </Field>
        <FormActions
          submitLabel={t("correct.submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
