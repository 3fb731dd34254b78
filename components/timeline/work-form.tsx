"use client";

import { useTranslations } from "next-intl";
import { addWorkInput } from "@/server/domain/timeline/inputs";
import { dayOf } from "@/server/kernel/days";
import { trpc } from "../api/crm";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { MoneyInput, NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { Textarea } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Money } from "../format/money";
import { useDraftStart } from "./drafts";
import type { TimelineEvent } from "./event";
import { draftKey, EventFormFrame, type EventFormProps, useEventDone } from "./event-form";
import { totalOfWork, WORK_UNITS } from "./work-total";

/** Work done: how much of what, and for how much. */
export function WorkForm(props: EventFormProps) {
  const t = useTranslations("timeline");
  const key = draftKey("work", props);
  const form = useWork(key, props);
  const { values } = form;
  const currency = values.currency ?? "CZK";
  const total = totalOfWork(values.quantity ?? null, values.unitPriceMinor ?? null);
  return (
    <EventFormFrame form={form} draft={key} of={props}>
      <Field label={t("fields.workText")} error={form.error("text")} required>
        <Textarea {...form.text("text")} data-autofocus rows={2} />
      </Field>
      <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-[5.5rem_6.5rem_1fr_9rem]">
        <Field label={t("fields.quantity")} error={form.error("quantity")} required>
          <NumberInput
            name="quantity"
            decimals={4}
            value={values.quantity ? Number(values.quantity) : null}
            onChange={(next) => form.set("quantity", next === null ? "" : String(next))}
          />
        </Field>
        <Field label={t("fields.unit")} error={form.error("unit")} required>
          <UnitSelect value={values.unit ?? "h"} onChange={(unit) => form.set("unit", unit)} />
        </Field>
        <Field label={t("fields.unitPrice")} error={form.error("unitPriceMinor")}>
          <MoneyInput
            name="unitPriceMinor"
            currency={currency}
            value={values.unitPriceMinor ?? null}
            onChange={(unitPriceMinor) => form.set("unitPriceMinor", unitPriceMinor)}
          />
        </Field>
        <Field label={t("fields.workOn")} error={form.error("workOn")} required>
          <DayInput
            name="workOn"
            value={values.workOn ?? null}
            onChange={(workOn) => form.set("workOn", workOn)}
          />
        </Field>
      </div>
      {total === null ? null : (
        <p className="text-right">
          <span className="mr-2 text-ink-2">{t("work.total")}</span>
          <Money amountMinor={total} currency={currency} className="font-[620]" />
        </p>
      )}
    </EventFormFrame>
  );
}

/** The usual units; one that came from an import stays on offer. */
function UnitSelect({ value, onChange }: { value: string; onChange: (unit: string) => void }) {
  const t = useTranslations("timeline.units");
  const known = WORK_UNITS.map((unit) => ({ value: unit as string, label: t(unit) }));
  const isKnown = known.some((option) => option.value === value);
  return (
    <Select
      value={value}
      onChange={onChange}
      options={isKnown ? known : [...known, { value, label: value }]}
    />
  );
}

function startOf(caseId: number, event: TimelineEvent | undefined) {
  return {
    caseId,
    text: event?.text ?? "",
    quantity: event?.workQuantity ? String(Number(event.workQuantity)) : "1",
    unit: event?.workUnit ?? "h",
    unitPriceMinor: event?.workUnitPriceMinor ?? null,
    currency: event?.workCurrency ?? ("CZK" as const),
    workOn: event?.workOn ?? dayOf(new Date()),
  };
}

function useWork(key: string, props: EventFormProps) {
  const { caseId, event } = props;
  const add = trpc.timeline.addWork.useMutation();
  const edit = trpc.timeline.edit.useMutation();
  return useZodForm({
    schema: addWorkInput,
    initial: useDraftStart(key, startOf(caseId, event)),
    onSubmit: async (input) => {
      if (!event) return void (await add.mutateAsync(input));
      const { caseId: _, text, ...work } = input;
      await edit.mutateAsync({ eventId: event.id, version: event.version, text, work });
    },
    onDone: useEventDone(key, props),
  });
}
