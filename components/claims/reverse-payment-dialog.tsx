"use client";

import { useLocale, useTranslations } from "next-intl";
import { reversePaymentInput } from "@/server/domain/claims/inputs";
import { formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { RadioGroup } from "../form/checkbox";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { Payment } from "./rows";
import { useClaimsChanged } from "./use-claims-changed";

type ReversePaymentProps = {
  payment: Pick<Payment, "id" | "amountMinor" | "currency" | "valueOn">;
  onClose: () => void;
};

/** Takes a payment back: recorded by mistake, or gone again. */
export function ReversePaymentDialog({ payment, onClose }: ReversePaymentProps) {
  const t = useTranslations("payments.reverse");
  const locale = useLocale();
  const form = useReversePayment({ payment, onClose });
  const { values } = form;
  const amount = formatMoney(payment.amountMinor, payment.currency, locale);
  const day = formatDay(payment.valueOn, locale);
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={t("text", { amount, day })}
    >
      <form {...form.props} className="grid gap-3">
        <Field label={t("kind")} error={form.error("kind")} required>
          <RadioGroup
            value={values.kind ?? null}
            onChange={(kind) => form.set("kind", kind)}
            options={[
              { value: "correction", label: t("correction"), hint: t("correctionHint") },
              { value: "bounce", label: t("bounce"), hint: t("bounceHint") },
            ]}
          />
        </Field>
        {values.kind === "bounce" ? (
          <Field label={t("valueOn")} error={form.error("valueOn")} required className="max-w-44">
            <DayInput
              name="valueOn"
              value={values.valueOn ?? null}
              onChange={(valueOn) => form.set("valueOn", valueOn)}
              isAllowed={(each) => each >= payment.valueOn}
            />
          </Field>
        ) : null}
        <Field label={t("reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions
          danger
          submitLabel={t("submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function useReversePayment({ payment, onClose }: ReversePaymentProps) {
  const t = useTranslations("payments.reverse");
  const today = useToday();
  const changed = useClaimsChanged();
  const reverse = trpc.claims.reversePayment.useMutation();
  return useZodForm({
    schema: reversePaymentInput,
    initial: {
      paymentId: payment.id,
      kind: "correction" as const,
      valueOn: today,
      reason: "",
    },
    fieldOfCode: {
      "claims.reversal_too_early": "valueOn",
      "claims.payment_in_future": "valueOn",
      "claims.reason_missing": "reason",
    },
    onSubmit: (input) => reverse.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
}
