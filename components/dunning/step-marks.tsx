"use client";

import { Flag, Gavel, Zap } from "lucide-react";
import { useTranslations } from "next-intl";
import { cx } from "../ui/cx";
import type { PlanStep } from "./plan";

type Marked = Pick<PlanStep, "isAuto" | "isLast" | "isPreAction">;

/** Small marks of a step: goes by itself, is the gate to court, is the last. */
export function StepMarks({ step, className }: { step: Marked; className?: string }) {
  const t = useTranslations("dunning.summary");
  const marks = [
    { isOn: step.isAuto, icon: Zap, label: t("auto"), look: "text-accent" },
    { isOn: step.isPreAction, icon: Gavel, label: t("preAction"), look: "text-violet" },
    { isOn: step.isLast, icon: Flag, label: t("last"), look: "text-ink-3" },
  ].filter(({ isOn }) => isOn);
  if (marks.length === 0) return null;
  return (
    <span className={cx("flex flex-wrap gap-x-2.5 text-ink-2 text-xs", className)}>
      {marks.map(({ icon: Icon, label, look }) => (
        <span key={label} className="inline-flex items-center gap-1 whitespace-nowrap">
          <Icon className={cx("size-3 shrink-0", look)} aria-hidden />
          {label}
        </span>
      ))}
    </span>
  );
}
