"use client";

import { useTranslations } from "next-intl";
import { CURRENCIES } from "@/db/values/claims";
import { MANUAL_REGISTERS, WARNING_MODES } from "@/db/values/registers";
import { saveServiceInput } from "@/server/domain/registers/inputs";
import type { Currency } from "@/server/kernel/money";
import { type RouterOutput, trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { MoneyInput, NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { toast } from "../ui/toast";
import { isInsolvencyRegister } from "./outcome";
import { useRegistersChanged } from "./use-check";

export type Service = RouterOutput["registers"]["services"][number];

type ServiceFormProps = { service: Service; onDone?: () => void };

/** How one register is asked; the same fields for every register of a kind. */
export function ServiceForm({ service, onDone }: ServiceFormProps) {
  const t = useTranslations("registers.settings");
  const form = useService(service, onDone);
  const { register } = service;
  const isManual = MANUAL_REGISTERS.some((each) => each === register);
  return (
    <form {...form.props} className="grid gap-3">
      {isManual ? (
        <p className="text-ink-2">{t("manual")}</p>
      ) : (
        <>
          <Field label={t("url")} hint={t("urlHint")} error={form.error("url")}>
            <TextInput {...form.text("url")} inputMode="url" spellCheck={false} />
          </Field>
          <Asking form={form} isOfInsolvency={isInsolvencyRegister(register)} />
        </>
      )}
      <Price form={form} />
      <FormActions
        isSubmitting={form.isSubmitting}
        error={form.formError}
        disabled={!form.isDirty}
        onCancel={onDone}
      />
    </form>
  );
}

function useService(service: Service, onDone?: () => void) {
  const t = useTranslations("registers.settings");
  const changed = useRegistersChanged();
  const save = trpc.registers.saveService.useMutation();
  const { register, url, validity, warningMode, allowsBackground, perMinute, perDay } = service;
  const { priceMinor, currency, monthBudgetMinor } = service;
  return useZodForm({
    schema: saveServiceInput,
    initial: {
      ...{ register, url, validity, warningMode, allowsBackground, perMinute, perDay },
      ...{ priceMinor, currency, monthBudgetMinor },
    },
    fieldOfCode: { "registers.validity": "validity", "registers.url": "url" },
    onSubmit: (input) => save.mutateAsync(input),
    onDone: () => {
      toast.success(t("saved"));
      onDone?.();
      void changed();
    },
  });
}

type Form = ReturnType<typeof useService>;

function Asking({ form, isOfInsolvency }: { form: Form; isOfInsolvency: boolean }) {
  const t = useTranslations("registers.settings");
  const { values } = form;
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("validity")} hint={t("validityHint")} error={form.error("validity")}>
          <TextInput {...form.text("validity")} className="figures" spellCheck={false} />
        </Field>
        {isOfInsolvency ? (
          <Field label={t("warningMode")} hint={t(`modeHints.${values.warningMode ?? "warning"}`)}>
            <Select
              {...form.field("warningMode")}
              value={values.warningMode ?? null}
              options={WARNING_MODES.map((value) => ({ value, label: t(`modes.${value}`) }))}
            />
          </Field>
        ) : null}
        <Field label={t("perMinute")} error={form.error("perMinute")}>
          <NumberInput {...form.field("perMinute")} value={values.perMinute ?? null} />
        </Field>
        <Field label={t("perDay")} error={form.error("perDay")}>
          <NumberInput {...form.field("perDay")} value={values.perDay ?? null} />
        </Field>
      </div>
      <Checkbox
        checked={values.allowsBackground ?? false}
        onChange={(isOn) => form.set("allowsBackground", isOn)}
        label={t("allowsBackground")}
        hint={t("allowsBackgroundHint")}
      />
    </>
  );
}

function Price({ form }: { form: Form }) {
  const t = useTranslations("registers.settings");
  const { values } = form;
  const currency = values.currency ?? "CZK";
  return (
    <div className="grid grid-cols-[1fr_1fr_5.5rem] gap-3 max-sm:grid-cols-2">
      <Field label={t("price")} error={form.error("priceMinor")}>
        <MoneyInput
          {...form.field("priceMinor")}
          currency={currency}
          value={values.priceMinor ?? null}
        />
      </Field>
      <Field label={t("budget")} hint={t("budgetHint")} error={form.error("monthBudgetMinor")}>
        <MoneyInput
          {...form.field("monthBudgetMinor")}
          currency={currency}
          value={values.monthBudgetMinor ?? null}
        />
      </Field>
      <Field label={t("currency")}>
        <Select
          value={currency}
          onChange={(next: Currency) => form.set("currency", next)}
          options={CURRENCIES.map((value) => ({ value, label: value }))}
        />
      </Field>
    </div>
  );
}
