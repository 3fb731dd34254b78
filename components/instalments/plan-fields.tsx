"use client";

import { useTranslations } from "next-intl";
import { RHYTHMS, type Rhythm } from "@/db/values/instalments";
import { Checkbox } from "../form/checkbox";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { MoneyInput, NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { Segmented } from "../ui/segmented";
import type { ScheduleDraft } from "./use-schedule-draft";

/** How the amount is split: by count or by amount, from which day, how often. */
export function PlanFields({ draft }: { draft: ScheduleDraft }) {
  const t = useTranslations("instalments");
  const { plan, change, currency } = draft;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <span className="font-[550] text-ink-2">{t("create.by")}</span>
        <Segmented
          label={t("create.by")}
          value={plan.by}
          onChange={(by) => change({ by })}
          options={[
            { value: "count", label: t("create.byCount") },
            { value: "amount", label: t("create.byAmount") },
          ]}
        />
        {plan.by === "count" ? (
          <Checkbox
            label={t("create.isWhole")}
            checked={plan.isWhole}
            onChange={(isWhole) => change({ isWhole })}
          />
        ) : null}
      </div>
      <div className="grid grid-cols-3 gap-3 max-md:grid-cols-2">
        {plan.by === "count" ? (
          <Field label={t("create.count")} required>
            <NumberInput name="count" value={plan.count} onChange={(count) => change({ count })} />
          </Field>
        ) : (
          <Field label={t("create.amount")} required>
            <MoneyInput
              name="amount"
              currency={currency}
              value={plan.amountMinor}
              onChange={(amountMinor) => change({ amountMinor })}
            />
          </Field>
        )}
        <Field label={t("create.firstOn")} required>
          <DayInput
            name="firstOn"
            value={plan.firstOn}
            onChange={(firstOn) => change({ firstOn })}
          />
        </Field>
        <Field label={t("create.rhythm")}>
          <Select
            value={plan.rhythm}
            onChange={(rhythm: Rhythm) => change({ rhythm })}
            options={RHYTHMS.map((value) => ({ value, label: t(`rhythms.${value}`) }))}
          />
        </Field>
      </div>
    </>
  );
}
