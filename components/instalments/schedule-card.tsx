"use client";

import { Ban, ChevronDown, ChevronUp, Replace } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { useMay } from "../access/account";
import { RefNo } from "../format/ref-no";
import { StateChip } from "../ui/badge";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { MoreMenu } from "../ui/menu";
import type { MenuEntry } from "../ui/menu-entries";
import { instalmentFill, type Schedule, scheduleTone } from "./rows";
import { ScheduleCalendar } from "./schedule-calendar";
import { ScheduleRows } from "./schedule-rows";

export type ScheduleCardProps = {
  schedule: Schedule;
  claimName: string | null;
  /** The symbol that its instalments are paid under: its own, else the claim's. */
  symbol: string | null;
  onReplace: () => void;
  onCancel: () => void;
};

/** One schedule: how it stands in a word and a bar, its calendar, and its rows when asked for. */
export function ScheduleCard(props: ScheduleCardProps) {
  const { schedule, claimName, symbol, onReplace, onCancel } = props;
  const t = useTranslations("instalments");
  const [isOpen, setOpen] = useState(false);
  const entries = useEntries({ schedule, onReplace, onCancel });
  return (
    <article className="grid gap-1.5 border-rule border-b py-2">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <StateChip tone={scheduleTone[schedule.state]} look="wash">
          {t(`states.${schedule.state}`)}
        </StateChip>
        <Summary schedule={schedule} />
        <div className="ml-auto flex items-center gap-1">
          <Button
            size="sm"
            kind="quiet"
            icon={isOpen ? ChevronUp : ChevronDown}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? "onCase.hideRows" : "onCase.rows")}
          </Button>
          {entries.length > 0 ? <MoreMenu entries={entries} /> : null}
        </div>
      </header>
      <Bar schedule={schedule} />
      <ScheduleCalendar schedule={schedule} />
      <Facts schedule={schedule} claimName={claimName} />
      {isOpen ? <ScheduleRows schedule={schedule} symbol={symbol} /> : null}
    </article>
  );
}

/** What one may do with a schedule; for one instalment see use-instalment-entries.ts. */
function useEntries({
  schedule,
  onReplace,
  onCancel,
}: Pick<ScheduleCardProps, "schedule" | "onReplace" | "onCancel">): MenuEntry[] {
  const t = useTranslations("instalments.actions");
  const may = useMay();
  if (schedule.endKind !== null || !may("claims:edit")) return [];
  return [
    { label: t("replace"), icon: Replace, onSelect: onReplace },
    { label: t("cancel"), icon: Ban, danger: true, onSelect: onCancel },
  ];
}

function Summary({ schedule }: { schedule: Schedule }) {
  const t = useTranslations("instalments.onCase");
  const locale = useLocale();
  const { paidMinor, totalMinor, currency, instalments } = schedule;
  return (
    <>
      <span className="figures font-[600]">
        {t("of", {
          paid: formatMoney(paidMinor, currency, locale),
          total: formatMoney(totalMinor, currency, locale),
        })}
      </span>
      <span className="text-ink-2 text-sm">{t("count", { count: instalments.length })}</span>
    </>
  );
}

/** The whole as one line: each instalment as wide as its amount. */
function Bar({ schedule }: { schedule: Schedule }) {
  return (
    <div aria-hidden className="flex h-1.5 gap-px overflow-hidden rounded-full bg-rule">
      {schedule.instalments.map(({ id, amountMinor, state }) => (
        <span
          key={id}
          className={cx("min-w-px", instalmentFill(state))}
          style={{ flexGrow: amountMinor, flexBasis: 0 }}
        />
      ))}
    </div>
  );
}

function Facts({ schedule, claimName }: { schedule: Schedule; claimName: string | null }) {
  const t = useTranslations("instalments");
  const { rhythm, variableSymbol, graceDays, byName, note, endKind } = schedule;
  return (
    <p className="flex flex-wrap gap-x-3 text-ink-3 text-xs">
      {rhythm ? <span>{t(`rhythms.${rhythm}`)}</span> : null}
      {claimName ? <span>{t("onCase.claim", { name: claimName })}</span> : null}
      {variableSymbol ? (
        <span>
          VS <RefNo value={variableSymbol} />
        </span>
      ) : null}
      <span>{t("onCase.grace", { count: graceDays })}</span>
      {byName ? <span>{t("onCase.by", { name: byName })}</span> : null}
      {note ? <span className="text-ink-2">{note}</span> : null}
      {endKind ? <Ended schedule={schedule} /> : null}
    </p>
  );
}

function Ended({ schedule }: { schedule: Schedule }) {
  const t = useTranslations("instalments.onCase");
  const locale = useLocale();
  const day = schedule.endedOn ? formatDay(schedule.endedOn, locale) : "";
  return (
    <span className="text-danger">
      {schedule.endKind === "replaced"
        ? t("replaced", { day })
        : t("cancelled", { day, reason: schedule.endReason ?? "" })}
    </span>
  );
}
