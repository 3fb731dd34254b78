"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PROMISE_CHANNELS, type PromiseChannel } from "@/db/values/instalments";
import { makePromiseInput } from "@/server/domain/instalments/inputs";
import { addDays } from "@/server/kernel/days";
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
import { cx } from "../ui/cx";
import { Dialog } from "../ui/dialog";
import { Skeleton } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { promiseCurrencies } from "./promise-currencies";
import { useAgreementsChanged } from "./use-agreements-changed";

type PromiseDialogProps = { caseId: number; onClose: () => void };

const WEEK = 7;

/** A client's own promise at the portal is written down there, not by us. */
const TOLD_BY = PROMISE_CHANNELS.filter((channel) => channel !== "portal");

/** Somebody promised to pay: how much, by when, by which way. */
export function PromiseDialog({ caseId, onClose }: PromiseDialogProps) {
  const t = useTranslations("instalments.promise");
  const { data } = trpc.claims.ofCase.useQuery({ caseId, onDay: null });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      {data ? (
        <PromiseForm caseId={caseId} currencies={promiseCurrencies(data)} onClose={onClose} />
      ) : (
        <Skeleton className="h-40" />
      )}
    </Dialog>
  );
}

type PromiseFormProps = PromiseDialogProps & { currencies: Currency[] };

function PromiseForm({ caseId, currencies, onClose }: PromiseFormProps) {
  const t = useTranslations("instalments");
  const form = usePromise({ caseId, currencies, onClose });
  const { values } = form;
  const currency = values.currency ?? "CZK";
  return (
    <form {...form.props} className="grid gap-3">
      <div
        className={cx(
          "grid gap-3 max-md:grid-cols-2",
          currencies.length > 1 ? "grid-cols-2" : "grid-cols-3",
        )}
      >
        <Field label={t("promise.amount")} error={form.error("amountMinor")} required>
          <MoneyInput
            name="amountMinor"
            currency={currency}
            value={values.amountMinor ?? null}
            onChange={(amountMinor) => form.set("amountMinor", amountMinor)}
          />
        </Field>
        {currencies.length > 1 ? (
          <Field label={t("promise.currency")} error={form.error("currency")}>
            <Select
              value={currency}
              onChange={(next: Currency) => form.set("currency", next)}
              options={currencies.map((value) => ({ value, label: value }))}
            />
          </Field>
        ) : null}
        <Field label={t("promise.dueOn")} error={form.error("dueOn")} required>
          <DayInput
            name="dueOn"
            value={values.dueOn ?? null}
            onChange={(dueOn) => form.set("dueOn", dueOn)}
          />
        </Field>
        <Field label={t("promise.channel")} error={form.error("channel")}>
          <Select
            value={values.channel ?? "call"}
            onChange={(channel: PromiseChannel) => form.set("channel", channel)}
            options={TOLD_BY.map((value) => ({ value, label: t(`channels.${value}`) }))}
          />
        </Field>
      </div>
      <Field label={t("promise.note")} error={form.error("note")}>
        <TextInput {...form.text("note")} />
      </Field>
      <FormActions
        submitLabel={t("promise.submit")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
        onCancel={onClose}
      />
    </form>
  );
}

function usePromise({ caseId, currencies: [currency = "CZK"], onClose }: PromiseFormProps) {
  const t = useTranslations("instalments.promise");
  const today = useToday();
  const changed = useAgreementsChanged();
  const make = trpc.instalments.makePromise.useMutation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useZodForm({
    schema: makePromiseInput,
    initial: {
      ...{ caseId, currency, idempotencyKey, amountMinor: null, note: "" },
      dueOn: addDays(today, WEEK),
      channel: "call" as PromiseChannel,
    },
    fieldOfCode: {
      "instalments.promise_in_past": "dueOn",
      "instalments.amount_range": "amountMinor",
    },
    onSubmit: (input) => make.mutateAsync(input),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
}
