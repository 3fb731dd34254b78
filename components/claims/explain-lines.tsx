"use client";

import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import type { Currency } from "@/server/kernel/money";
import type { RouterOutput } from "../api/crm";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { cx } from "../ui/cx";
import {
  claimText,
  type ExplainWords,
  lineText,
  overpaymentText,
  percentOf,
  type Told,
} from "./explain-text";

export type BalanceExplained = RouterOutput["claims"]["explainBalance"];
type Claim = BalanceExplained["claims"][number];
type Line = Claim["lines"][number];

/** Texts in the reader's language, for functions that are given a language. */
export function useExplainWords(): ExplainWords {
  const t = useTranslations();
  const locale = useLocale();
  return useMemo(() => ({ locale, say: t as unknown as ExplainWords["say"] }), [t, locale]);
}

const cell = "border-rule border-b px-1.5 py-1 align-top";
const right = `${cell} text-right`;

type ExplainClaimProps = { claim: Claim; currency: Currency; isAlone: boolean };

/** The account of one claim with a running balance. */
export function ExplainClaim({ claim, currency, isAlone }: ExplainClaimProps) {
  const t = useTranslations("explanation");
  const words = useExplainWords();
  const name = claimText(claim, words);
  return (
    <section aria-label={name}>
      {isAlone ? null : (
        <h3 className="flex flex-wrap items-baseline justify-between gap-2 pb-1 font-[600]">
          <span>{name}</span>
          <Money amountMinor={claim.balanceMinor} currency={currency} emphasis="none" />
        </h3>
      )}
      <LinesFrame label={`${t("lines")}: ${name}`}>
        <thead>
          <tr className="text-left text-ink-2 text-xs">
            {(["day", "text", "base", "rate", "amount", "total"] as const).map((column, index) => (
              <th
                key={column}
                scope="col"
                className={cx(
                  index < 2 ? cell : right,
                  "font-[550]",
                  isSideColumn(column) && "max-md:hidden",
                )}
              >
                {t(`columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {claim.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the account is read, never reordered.
            <LineRow key={index} {...{ line, currency, words }} />
          ))}
        </tbody>
      </LinesFrame>
    </section>
  );
}

const isSideColumn = (column: string) => column === "base" || column === "rate";

function LinesFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table has to be scrollable by keyboard.
    <section className="overflow-x-auto" tabIndex={0} aria-label={label}>
      <table className="w-full border-collapse text-sm">{children}</table>
    </section>
  );
}

type LineRowProps = { line: Line; currency: Currency; words: ExplainWords };

function LineRow({ line, currency, words }: LineRowProps) {
  const { interest } = line;
  const rate = interest ? percentOf(interest.ratePercent, words.locale) : "";
  return (
    <tr>
      <td className={cx(cell, "whitespace-nowrap")}>
        {interest ? (
          <>
            <Day value={interest.from} /> –<br />
            <Day value={interest.to} />
          </>
        ) : (
          <Day value={line.on} />
        )}
      </td>
      <td className={cell}>
        <ToldText told={lineText(line, currency, words)}>
          {interest ? (
            <span className="block text-ink-3 text-xs md:hidden">
              <Money amountMinor={interest.baseMinor} currency={currency} emphasis="none" /> ×{" "}
              {rate}
            </span>
          ) : null}
          {line.byName ? <span className="block text-ink-3 text-xs">{line.byName}</span> : null}
        </ToldText>
      </td>
      <td className={cx(right, "max-md:hidden")}>
        {interest ? <Amount amountMinor={interest.baseMinor} currency={currency} /> : null}
      </td>
      <td className={cx(right, "figures whitespace-nowrap max-md:hidden")}>{rate}</td>
      <td className={right}>
        <Amount amountMinor={line.amountMinor} currency={currency} />
      </td>
      <td className={cx(right, "font-[550]")}>
        <Amount amountMinor={line.totalMinor} currency={currency} />
      </td>
    </tr>
  );
}

function Amount(props: { amountMinor: number; currency: Currency }) {
  return <Money {...props} showCurrency={false} emphasis="none" />;
}

function ToldText({ told, children }: { told: Told; children?: ReactNode }) {
  return (
    <>
      {told.text}
      {told.detail ? <span className="block text-ink-3 text-xs">{told.detail}</span> : null}
      {children}
    </>
  );
}

/** Money kept on the case: its own account beside the debt. */
export function ExplainOverpayment({ explained }: { explained: BalanceExplained }) {
  const t = useTranslations("explanation");
  const words = useExplainWords();
  const { overpayments, currency } = explained;
  if (overpayments.length === 0) return null;
  return (
    <section aria-label={t("overpayment")}>
      <h3 className="pb-1 font-[600]">{t("overpayment")}</h3>
      <LinesFrame label={`${t("lines")}: ${t("overpayment")}`}>
        <tbody>
          {overpayments.map((step) => (
            <tr key={`${step.on} ${step.payment?.id}`}>
              <td className={cx(cell, "whitespace-nowrap")}>
                <Day value={step.on} />
              </td>
              <td className={cell}>
                <ToldText told={overpaymentText(step, currency, words)} />
              </td>
              <td className={right}>
                <Amount amountMinor={step.amountMinor} currency={currency} />
              </td>
              <td className={cx(right, "font-[550]")}>
                <Amount amountMinor={step.totalMinor} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </LinesFrame>
    </section>
  );
}
