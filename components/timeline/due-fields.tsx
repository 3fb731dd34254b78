"use client";

import { useTranslations } from "next-intl";
import { type Day, dayOf } from "@/server/kernel/days";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { Button } from "../ui/button";
import { clockOf, instantAt, type UsualDay, usualDays } from "./prague-time";

export type DueFieldsProps = {
  dueAt: Date | null;
  isAllDay: boolean;
  error?: string;
  onChange: (dueAt: Date | null, isAllDay: boolean) => void;
};

/** A deadline: a day, and an hour where it matters; the usual days one click away. */
export function DueFields({ dueAt, isAllDay, error, onChange }: DueFieldsProps) {
  const t = useTranslations("timeline");
  const today = dayOf(new Date());
  const day = dueAt ? dayOf(dueAt) : null;
  const time = dueAt && !isAllDay ? clockOf(dueAt) : "";
  const set = (nextDay: Day | null, nextTime: string) =>
    onChange(nextDay ? instantAt(nextDay, nextTime || "00:00") : null, nextTime === "");
  const picks: ["today" | UsualDay, Day][] = [["today", today], ...usualDays(today)];
  return (
    <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
      <Field label={t("fields.due")} error={error} required className="w-36">
        <DayInput name="dueAt" value={day} onChange={(next) => set(next, time)} />
      </Field>
      <Field label={t("fields.time")} className="w-24">
        <TextInput type="time" value={time} onChange={(next) => set(day ?? today, next)} />
      </Field>
      <div className="flex flex-wrap gap-1 pb-0.5">
        {picks.map(([key, pick]) => (
          <Button
            key={key}
            size="sm"
            kind={pick === day ? "secondary" : "quiet"}
            aria-pressed={pick === day}
            onClick={() => set(pick, time)}
          >
            {t(`picks.${key}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
