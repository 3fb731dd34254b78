import cs from "@/app/i18n/cs/insolvency.json";
import en from "@/app/i18n/en/insolvency.json";
import ru from "@/app/i18n/ru/insolvency.json";
import sk from "@/app/i18n/sk/insolvency.json";
import type { InsolvencyProcedure } from "@/db/values/insolvency-procedures";
import type { Locale } from "@/server/kernel/locale";

/** Kinds of proceedings in tasks, letters and files, as the screens name them. */
export const procedureWord = (procedure: InsolvencyProcedure, locale: Locale): string =>
  WORDS[locale][procedure];

const WORDS: Readonly<Record<Locale, Readonly<Record<InsolvencyProcedure, string>>>> = {
  ...{ cs: cs.procedures, sk: sk.procedures, en: en.procedures, ru: ru.procedures },
};
