"use client";

import { useLocale, useTranslations } from "next-intl";
import type { Day as DayText } from "@/server/kernel/days";
import { formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { Banner } from "../ui/banner";
import { ErrorState } from "../ui/empty-state";
import { Sheet } from "../ui/sheet";
import { SkeletonRows } from "../ui/skeleton";
import type { InterestOfClaim } from "./stop-interest-dialog";
import { useClaimName } from "./use-claim-name";
import { usePercent } from "./use-percent";

type Explained = RouterOutput["claims"]["explainInterest"];
type Line = Explained["lines"][number];

type InterestSheetProps = { target: InterestOfClaim; onDay: DayText | null; onClose: () => void };

/** Explains a number: how the interest of a claim came about, line by line. */
export function InterestSheet({ target, onDay, onClose }: InterestSheetProps) {
  const t = useTranslations("claims");
  const nameOf = useClaimName();
  const errorText = useErrorText();
  const { claim, component } = target;
  const query = trpc.claims.explainInterest.useQuery({ componentId: component.id, onDay });
  return (
    <Sheet
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("explain.title", { kind: t(`kinds.${component.kind}`) })}
      description={nameOf(claim)}
    >
      {query.error ? (
        <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
      ) : query.data ? (
        <Derivation explained={query.data} />
      ) : (
        <SkeletonRows rows={6} />
      )}
    </Sheet>
  );
}

const cell = "border-rule border-b px-1.5 py-1 align-top";

function Derivation({ explained }: { explained: Explained }) {
  const t = useTranslations("claims.explain");
  const locale = useLocale();
  const { currency, lines } = explained;
  return (
    <div className="grid gap-3">
      {explained.unknownFrom && explained.unknownFrom <= explained.onDay ? (
        <Banner tone="danger">
          {t("unknownFrom", { day: formatDay(explained.unknownFrom, locale) })}
        </Banner>
      ) : null}
      <Summary explained={explained} />
      {lines.length === 0 ? (
        <p className="text-ink-2">{t("empty")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table has to be scrollable by keyboard.
        <section className="overflow-x-auto" tabIndex={0} aria-label={t("lines")}>
          <table className="w-full border-collapse text-sm">
            <thead>
              <tr className="text-left text-ink-2 text-xs">
                {(["days", "base", "rate", "amount", "total"] as const).map((column, index) => (
                  <th
                    key={column}
                    scope="col"
                    className={`${cell} font-[550] ${index === 0 ? "" : "text-right"}`}
                  >
                    {t(`columns.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <DerivationRow key={line.from} line={line} currency={currency} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      <p className="text-ink-3 text-xs">
        {t(`dayCount.${explained.dayCount}`)} {t("edition", { version: explained.packVersion })}
      </p>
    </div>
  );
}

function Summary({ explained }: { explained: Explained }) {
  const t = useTranslations("claims.explain");
  const locale = useLocale();
  const { currency } = explained;
  const figures = [
    ["total", explained.totalMinor],
    ["paid", explained.paidMinor],
    ["balance", explained.balanceMinor],
    ["perDay", explained.perDayMinor],
  ] as const;
  return (
    <div className="grid gap-1">
      <p className="text-ink-2 text-sm">
        {t("onDay", { day: formatDay(explained.onDay, locale) })}
      </p>
      <dl className="flex flex-wrap gap-x-6 gap-y-2">
        {figures.map(([name, amountMinor]) => (
          <div key={name}>
            <dt className="text-ink-2 text-xs">{t(name)}</dt>
            <dd className={name === "balance" ? "font-[650]" : undefined}>
              <Money amountMinor={amountMinor} currency={currency} emphasis="none" />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function DerivationRow({ line, currency }: { line: Line; currency: "CZK" | "EUR" }) {
  const t = useTranslations("claims.explain");
  const word = useTranslations("explanation");
  const locale = useLocale();
  const percent = usePercent();
  const amount = (amountMinor: number) => (
    <Money amountMinor={amountMinor} currency={currency} showCurrency={false} emphasis="none" />
  );
  return (
    <>
      <tr>
        <td className={top}>
          <Day value={line.from} /> – <Day value={line.to} />
        </td>
        <td className={`${top} text-right`}>{amount(line.baseMinor)}</td>
        <td className={`${top} figures whitespace-nowrap text-right`}>
          {percent(line.ratePercent)}
        </td>
        <td className={`${top} text-right`}>{amount(line.amountMinor)}</td>
        <td className={`${top} text-right font-[550]`}>{amount(line.totalMinor)}</td>
      </tr>
      <tr>
        <td colSpan={5} className="border-rule border-b px-1.5 pb-1 text-ink-3 text-xs">
          {t("dayCountOf", { count: line.days, year: line.yearDays })}
          {" · "}
          <Basis line={line} />
          {line.capitalMinor > 0 ? (
            <>
              {" · "}
              {word("capital", { amount: formatMoney(line.capitalMinor, currency, locale) })}
            </>
          ) : null}
        </td>
      </tr>
    </>
  );
}

const top = "px-1.5 pt-1 align-top";

/** "repo ČNB k 1. 7. 2026 3,75 % + 8 %, § 1970 OZ" */
function Basis({ line: { source, reference, isPaused } }: { line: Line }) {
  const t = useTranslations("claims.explain");
  const locale = useLocale();
  const percent = usePercent();
  if (isPaused) return t("paused");
  if (!reference) return t("agreed");
  return (
    <>
      {t("reference", {
        series: t(`series.${reference.series}`),
        day: formatDay(reference.on, locale),
        rate: percent(reference.ratePercent),
        margin: percent(reference.marginPercent),
      })}
      {" · "}
      {source}
    </>
  );
}
