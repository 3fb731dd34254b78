import { createTranslator } from "use-intl/core";
import cs from "@/app/i18n/cs/emails.json";
import en from "@/app/i18n/en/emails.json";
import ru from "@/app/i18n/ru/emails.json";
import sk from "@/app/i18n/sk/emails.json";
import { formatDay } from "@/server/kernel/days";
import { wholeLink } from "@/server/kernel/door-link";
import { type Locale, TIME_ZONE } from "@/server/kernel/locale";
import { type Currency, formatMoney } from "@/server/kernel/money";

const messages: Record<Locale, typeof cs> = { cs, sk, en, ru };

/** Texts, amounts and days in the reader's language, and addresses in the application. */
export function wordsIn(locale: Locale, baseUrl: string) {
  const money = (each: { amountMinor: number; currency: Currency }) =>
    formatMoney(each.amountMinor, each.currency, locale);
  return {
    locale,
    t: createTranslator({ locale, messages: messages[locale], timeZone: TIME_ZONE }),
    money,
    sum: (all: { amountMinor: number; currency: Currency }[]) => all.map(money).join(" + "),
    day: (day: string) => formatDay(day, locale),
    partyUrl: (partyId: number) => `${baseUrl}/parties/${partyId}`,
    bulkUrl: (runId: number) => `${baseUrl}/registers/bulk?run=${runId}`,
    caseUrl: (caseId: number) => `${baseUrl}/cases/${caseId}`,
    /** Of a path of ours, or of a door under its own host. */
    urlOf: (link: string) => wholeLink(link, baseUrl),
    approvalsUrl: `${baseUrl}/approvals`,
    triggersUrl: `${baseUrl}/settings/triggers`,
  };
}
export type Words = ReturnType<typeof wordsIn>;
