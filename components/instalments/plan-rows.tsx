"use client";

import { Plus, RefreshCw, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { addMonths } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { DayInput } from "../form/day-input";
import { useErrorText } from "../form/error-text";
import { MoneyInput } from "../form/number-input";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { IconButton } from "../ui/icon-button";
import type { Row, ScheduleDraft } from "./use-schedule-draft";

/** Every row as it will be saved; each may be changed by hand. */
export function PlanRows({ draft }: { draft: ScheduleDraft }) {
  const t = useTranslations("instalments.create");
  const errorText = useErrorText();
  const { rows, edit, isPending, error } = draft;
  const add = () => {
    const last = rows.at(-1);
    edit([...rows, { dueOn: last?.dueOn ? addMonths(last.dueOn, 1) : null, amountMinor: null }]);
  };
  return (
    <fieldset className="grid min-w-0 content-start gap-1.5">
      <legend className="pb-1 font-[550] text-ink-2">{t("rows")}</legend>
      {error ? <p className="text-danger text-xs">{errorText(error)}</p> : null}
      <ol
        aria-busy={isPending}
        className={cx("grid max-h-80 gap-1 overflow-y-auto pr-1", isPending && "opacity-60")}
      >
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place.
          <li key={index}>
            <EditableRow draft={draft} row={row} index={index} />
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" kind="quiet" icon={Plus} onClick={add}>
          {t("addRow")}
        </Button>
        {draft.isEdited ? (
          <Button size="sm" kind="quiet" icon={RefreshCw} onClick={draft.forget}>
            {t("recalculate")}
          </Button>
        ) : null}
      </div>
      <Sum draft={draft} />
    </fieldset>
  );
}

function EditableRow({ draft, row, index }: { draft: ScheduleDraft; row: Row; index: number }) {
  const t = useTranslations("instalments.create");
  const { rows, edit, currency } = draft;
  const position = index + 1;
  const change = (next: Partial<Row>) =>
    edit(rows.map((each, at) => (at === index ? { ...each, ...next } : each)));
  return (
    <div className="grid grid-cols-[1.75rem_9rem_1fr_2rem] items-center gap-1.5">
      <span className="figures text-right text-ink-3 text-xs">{position}</span>
      <DayInput
        aria-label={t("rowDay", { position })}
        value={row.dueOn}
        onChange={(dueOn) => change({ dueOn })}
      />
      <MoneyInput
        aria-label={t("rowAmount", { position })}
        currency={currency}
        value={row.amountMinor}
        onChange={(amountMinor) => change({ amountMinor })}
      />
      <IconButton
        icon={X}
        size="sm"
        label={t("removeRow", { position })}
        onClick={() => edit(rows.filter((_, at) => at !== index))}
      />
    </div>
  );
}

function Sum({ draft }: { draft: ScheduleDraft }) {
  const t = useTranslations("instalments.create");
  const locale = useLocale();
  const { rows, currency, form, isEdited } = draft;
  const sumMinor = rows.reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0), 0);
  const difference = sumMinor - (form.values.totalMinor ?? 0);
  const money = (minor: number) => formatMoney(minor, currency, locale);
  return (
    <p
      role="status"
      className={cx("figures text-sm", difference === 0 ? "text-ink-2" : "text-danger")}
    >
      {difference === 0 || rows.length === 0
        ? t("sum", { sum: money(sumMinor) })
        : t("sumDiffers", { sum: money(sumMinor), difference: money(difference) })}
      {isEdited ? <span className="pl-2 text-ink-3 text-xs">{t("edited")}</span> : null}
    </p>
  );
}
