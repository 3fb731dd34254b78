import type { InsolvencyProcedure } from "@/db/values/insolvency-procedures";
import type { Locale } from "@/server/kernel/locale";

/** Kinds of proceedings in tasks, letters and files: in the words of the screens, which a test holds. */
export const procedureWord = (procedure: InsolvencyProcedure, locale: Locale): string =>
  WORDS[procedure][locale];

const WORDS: Readonly<Record<InsolvencyProcedure, Record<Locale, string>>> = {
  moratorium: {
    cs: "moratorium",
    sk: "moratórium",
    en: "moratorium",
    ru: "мораторий",
  },
  bankruptcy: {
    cs: "konkurs",
    sk: "konkurz",
    en: "bankruptcy",
    ru: "конкурс",
  },
  small_bankruptcy: {
    cs: "malý konkurs",
    sk: "malý konkurz",
    en: "small bankruptcy",
    ru: "малый конкурс",
  },
  discharge: {
    cs: "oddlužení",
    sk: "oddlženie",
    en: "discharge",
    ru: "освобождение от долгов",
  },
  discharge_bankruptcy: {
    cs: "oddlužení konkursem (SK)",
    sk: "oddlženie konkurzom",
    en: "discharge by bankruptcy",
    ru: "освобождение от долгов через конкурс",
  },
  discharge_plan: {
    cs: "oddlužení splátkovým kalendářem (SK)",
    sk: "oddlženie splátkovým kalendárom",
    en: "discharge by instalment plan",
    ru: "освобождение от долгов по графику платежей",
  },
  reorganization: {
    cs: "reorganizace",
    sk: "reorganizácia",
    en: "reorganisation",
    ru: "реорганизация",
  },
  restructuring: {
    cs: "restrukturalizace (SK)",
    sk: "reštrukturalizácia",
    en: "restructuring",
    ru: "реструктуризация",
  },
  preventive: {
    cs: "preventivní restrukturalizace",
    sk: "preventívna reštrukturalizácia",
    en: "preventive restructuring",
    ru: "превентивная реструктуризация",
  },
  liquidation: {
    cs: "likvidace",
    sk: "likvidácia",
    en: "liquidation",
    ru: "ликвидация",
  },
  other: {
    cs: "jiné řízení",
    sk: "iné konanie",
    en: "other proceeding",
    ru: "иное производство",
  },
};
