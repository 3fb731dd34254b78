"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { addDays, type Day } from "@/server/kernel/days";
import { DayInput } from "../form/day-input";
import { useShortcut } from "../shell/shortcuts";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";

type DayStepperProps = { value: Day; today: Day; onChange: (day: Day) => void };

/** A day to look at: typed, chosen, or a step back and forth by the arrow keys. */
export function DayStepper({ value, today, onChange }: DayStepperProps) {
  const t = useTranslations("dunning.day");
  const step = (by: number) => onChange(addDays(value, by));
  const group = "general" as const;
  useShortcut({ keys: "left", label: t("previous"), group, run: () => step(-1) });
  useShortcut({ keys: "right", label: t("next"), group, run: () => step(1) });
  return (
    <div className="flex items-center gap-1" title={t("keys")}>
      <IconButton icon={ChevronLeft} label={t("previous")} onClick={() => step(-1)} />
      <span className="w-34">
        <DayInput aria-label={t("label")} value={value} onChange={(day) => day && onChange(day)} />
      </span>
      <IconButton icon={ChevronRight} label={t("next")} onClick={() => step(1)} />
      <Button kind="quiet" disabled={value === today} onClick={() => onChange(today)}>
        {t("today")}
      </Button>
    </div>
  );
}
