"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CURRENCIES } from "@/db/values/claims";
import { enterPaymentInput } from "@/server/domain/feeds/inputs";
import type { Currency } from "@/server/kernel/money";
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

/** A payment as one enters it in the accounting program. `onEntered` begins a new form. */
export function AccountingPaymentForm({ onEntered }: { onEntered: () => void }) {
  const t = useTranslations("feeds.payment");
  const form = useEnterForm(onEntered);
  const currency = form.values.currency ?? "CZK";
  return (
    <form {...form.props} className="grid gap-3">
      <div className="grid grid-cols-[1fr_5.5rem_1fr] gap-3 max-md:grid-cols-[1fr_5.5rem]">
        <Field label={t("amount")} error={form.error("amountMinor")} required>
          <MoneyInput
            name="amountMinor"
            currency={currency}
            value={form.values.amountMinor ?? null}
            onChange={(amountMinor) => form.set("amountMinor", amountMinor)}
          />
        </Field>
        <Field label={t("currency")} error={form.error("currency")}>
          <Select
            value={currency}
            onChange={(next: Currency) => form.set("currency", next)}
            options={CURRENCIES.map((value) => ({ value, label: value }))}
          />
        </Field>
        <Field
          label={t("bookedOn")}
          error={form.error("bookedOn")}
          required
          className="max-md:col-span-2"
        >
          <DayInput
            name="bookedOn"
            value={form.values.bookedOn ?? null}
            onChange={(bookedOn) => form.set("bookedOn", bookedOn)}
          />
        </Field>
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("variableSymbol")} error={form.error("variableSymbol")}>
          <TextInput {...form.text("variableSymbol")} inputMode="numeric" className="figures" />
        </Field>
        <Field label={t("documentNumber")} error={form.error("documentNumber")}>
          <TextInput {...form.text("documentNumber")} />
        </Field>
      </div>
      <PayerFields form={form} />
      <Field label={t("message")} error={form.error("message")}>
        <TextInput {...form.text("message")} />
      </Field>
      <FormActions
        submitLabel={t("submit")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
      />
    </form>
  );
}

function PayerFields({ form }: { form: ReturnType<typeof useEnterForm> }) {
  const t = useTranslations("feeds.payment");
  return (
    <fieldset className="grid gap-2">
      <legend className="font-[550] text-sm">{t("payer")}</legend>
      <p className="text-ink-3 text-xs">{t("payerHint")}</p>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("caseRef")} error={form.error("caseRef")}>
          <TextInput {...form.text("caseRef")} className="figures" />
        </Field>
        <Field label={t("registrationNo")} error={form.error("registrationNo")}>
          <TextInput {...form.text("registrationNo")} inputMode="numeric" className="figures" />
        </Field>
        <Field label={t("birthNumber")} error={form.error("birthNumber")}>
          <TextInput {...form.text("birthNumber")} autoComplete="off" className="figures" />
        </Field>
        <Field label={t("counterpartyName")} error={form.error("counterpartyName")}>
          <TextInput {...form.text("counterpartyName")} autoComplete="off" />
        </Field>
      </div>
    </fieldset>
  );
}

function useEnterForm(onEntered: () => void) {
  const t = useTranslations("feeds.payment");
  const today = useToday();
  const utils = trpc.useUtils();
  const enter = trpc.feeds.enterPayment.useMutation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useZodForm({
    schema: enterPaymentInput,
    initial: {
      ...{ bookedOn: today, amountMinor: null, currency: "CZK" as Currency },
      ...{ variableSymbol: "", documentNumber: "", message: "", caseRef: "" },
      ...{ registrationNo: "", birthNumber: "", counterpartyName: "", idempotencyKey },
    },
    fieldOfCode: {
      "kernel.registration_no_bad_shape": "registrationNo",
      "kernel.ref_no_bad_shape": "caseRef",
      "kernel.variable_symbol_bad_shape": "variableSymbol",
      "kernel.birth_number_bad_shape": "birthNumber",
      "kernel.birth_number_bad_date": "birthNumber",
      "kernel.birth_number_bad_check": "birthNumber",
    },
    onSubmit: (input) => enter.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void utils.feeds.invalidate();
      onEntered();
    },
  });
}
