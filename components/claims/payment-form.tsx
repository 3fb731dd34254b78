"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { CURRENCIES } from "@/db/values/claims";
import { recordPaymentInput } from "@/server/domain/claims/inputs";
import { type Currency, formatMoney } from "@/server/kernel/money";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { MoneyInput } from "../form/number-input";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { toast } from "../ui/toast";
import { PaymentPreview } from "./payment-preview";
import { type CaseClaimsData, currenciesOf } from "./rows";
import { useClaimName } from "./use-claim-name";
import { useClaimsChanged } from "./use-claims-changed";

export type PaymentFormProps = {
  caseId: number;
  data: CaseClaimsData;
  claimId?: number;
  onDone: () => void;
  onCancel?: () => void;
};

const ANY = "any";

/** Money that came, with what it will pay shown before it is saved. */
export function PaymentForm({ caseId, data, claimId, onDone, onCancel }: PaymentFormProps) {
  const t = useTranslations("payments");
  const form = usePaymentForm({ caseId, data, claimId, onDone });
  const { values } = form;
  const currency = values.currency ?? "CZK";
  return (
    <form {...form.props} className="grid gap-3">
      <div className="grid grid-cols-[1fr_5.5rem_1fr] gap-3 max-md:grid-cols-[1fr_5.5rem]">
        <Field label={t("record.amount")} error={form.error("amountMinor")} required>
          <MoneyInput
            name="amountMinor"
            currency={currency}
            value={values.amountMinor ?? null}
            onChange={(amountMinor) => form.set("amountMinor", amountMinor)}
          />
        </Field>
        <Field label={t("record.currency")} error={form.error("currency")}>
          <Select
            value={currency}
            onChange={(next: Currency) => form.set("currency", next)}
            options={CURRENCIES.map((value) => ({ value, label: value }))}
          />
        </Field>
        <Field
          label={t("record.valueOn")}
          error={form.error("valueOn")}
          required
          className="max-md:col-span-2"
        >
          <DayInput
            name="valueOn"
            value={values.valueOn ?? null}
            onChange={(valueOn) => form.set("valueOn", valueOn)}
          />
        </Field>
      </div>
      <ClaimField form={form} data={data} />
      <div className="grid grid-cols-[10rem_1fr] gap-3 max-md:grid-cols-1">
        <Field label={t("record.variableSymbol")} error={form.error("variableSymbol")}>
          <TextInput {...form.text("variableSymbol")} inputMode="numeric" className="figures" />
        </Field>
        <Field label={t("record.note")} error={form.error("note")}>
          <TextInput {...form.text("note")} />
        </Field>
      </div>
      <PaymentPreview draft={draftOf(values)} data={data} />
      <FormActions
        submitLabel={t("record.submit")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
        onCancel={onCancel}
      />
    </form>
  );
}

function usePaymentForm({ caseId, data, claimId, onDone }: PaymentFormProps) {
  const t = useTranslations("payments.record");
  const locale = useLocale();
  const today = useToday();
  const changed = useClaimsChanged();
  const record = trpc.claims.recordPayment.useMutation();
  // One form, one payment: sent twice by an impatient hand, it is still the same.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const named = data.claims.find(({ id }) => id === claimId);
  return useZodForm({
    schema: recordPaymentInput,
    initial: {
      caseId,
      claimId: claimId ?? null,
      amountMinor: null,
      currency: named?.currency ?? currenciesOf(data)[0],
      valueOn: today,
      variableSymbol: named?.variableSymbol ?? "",
      note: "",
      idempotencyKey,
    },
    fieldOfCode: {
      "claims.payment_in_future": "valueOn",
      "claims.day_too_early": "valueOn",
      "claims.currency_mismatch": "currency",
      "claims.amount_range": "amountMinor",
    },
    onSubmit: async (input) => {
      await record.mutateAsync(input);
      return input;
    },
    onDone: (input) => {
      const amount = formatMoney(input.amountMinor, input.currency, locale);
      toast.success(t("done", { amount }));
      void changed();
      onDone();
    },
  });
}

type Form = ReturnType<typeof usePaymentForm>;

function draftOf({ caseId, claimId, amountMinor, currency, valueOn }: Form["values"]) {
  if (!caseId || !amountMinor || !currency || !valueOn) return null;
  return { caseId, claimId, amountMinor, currency, valueOn };
}

function ClaimField({ form, data }: { form: Form; data: CaseClaimsData }) {
  const t = useTranslations();
  const nameOf = useClaimName();
  const locale = useLocale();
  const open = data.claims.filter(
    ({ id, balanceMinor }) => balanceMinor > 0 || id === form.values.claimId,
  );
  if (open.length === 0) return null;
  const choose = (value: string) => {
    const claim = open.find(({ id }) => String(id) === value);
    form.set("claimId", claim?.id ?? null);
    if (claim) form.set("currency", claim.currency);
  };
  return (
    <Field label={t("payments.record.claim")} error={form.error("claimId")}>
      <Select
        value={form.values.claimId ? String(form.values.claimId) : ANY}
        onChange={choose}
        options={[
          { value: ANY, label: t("payments.record.claimAny") },
          ...open.map((claim) => ({
            value: String(claim.id),
            label: nameOf(claim),
            hint: formatMoney(claim.balanceMinor, claim.currency, locale),
          })),
        ]}
      />
    </Field>
  );
}
