import type { LegalHoldKind } from "@/db/values/portal";
import { formatDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import type { LegalHold } from "./legal-holds";

const WORDS: Record<LegalHoldKind, Record<Locale, string>> = {
  open_case: {
    cs: "Vedeme s vámi otevřený případ; údaje potřebujeme, dokud se neuzavře.",
    sk: "Vedieme s vami otvorený prípad; údaje potrebujeme, kým sa neuzavrie.",
    en: "A case with you is open; we need the data until it is closed.",
    ru: "С вами ведётся открытое дело; данные нужны, пока оно не закрыто.",
  },
  unpaid: {
    cs: "Pohledávka není vyrovnaná; údaje potřebujeme k určení a výkonu právních nároků.",
    sk: "Pohľadávka nie je vyrovnaná; údaje potrebujeme na určenie a výkon právnych nárokov.",
    en: "A claim is not settled; we need the data to establish and exercise legal claims.",
    ru: "Требование не погашено; данные нужны для установления и осуществления прав.",
  },
  proceeding: {
    cs: "Běží soudní, exekuční nebo insolvenční řízení; údaje uchováme do jeho konce.",
    sk: "Prebieha súdne, exekučné alebo insolvenčné konanie; údaje uchováme do jeho konca.",
    en: "A court, enforcement or insolvency proceeding is running; we keep the data until it ends.",
    ru: "Идёт судебное, исполнительное производство или дело о банкротстве; храним до его конца.",
  },
  dispute: {
    cs: "O vašem nesouhlasu s pohledávkou ještě nebylo rozhodnuto.",
    sk: "O vašom nesúhlase s pohľadávkou sa ešte nerozhodlo.",
    en: "Your dispute of a claim has not been decided yet.",
    ru: "О вашем несогласии с требованием ещё не принято решение.",
  },
  accounting: {
    cs: "Účetní záznamy musíme ze zákona uchovat do {day}.",
    sk: "Účtovné záznamy musíme zo zákona uchovať do {day}.",
    en: "By law we have to keep accounting records until {day}.",
    ru: "Бухгалтерские записи мы обязаны по закону хранить до {day}.",
  },
  aml: {
    cs: "Záznamy podle zákona proti praní peněz musíme uchovat do {day}.",
    sk: "Záznamy podľa zákona proti praniu peňazí musíme uchovať do {day}.",
    en: "Records under the law against money laundering have to be kept until {day}.",
    ru: "Записи по закону против отмывания денег мы обязаны хранить до {day}.",
  },
};

/** A hold in a client's words, with the day until which it stands. */
export function holdWords({ kind, untilOn }: LegalHold, language: Locale): string {
  const day = untilOn === null ? "" : formatDay(untilOn, language);
  return WORDS[kind][language].replace("{day}", day);
}
