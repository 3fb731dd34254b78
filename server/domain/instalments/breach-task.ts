import { formatDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { formatMoney } from "@/server/kernel/money";
import type { Breach } from "./watch-agreements";

interface Told {
  number: string;
  amount: string;
  day: string;
}

// Written when the task is made, in the owner's language, as the processes' own tasks are.
const TEXTS: Record<Locale, (told: Told) => string> = {
  cs: ({ number, amount, day }) =>
    `Nezaplacená splátka ${number}: chybí ${amount}, splatná ${day}. Kontaktovat dlužníka.`,
  sk: ({ number, amount, day }) =>
    `Nezaplatená splátka ${number}: chýba ${amount}, splatná ${day}. Kontaktovať dlžníka.`,
  en: ({ number, amount, day }) =>
    `Instalment ${number} unpaid: ${amount} missing, due ${day}. Contact the debtor.`,
  ru: ({ number, amount, day }) =>
    `Не оплачен платёж ${number}: не хватает ${amount}, срок ${day}. Связаться с должником.`,
};

/** Why a case was moved by itself, as its history tells it. */
export const BREACH_RESOLUTIONS: Record<Locale, string> = {
  cs: "Splátka nebyla zaplacena ani v toleranci.",
  sk: "Splátka nebola zaplatená ani v tolerancii.",
  en: "An instalment was not paid within its days of grace.",
  ru: "Платёж не поступил и в льготный срок.",
};

/** What the owner of a case is asked to do about a missed instalment. */
export function breachTask(breach: Breach): string {
  const { position, count, openMinor, currency, dueOn, language } = breach;
  return TEXTS[language]({
    number: `${position}/${count}`,
    amount: formatMoney(openMinor, currency, language),
    day: formatDay(dueOn, language),
  });
}
