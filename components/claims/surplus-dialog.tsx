"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { moveSurplusInput, returnSurplusInput } from "@/server/domain/claims/inputs";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { RadioGroup } from "../form/checkbox";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { MoneyInput } from "../form/number-input";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { Payment } from "./rows";
import { useClaimsChanged } from "./use-claims-changed";

type SurplusProps = { payment: Payment; onClose: () => void };

const schema = z.discriminatedUnion("how", [
  returnSurplusInput.extend({ how: z.literal("return"), toRefNo: z.string().optional() }),
  moveSurplusInput.extend({ how: z.literal("move"), valueOn: z.string().optional() }),
]);

/** What nothing on the case needs goes back to the payer, or to another case. */
export function SurplusDialog({ payment, onClose }: SurplusProps) {
  const t = useTranslations("claims.surplus");
  const form = useSurplus({ payment, onClose });
  const { values } = form;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <form {...form.props} className="grid gap-3">
        <Field label={t("how")}>
          <RadioGroup
            value={values.how ?? "return"}
            onChange={(how) => form.set("how", how)}
            options={[
              { value: "return", label: t("return"), hint: t("returnHint") },
              { value: "move", label: t("move"), hint: t("moveHint") },
            ]}
          />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("amount")} error={form.error("amountMinor")} required>
            <MoneyInput
              name="amountMinor"
              currency={payment.currency}
              value={values.amountMinor ?? null}
              onChange={(amountMinor) => form.set("amountMinor", amountMinor)}
            />
          </Field>
          {values.how === "move" ? (
            <Field label={t("toRefNo")} error={form.error("toRefNo")} required>
              <TextInput {...form.text("toRefNo")} className="code-figures" />
            </Field>
          ) : (
            <Field label={t("valueOn")} error={form.error("valueOn")} required>
              <DayInput
                name="valueOn"
                value={values.valueOn ?? null}
                onChange={(valueOn) => form.set("valueOn", valueOn ?? undefined)}
                isAllowed={(each) => each >= payment.valueOn}
              />
            </Field>
          )}
        </div>
        <Field label={t("reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
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

/** What of a payment nothing needs. */
export const freeOf = ({ parts }: Payment): number =>
  parts.reduce((sum, { kind, amountMinor }) => (kind === null ? sum + amountMinor : sum), 0);

function useSurplus({ payment, onClose }: SurplusProps) {
  const t = useTranslations("claims.surplus");
  const changed = useClaimsChanged();
  const today = useToday();
  const giveBack = trpc.claims.returnSurplus.useMutation();
  const move = trpc.claims.moveSurplus.useMutation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useZodForm({
    schema,
    initial: {
      how: "return" as "return" | "move",
      ...{ paymentId: payment.id, amountMinor: freeOf(payment), reason: "", idempotencyKey },
      valueOn: today as string | undefined,
      toRefNo: "",
    },
    fieldOfCode: {
      "claims.surplus_too_much": "amountMinor",
      "claims.amount_range": "amountMinor",
      "claims.reversal_too_early": "valueOn",
      "claims.payment_in_future": "valueOn",
      "claims.surplus_same_case": "toRefNo",
      "cases.not_found": "toRefNo",
      "claims.reason_missing": "reason",
    },
    onSubmit: ({ how, ...input }) =>
      how === "move"
        ? move.mutateAsync(moveSurplusInput.parse(input))
        : giveBack.mutateAsync(returnSurplusInput.parse(input)),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
}
