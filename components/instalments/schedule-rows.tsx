"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PaymentQrDialog, type PaymentQrProps } from "../claims/payment-qr-dialog";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { cx } from "../ui/cx";
import { MoreMenu } from "../ui/menu";
import type { MenuEntry } from "../ui/menu-entries";
import { toneText } from "../ui/tone";
import { type Instalment, instalmentTone, type Schedule } from "./rows";
import { usePaidParts } from "./schedule-calendar";
import { useInstalmentEntries } from "./use-instalment-entries";

type ScheduleRowsProps = { schedule: Schedule; symbol: string | null };

/** The same instalments to be read: when, how much, by which payments. */
export function ScheduleRows({ schedule, symbol }: ScheduleRowsProps) {
  const t = useTranslations("instalments");
  const [qr, setQr] = useState<PaymentQrProps | null>(null);
  const entriesOf = useInstalmentEntries(schedule, { symbol, onQr: setQr });
  return (
    <>
      <table className="w-full text-sm">
        <thead className="text-ink-3 text-xs">
          <tr className="border-rule border-b">
            <th className="w-8 py-1 text-right font-[450]">{t("columns.position")}</th>
            <th className="px-3 py-1 text-left font-[450]">{t("columns.dueOn")}</th>
            <th className="py-1 text-right font-[450]">{t("columns.amount")}</th>
            <th className="px-3 py-1 text-left font-[450]">{t("columns.state")}</th>
            <th className="py-1 text-left font-[450] max-md:hidden">{t("columns.payments")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {schedule.instalments.map((instalment) => (
            <Row
              key={instalment.id}
              instalment={instalment}
              schedule={schedule}
              entries={entriesOf(instalment)}
            />
          ))}
        </tbody>
      </table>
      {qr ? <PaymentQrDialog {...qr} onClose={() => setQr(null)} /> : null}
    </>
  );
}

type RowProps = { instalment: Instalment; schedule: Schedule; entries: MenuEntry[] };

function Row({ instalment, schedule, entries }: RowProps) {
  const t = useTranslations("instalments");
  const parts = usePaidParts(instalment, schedule);
  const { position, dueOn, amountMinor, state } = instalment;
  return (
    <tr className="border-rule border-b align-baseline">
      <td className="figures py-1 text-right text-ink-3">{position}</td>
      <td className="whitespace-nowrap px-3 py-1">
        <Day value={dueOn} />
      </td>
      <td className="whitespace-nowrap py-1 text-right">
        <Money amountMinor={amountMinor} currency={schedule.currency} emphasis="none" />
      </td>
      <td className={cx("px-3 py-1", toneText[instalmentTone[state]])}>
        {t(`instalment.${state}`)}
      </td>
      <td className="py-1 text-ink-2 max-md:hidden">
        {instalment.parts.length > 0 ? parts.join(" · ") : null}
      </td>
      <td className="w-8 text-right align-middle">
        {entries.length > 0 ? (
          <MoreMenu entries={entries} label={t("actions.ofInstalment", { position })} />
        ) : null}
      </td>
    </tr>
  );
}
