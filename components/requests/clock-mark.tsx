"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatInstant } from "@/server/kernel/days";
import type { RouterOutput } from "../api/crm";
import { cx } from "../ui/cx";
import { type Tone, toneFill, toneText } from "../ui/tone";
import { useSpan } from "./use-words";

type Clock = RouterOutput["requests"]["list"]["items"][number]["clock"];

function toneOf({ leftMs, isWarned, dueAt }: NonNullable<Clock>): Tone {
  if (leftMs < 0) return "danger";
  if (dueAt === null) return "neutral";
  return isWarned ? "warning" : "positive";
}

/** How much of the promised working time is used up, as a bar with words beside it. */
export function ClockMark({ clock }: { clock: Clock }) {
  const t = useTranslations("requests.clock");
  const locale = useLocale();
  const span = useSpan();
  if (!clock) return null;
  const { promise, totalMs, leftMs, dueAt } = clock;
  const tone = toneOf(clock);
  const share = Math.min(1, Math.max(0, (totalMs - leftMs) / totalMs));
  const state = leftMs < 0 ? "late" : dueAt === null ? "resting" : "left";
  return (
    <span
      className="inline-flex items-center gap-1.5 whitespace-nowrap text-xs"
      title={dueAt ? t("dueAt", { at: formatInstant(dueAt, locale) }) : undefined}
    >
      <span className="h-1 w-12 overflow-hidden rounded-full bg-rule" aria-hidden>
        <span
          className={cx("block h-full rounded-full", toneFill[tone])}
          style={{ width: `${share * 100}%` }}
        />
      </span>
      <span className={cx("figures", tone === "positive" ? "text-ink-2" : toneText[tone])}>
        <span className="sr-only">{t(promise)} </span>
        {t(state, { span: span(leftMs) })}
      </span>
    </span>
  );
}
