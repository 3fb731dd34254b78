"use client";

import { Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { type Day as DayText, formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { Day } from "../format/day";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { Section } from "../ui/section";
import { UndoDialog, type Undone } from "./undo-dialog";

type Concessions = RouterOutput["claims"]["concessions"];

interface Line {
  undone: Undone;
  on: DayText;
  text: string;
  reason: string;
  byName: string | null;
  isOver: boolean;
  /** null: it cannot be taken back (any more). */
  permission: "claims:waive" | "claims:reverse" | null;
}

/** Waivers, write-offs, settlements, assignments and overpayments that left; each may be undone. */
export function ConcessionRows({ caseId }: { caseId: number }) {
  const t = useTranslations("claims.concessions");
  const may = useMay();
  const { data } = trpc.claims.concessions.useQuery({ caseId });
  const [asked, setAsked] = useState<Line | null>(null);
  const linesOf = useLines();
  const lines = data ? linesOf(data) : [];
  if (lines.length === 0) return null;
  return (
    <Section level={3} title={t("title")} count={lines.length}>
      <ul aria-label={t("title")}>
        {lines.map((line) => (
          <li
            key={`${line.undone.what} ${line.undone.id}`}
            className="grid grid-cols-[6.5rem_1fr_auto] items-baseline gap-x-3 border-rule border-b py-1.5 max-md:grid-cols-[1fr_auto]"
          >
            <Day value={line.on} className="max-md:col-span-2" />
            <div className="min-w-0">
              <p className={cx(line.isOver && "text-ink-3 line-through")}>{line.text}</p>
              <p className="text-ink-3 text-xs">
                {[line.reason, line.byName].filter(Boolean).join(" · ")}
              </p>
            </div>
            {line.permission && may(line.permission) ? (
              <Button size="sm" kind="quiet" icon={Undo2} onClick={() => setAsked(line)}>
                {t("undo")}
              </Button>
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
      {asked ? (
        <UndoDialog target={asked.undone} title={asked.text} onClose={() => setAsked(null)} />
      ) : null}
    </Section>
  );
}

function useLines(): (data: Concessions) => Line[] {
  const t = useTranslations("claims.concessions");
  const locale = useLocale();
  const money = (amountMinor: number, currency: "CZK" | "EUR") =>
    formatMoney(amountMinor, currency, locale);
  return ({ acts, settlements, assignments, surplus }) =>
    [
      ...acts.map((act): Line => {
        const text = t(act.kind, { amount: money(act.amountMinor, act.currency) });
        return { ...said(act, act.valueOn), undone: { what: "act", id: act.id }, text };
      }),
      ...settlements.map((each): Line => {
        const { outcome, currency, payBy } = each;
        const text = t(`settlements.${outcome ?? "open"}`, {
          amount: money(each.payMinor, currency),
          paid: money(each.paidMinor, currency),
          day: formatDay(payBy, locale),
        });
        return {
          ...said(each, each.agreedOn),
          ...{ undone: { what: "settlement", id: each.id }, text },
          isOver: each.isUndone || outcome === "withdrawn" || outcome === "lapsed",
          permission: outcome === null ? "claims:waive" : null,
        };
      }),
      ...assignments.map((each): Line => {
        const text = t("assigned", { from: each.fromName, to: each.toName });
        return {
          ...said(each, each.assignedOn),
          undone: { what: "assignment", id: each.id },
          text,
        };
      }),
      ...surplus.map((each): Line => {
        const amount = money(each.amountMinor, each.currency);
        const text =
          each.kind === "return"
            ? t("returned", { amount })
            : t("moved", { amount, refNo: each.toRefNo ?? "–" });
        return {
          ...said(each, each.valueOn),
          ...{ undone: { what: "surplus", id: each.id }, text },
          permission: each.isUndone ? null : "claims:reverse",
        };
      }),
    ].sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
}

function said(
  { reason, byName, isUndone }: { reason: string; byName: string | null; isUndone: boolean },
  on: DayText,
): Omit<Line, "undone" | "text"> {
  return { on, reason, byName, isOver: isUndone, permission: isUndone ? null : "claims:waive" };
}
