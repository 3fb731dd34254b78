"use client";

import { Check, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { dateOf, formatDay, monthOf } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { cx } from "../ui/cx";
import { toneText, toneWash } from "../ui/tone";
import { Tooltip } from "../ui/tooltip";
import { type Instalment, instalmentFill, instalmentTone, type Schedule } from "./rows";

/** The instalments as a picture: a leaf each, coloured by its state, filled as it is paid. */
export function ScheduleCalendar({ schedule }: { schedule: Schedule }) {
  const t = useTranslations("instalments.onCase");
  return (
    <ol
      aria-label={t("calendar")}
      className={cx("flex max-h-44 flex-wrap gap-1 overflow-y-auto p-0.5", isOver(schedule))}
    >
      {schedule.instalments.map((instalment) => (
        <li key={instalment.id}>
          <Leaf instalment={instalment} schedule={schedule} />
        </li>
      ))}
    </ol>
  );
}

const isOver = ({ endKind }: Schedule) => endKind !== null && "opacity-60";

type LeafProps = { instalment: Instalment; schedule: Schedule };

function Leaf({ instalment, schedule }: LeafProps) {
  const t = useTranslations("instalments");
  const locale = useLocale();
  const { position, dueOn, amountMinor, paidMinor, state } = instalment;
  const tone = instalmentTone[state];
  const label = t("onCase.cell", {
    position,
    amount: formatMoney(amountMinor, schedule.currency, locale),
    day: formatDay(dueOn, locale),
    state: t(`instalment.${state}`),
  });
  return (
    <Tooltip label={<Story instalment={instalment} schedule={schedule} title={label} />}>
      <button
        type="button"
        aria-label={label}
        data-state-of-instalment={state}
        className={cx(
          "grid h-9 w-14 grid-rows-[1fr_3px] overflow-hidden rounded-sm border border-rule",
          toneWash[tone],
          toneText[tone],
        )}
      >
        <span className="figures flex items-center justify-center gap-0.5 whitespace-nowrap text-2xs">
          {state === "paid" ? <Check className="size-2.5" aria-hidden /> : null}
          {state === "overdue" ? <TriangleAlert className="size-2.5" aria-hidden /> : null}
          {`${dateOf(dueOn)}. ${monthOf(dueOn)}.`}
        </span>
        <span aria-hidden className="bg-rule">
          <span
            className={cx("block h-full", instalmentFill(state))}
            style={{ width: `${Math.round((paidMinor / amountMinor) * 100)}%` }}
          />
        </span>
      </button>
    </Tooltip>
  );
}

/** Which payments paid it, and what is missing. */
function Story({ instalment, schedule, title }: LeafProps & { title: string }) {
  const parts = usePaidParts(instalment, schedule);
  return (
    <span className="grid gap-0.5">
      <span className="font-[600]">{title}</span>
      {parts.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </span>
  );
}

/** "500,00 Kč dne 1. 11. 2026", and "chybí …" where something is. */
export function usePaidParts(instalment: Instalment, { currency }: Schedule): string[] {
  const t = useTranslations("instalments.onCase");
  const locale = useLocale();
  const money = (amountMinor: number) => formatMoney(amountMinor, currency, locale);
  const { parts, amountMinor, paidMinor } = instalment;
  const paid = parts.map((part) =>
    t("paidPart", { amount: money(part.amountMinor), day: formatDay(part.valueOn, locale) }),
  );
  if (paid.length === 0) return [t("noPart")];
  if (paidMinor >= amountMinor) return paid;
  return [...paid, t("openPart", { amount: money(amountMinor - paidMinor) })];
}
