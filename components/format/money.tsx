import { useLocale } from "next-intl";
import { type Currency, formatAmount } from "@/server/kernel/money";
import { cx } from "../ui/cx";

export type MoneyProps = {
  /** Integer minor units (haléře, cents). */
  amountMinor: number | null | undefined;
  currency: Currency;
  /** "sign": negative red; "owed": positive amounts stand out, zero is muted. */
  emphasis?: "none" | "sign" | "owed";
  /** Off where the column's heading or the total names the currency. */
  showCurrency?: boolean;
  className?: string;
};

/** An amount: tabular figures, right-aligned by its container, the currency in a fixed muted slot. */
export function Money(props: MoneyProps) {
  const { amountMinor, currency, emphasis = "sign", showCurrency = true, className } = props;
  const locale = useLocale();
  if (amountMinor === null || amountMinor === undefined) {
    return <span className={cx("figures text-ink-3", className)}>–</span>;
  }
  const symbol = currency === "EUR" ? "€" : locale === "en" ? "CZK" : "Kč";
  return (
    <span className={cx("figures whitespace-nowrap", toneOf(amountMinor, emphasis), className)}>
      {showCurrency && locale === "en" ? (
        <span className={cx("font-normal text-ink-2", currency === "CZK" && "mr-1")}>{symbol}</span>
      ) : null}
      {formatAmount(amountMinor, locale).replace("-", "−")}
      {showCurrency && locale !== "en" ? (
        <span className="inline-block min-w-[1.6em] text-left font-normal text-ink-2">
          {`\u00a0${symbol}`}
        </span>
      ) : null}
    </span>
  );
}

function toneOf(amountMinor: number, emphasis: MoneyProps["emphasis"]): string | undefined {
  if (emphasis === "none") return undefined;
  if (amountMinor < 0) return "text-danger";
  if (emphasis === "owed") return amountMinor === 0 ? "text-ink-2" : "font-[600]";
  return undefined;
}
