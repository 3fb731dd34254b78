"use client";

import { useLocale, useTranslations } from "next-intl";
import { ignoreMovementInput } from "@/server/domain/bank/inputs";
import { formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import type { MovementRow } from "./movement-columns";
import { useUndo } from "./undo";

type ReasonDialogProps = {
  kind: "ignore" | "release" | "park";
  movement: MovementRow;
  onClose: () => void;
};

/** Puts a movement out of the queue or off, or takes a decision back; each wants a reason. */
export function ReasonDialog({ kind, movement, onClose }: ReasonDialogProps) {
  const t = useTranslations("bank");
  const described = useMovementText()(movement);
  const { decided } = useUndo();
  const ignore = trpc.bank.ignore.useMutation();
  const release = trpc.bank.release.useMutation();
  const park = trpc.bank.park.useMutation();
  const verb = { ignore, release, park }[kind];
  const form = useZodForm({
    schema: ignoreMovementInput,
    initial: { movementId: movement.id, note: "" },
    fieldOfCode: { "bank.reason_missing": "note" },
    onSubmit: (input) => verb.mutateAsync(input),
    onDone: ({ decisionId }) => {
      decided(decisionId, t(`${kind}.done`));
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(`${kind}.title`)}
      description={described}
    >
      <form {...form.props} className="grid gap-3">
        <p className="text-ink-2 text-sm">{t(`${kind}.text`)}</p>
        <Field label={t("reason")} error={form.error("note")} required>
          <TextInput {...form.text("note")} />
        </Field>
        <FormActions
          danger={kind === "release"}
          submitLabel={t(`${kind}.submit`)}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** "1 234,50 Kč ze dne 27. 11. 2026, VS 410000010" */
export function useMovementText(): (movement: MovementRow) => string {
  const t = useTranslations("bank");
  const locale = useLocale();
  return ({ amountMinor, currency, bookedOn, variableSymbol }) =>
    t(variableSymbol ? "described" : "describedBare", {
      amount: formatMoney(amountMinor, currency, locale),
      day: formatDay(bookedOn, locale),
      symbol: variableSymbol ?? "",
    });
}
