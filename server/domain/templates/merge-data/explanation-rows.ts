import { formatDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";
import { type ExplainedLine, explainBalance } from "../../claims";
import type { Context } from "../../context";
import type { Group } from "../language";
import { day, group, money, text } from "./values";

type Words = Record<ExplainedLine["kind"] | "payment" | "reversal" | "bounce", string>;

const WORDS: Record<Locale, Words> = {
  cs: {
    ...{ principal: "Jistina", interest: "Úrok", lateInterest: "Úrok z prodlení" },
    ...{ contractualPenalty: "Smluvní pokuta", costs: "Náklady", fee: "Poplatek" },
    ...{ payment: "Platba", reversal: "Oprava", bounce: "Vrácená platba" },
  },
  sk: {
    ...{ principal: "Istina", interest: "Úrok", lateInterest: "Úrok z omeškania" },
    ...{ contractualPenalty: "Zmluvná pokuta", costs: "Náklady", fee: "Poplatok" },
    ...{ payment: "Platba", reversal: "Oprava", bounce: "Vrátená platba" },
  },
  en: {
    ...{ principal: "Principal", interest: "Interest", lateInterest: "Late interest" },
    ...{ contractualPenalty: "Contractual penalty", costs: "Costs", fee: "Fee" },
    ...{ payment: "Payment", reversal: "Correction", bounce: "Returned payment" },
  },
  ru: {
    ...{ principal: "Основной долг", interest: "Проценты", lateInterest: "Проценты за просрочку" },
    ...{ contractualPenalty: "Договорная неустойка", costs: "Расходы", fee: "Сбор" },
    ...{ payment: "Платёж", reversal: "Исправление", bounce: "Возврат платежа" },
  },
};

/** How the balance of a case came about, a line a row, as the page explains it. */
export async function explanationRows(
  ctx: Context,
  of: { caseId: number; currency: Currency; language: Locale },
): Promise<Group[]> {
  const { caseId, currency, language } = of;
  const explained = await explainBalance(ctx, { of: { kind: "case", caseId, currency } });
  let balanceMinor = 0;
  const lines = explained.claims
    .flatMap((claim) => claim.lines)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return lines.map((line) => {
    balanceMinor += line.amountMinor;
    return group({
      ...{ day: day(line.on), text: text(textOf(line, language)) },
      ...{ amount: money(line.amountMinor, currency), balance: money(balanceMinor, currency) },
    });
  });
}

function textOf(line: ExplainedLine, language: Locale): string {
  const words = WORDS[language];
  const { type, kind, description, interest } = line;
  if (type === "payment" || type === "bounce") return `${words[type]} – ${words[kind]}`;
  if (type === "chargeReversal" || type === "release") return `${words.reversal} – ${words[kind]}`;
  if (interest) {
    const [from, to] = [interest.from, interest.to].map((each) => formatDay(each, language));
    const rate = language === "en" ? interest.ratePercent : interest.ratePercent.replace(".", ",");
    return `${words[kind]} ${from} – ${to}, ${rate} %`;
  }
  return description ? `${words[kind]} – ${description}` : words[kind];
}
