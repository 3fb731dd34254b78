"use client";

import { keepPreviousData } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { BalanceOf } from "@/server/domain/claims/inputs";
import { type Day, formatDay } from "@/server/kernel/days";
import { trpc } from "../api/crm";
import { DayInput } from "../form/day-input";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Money } from "../format/money";
import { Banner } from "../ui/banner";
import { cx } from "../ui/cx";
import { ErrorState } from "../ui/empty-state";
import { Sheet } from "../ui/sheet";
import { SkeletonRows } from "../ui/skeleton";
import { ExplainFile } from "./explain-file";
import { type BalanceExplained, ExplainClaim, ExplainOverpayment } from "./explain-lines";

export type ExplainSheetProps = {
  of: BalanceOf;
  /** Whose balance it is, in words. */
  name: ReactNode;
  /** null: today. */
  onDay: Day | null;
  onClose: () => void;
};

/** Explains a balance on any day, line by line, and gives it out as a file. */
export function ExplainSheet({ of, name, onDay, onClose }: ExplainSheetProps) {
  const t = useTranslations("explanation");
  const errorText = useErrorText();
  const [day, setDay] = useState<Day | null>(onDay);
  const query = trpc.claims.explainBalance.useQuery(
    { of, onDay: day },
    { placeholderData: keepPreviousData },
  );
  return (
    <Sheet
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={name}
      footer={query.data ? <ExplainFile of={of} onDay={query.data.onDay} /> : null}
    >
      <div className="grid gap-4">
        <Field label={t("onDay")} className="max-w-44">
          <DayInput value={day} onChange={setDay} placeholder={t("today")} />
        </Field>
        {query.error ? (
          <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
        ) : query.data ? (
          <div className={cx("grid gap-4", query.isPlaceholderData && "opacity-60")}>
            <Explained explained={query.data} />
          </div>
        ) : (
          <SkeletonRows rows={6} />
        )}
      </div>
    </Sheet>
  );
}

function Explained({ explained }: { explained: BalanceExplained }) {
  const t = useTranslations("explanation");
  const locale = useLocale();
  const { claims, currency, unknownFrom } = explained;
  return (
    <>
      {unknownFrom ? (
        <Banner tone="danger">
          {t("file.unknownFrom", { day: formatDay(unknownFrom, locale) })}
        </Banner>
      ) : null}
      <Summary explained={explained} />
      {claims.length === 0 ? <p className="text-ink-2">{t("empty")}</p> : null}
      {claims.map((claim) => (
        <ExplainClaim key={claim.id} claim={claim} currency={currency} isAlone={isAlone(claims)} />
      ))}
      <ExplainOverpayment explained={explained} />
      <Basis explained={explained} />
    </>
  );
}

const isAlone = (claims: readonly unknown[]) => claims.length === 1;

function Summary({ explained }: { explained: BalanceExplained }) {
  const t = useTranslations("explanation");
  const { currency, balanceMinor, overpaymentMinor, perDayMinor } = explained;
  const figures = [
    ["balance", balanceMinor],
    ...(perDayMinor > 0 ? [["perDay", perDayMinor] as const] : []),
    ...(overpaymentMinor > 0 ? [["overpayment", overpaymentMinor] as const] : []),
  ] as ["balance" | "perDay" | "overpayment", number][];
  return (
    <dl className="flex flex-wrap items-end gap-x-6 gap-y-2">
      {figures.map(([key, amountMinor]) => (
        <div key={key}>
          <dt className="text-ink-2 text-xs">{t(key)}</dt>
          <dd
            className={cx(
              key === "balance" && "double-rule inline-block pb-0.5 font-[650] text-lg",
              key === "overpayment" && "text-info",
            )}
          >
            <Money amountMinor={amountMinor} currency={currency} emphasis="none" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Paragraphs, how days are counted, and the edition of the rates. */
function Basis({ explained }: { explained: BalanceExplained }) {
  const t = useTranslations("explanation");
  const { sources, dayCounts, editions } = explained;
  if (sources.length === 0) return null;
  return (
    <section className="text-ink-2 text-xs" aria-label={t("legal")}>
      <h3 className="font-[550] text-ink">{t("legal")}</h3>
      <ul className="list-disc pl-4">
        {sources.map((source) => (
          <li key={source}>{source === "agreed" ? t("file.agreed") : source}</li>
        ))}
        {dayCounts.map((dayCount) => (
          <li key={dayCount}>{t(`file.${dayCount}`)}</li>
        ))}
        {editions.map((version) => (
          <li key={version}>{t("file.edition", { version })}</li>
        ))}
      </ul>
      <p className="pt-1 text-ink-3">{t("toConfirm")}</p>
    </section>
  );
}
