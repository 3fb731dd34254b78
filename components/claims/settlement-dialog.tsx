"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { agreeSettlementInput } from "@/server/domain/claims/inputs";
import { addDays } from "@/server/kernel/days";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { MoneyInput } from "../form/number-input";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { BalanceChange } from "./balance-change";
import { type CaseClaimsData, currenciesOf } from "./rows";
import { useClaimsChanged } from "./use-claims-changed";

type SettlementProps = { caseId: number; data: CaseClaimsData; onClose: () => void };
/** Until when it is offered unless a person says otherwise. */
const DAYS_OFFERED = 30;

/** Agrees that a part paid by a day settles everything in a currency. */
export function SettlementDialog({ caseId, data, onClose }: SettlementProps) {
  const t = useTranslations("claims.settlement");
  const form = useSettlement({ caseId, data, onClose });
  const currencies = currenciesOf(data);
  const currency = form.values.currency ?? "CZK";
  const owed = data.totals.find((total) => total.currency === currency)?.balanceMinor ?? 0;
  const payMinor = form.values.payMinor ?? 0;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <form {...form.props} className="grid gap-3">
        <p className="text-ink-2 text-xs">{t("hint")}</p>
        {currencies.length > 1 ? (
          <Field label={t("currency")} required className="max-w-44">
            <Select
              value={currency}
              onChange={(value) => form.set("currency", value)}
              options={currencies.map((value) => ({ value, label: value }))}
            />
          </Field>
        ) : null}
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("pay")} error={form.error("payMinor")} required>
            <MoneyInput
              name="payMinor"
              currency={currency}
              value={form.values.payMinor ?? null}
              onChange={(value) => form.set("payMinor", value)}
            />
          </Field>
          <Field label={t("payBy")} error={form.error("payBy")} required>
            <DayInput
              name="payBy"
              value={form.values.payBy ?? null}
              onChange={(payBy) => form.set("payBy", payBy)}
            />
          </Field>
        </div>
        <BalanceChange
          currency={currency}
          beforeMinor={owed}
          afterMinor={Math.min(payMinor, owed)}
        />
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

function useSettlement({ caseId, data, onClose }: SettlementProps) {
  const t = useTranslations("claims.settlement");
  const changed = useClaimsChanged();
  const today = useToday();
  const agree = trpc.claims.agreeSettlement.useMutation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useZodForm({
    schema: agreeSettlementInput,
    initial: {
      ...{ caseId, currency: currenciesOf(data)[0] ?? "CZK", payMinor: null, reason: "" },
      ...{ payBy: addDays(today, DAYS_OFFERED), idempotencyKey },
    },
    fieldOfCode: {
      "claims.settlement_too_much": "payMinor",
      "claims.amount_range": "payMinor",
      "claims.settlement_past": "payBy",
      "claims.day_too_late": "payBy",
      "claims.reason_missing": "reason",
    },
    onSubmit: (input) => agree.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
}
