"use client";

import { useTranslations } from "next-intl";
import type { PaymentCodeFormat } from "@/server/domain/payment-codes/inputs";
import type { RouterOutput } from "../api/crm";
import { useToday } from "../cases/use-today";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { MoneyInput } from "../form/number-input";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { Segmented } from "../ui/segmented";

export type PaymentQrValues = {
  currency: "CZK" | "EUR";
  amountMinor: number | null;
  variableSymbol: string;
  dueOn: string | null;
  message: string;
  /** null: the oldest account of the currency. */
  accountId: number | null;
};

type FieldsProps = {
  values: PaymentQrValues;
  accounts: RouterOutput["paymentCodes"]["accounts"];
  onChange: (changed: Partial<PaymentQrValues>) => void;
};

/** What the code says; each field may be changed before it is shown to the debtor. */
export function PaymentQrFields({ values, accounts, onChange }: FieldsProps) {
  const t = useTranslations("paymentCodes");
  const errors = useTranslations("claims.errors");
  const today = useToday();
  const isSymbol = /^\d{0,10}$/.test(values.variableSymbol.trim());
  const isPast = values.dueOn !== null && values.dueOn < today;
  return (
    <div className="grid content-start gap-3">
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("amount")} required>
          <MoneyInput
            currency={values.currency}
            value={values.amountMinor}
            onChange={(amountMinor) => onChange({ amountMinor })}
          />
        </Field>
        <Field
          label={t("variableSymbol")}
          error={isSymbol ? undefined : errors("variable_symbol")}
          hint={values.variableSymbol.trim() === "" ? t("noSymbol") : undefined}
        >
          <TextInput
            value={values.variableSymbol}
            onChange={(variableSymbol) => onChange({ variableSymbol })}
            inputMode="numeric"
            className="figures"
          />
        </Field>
      </div>
      {accounts.length > 1 ? <Account {...{ values, accounts, onChange }} /> : null}
      <Field label={t("dueOn")} hint={isPast ? t("passed") : undefined} className="max-w-60">
        <DayInput value={values.dueOn} onChange={(dueOn) => onChange({ dueOn })} />
      </Field>
      <Field label={t("message")}>
        <TextInput
          value={values.message}
          maxLength={140}
          onChange={(message) => onChange({ message })}
        />
      </Field>
    </div>
  );
}

function Account({ values, accounts, onChange }: FieldsProps) {
  const t = useTranslations("paymentCodes");
  return (
    <Field label={t("account")}>
      <Select
        value={String(values.accountId ?? accounts[0]?.id ?? "")}
        onChange={(id) => onChange({ accountId: Number(id) })}
        options={accounts.map(({ id, number, name }) => ({
          value: String(id),
          label: name ? `${number} – ${name}` : number,
        }))}
      />
    </Field>
  );
}

type FormatProps = { value: PaymentCodeFormat; onChange: (format: PaymentCodeFormat) => void };

/** Czech programs read one kind of code, Slovak ones the other. */
export function PaymentQrFormat({ value, onChange }: FormatProps) {
  const t = useTranslations("paymentCodes");
  return (
    <Segmented
      label={t("format")}
      value={value}
      onChange={onChange}
      options={(["spayd", "payBySquare"] as const).map((format) => ({
        value: format,
        label: t(`formats.${format}`),
      }))}
    />
  );
}
