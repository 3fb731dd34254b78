import { type Day, formatDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { type Currency, formatMoney } from "@/server/kernel/money";

/** Texts of one language; keys of kinds of entries come as data, so they are not typed. */
export interface ExplainWords {
  locale: Locale;
  say: ((key: string, values?: Record<string, string | number>) => string) & {
    has(key: string): boolean;
  };
}

type Payment = {
  valueOn: Day;
  amountMinor: number;
  variableSymbol: string | null;
  source: string;
};

type Line = {
  type: string;
  kind: string;
  description: string;
  interest: {
    days: number;
    yearDays: number;
    capitalMinor: number;
    source: string;
    reference: { series: string; on: Day; ratePercent: string; marginPercent: string } | null;
  } | null;
  payment: Payment | null;
  reason: string | null;
};

export type Told = { text: string; detail: string };

const NBSP = "\u00a0";

/** "11.75" -> "11,75 %" as the language writes it. */
export function percentOf(percent: string, locale: Locale): string {
  return locale === "en" ? `${percent}%` : `${percent.replace(".", ",")}${NBSP}%`;
}

/** "úrok z prodlení", with what the component is called where it is called anything. */
export function kindText(
  { kind, description }: { kind: string; description: string },
  { say }: ExplainWords,
): string {
  const key = `claims.kinds.${kind}`;
  const name = say.has(key) ? say(key) : kind;
  return description ? `${name} (${description})` : name;
}

/** What a line of the derivation says; a kind of entry without a text of its own is still told. */
export function lineText(line: Line, currency: Currency, words: ExplainWords): Told {
  const { say } = words;
  const kind = kindText(line, words);
  const known = `explanation.types.${line.type}`;
  const key = say.has(known) ? known : "explanation.types.other";
  const text = say(key, { kind, count: line.interest?.days ?? 0 });
  const about = line.interest
    ? interestText(line.interest, currency, words)
    : line.payment
      ? paymentText(line.payment, currency, words)
      : [];
  return { text, detail: [...about, line.reason].filter(Boolean).join(" · ") };
}

/** What the overpayment took from a payment, or gave back to it. */
export function overpaymentText(
  { amountMinor, payment }: { amountMinor: number; payment: Payment | null },
  currency: Currency,
  words: ExplainWords,
): Told {
  const text = words.say(`explanation.${amountMinor > 0 ? "kept" : "used"}`);
  return { text, detail: payment ? paymentText(payment, currency, words).join(" · ") : "" };
}

function interestText(
  { yearDays, source, reference, capitalMinor }: NonNullable<Line["interest"]>,
  currency: Currency,
  { locale, say }: ExplainWords,
): string[] {
  const year = say("explanation.year", { days: yearDays });
  const amount = formatMoney(capitalMinor, currency, locale);
  const capital = capitalMinor > 0 ? [say("explanation.capital", { amount })] : [];
  if (!reference) {
    return [source === "agreed" ? say("explanation.agreed") : source, year, ...capital];
  }
  const rate = say("explanation.reference", {
    series: say(`explanation.series.${reference.series}`),
    day: formatDay(reference.on, locale),
    rate: percentOf(reference.ratePercent, locale),
    margin: percentOf(reference.marginPercent, locale),
  });
  return [rate, source, year, ...capital];
}

function paymentText(payment: Payment, currency: Currency, { locale, say }: ExplainWords) {
  const amount = formatMoney(payment.amountMinor, currency, locale);
  const symbol = payment.variableSymbol;
  const source = `explanation.sources.${payment.source}`;
  return [
    say("explanation.ofPayment", { amount, day: formatDay(payment.valueOn, locale) }),
    ...(symbol ? [say("explanation.symbol", { symbol })] : []),
    ...(say.has(source) ? [say(source)] : []),
  ];
}

/** What a person calls a claim: its description, else its symbol and due day. */
export function claimText(
  claim: { title: string; variableSymbol: string | null; dueOn: Day },
  { locale, say }: ExplainWords,
): string {
  const day = formatDay(claim.dueOn, locale);
  const { title, variableSymbol: symbol } = claim;
  if (!symbol) return title || say("claims.named.due", { day });
  const named = say("claims.named.symbolAndDue", { symbol, day });
  return title ? `${title}, ${named}` : named;
}
