import type { Register, ScreeningCause, ScreeningOutcome } from "@/db/values/registers";
import type { MatchQuality } from "@/server/kernel/register-answer";
import type { Wording } from "../sheets";

const same = (word: string): Wording => ({ cs: word, sk: word, en: word, ru: word });

export const REGISTER_WORDS: Readonly<Record<Register, Wording>> = {
  isir_cz: same("ISIR (CZ)"),
  isir_sk: same("Replik (SK)"),
  ares: same("ARES"),
  rpo: same("RPO"),
  ruz: same("RegisterUZ"),
  vat_payers: {
    cs: "Nespolehliví plátci DPH",
    sk: "Nespoľahliví platitelia DPH",
    en: "Unreliable VAT payers",
    ru: "Ненадёжные плательщики НДС",
  },
  vies: same("VIES"),
  invalid_documents: {
    cs: "Neplatné doklady",
    sk: "Neplatné doklady",
    en: "Invalid documents",
    ru: "Недействительные документы",
  },
  addresses: { cs: "Adresy", sk: "Adresy", en: "Addresses", ru: "Адреса" },
  cee: same("CEE"),
  cre: same("CRE"),
};

export const OUTCOME_WORDS: Readonly<Record<ScreeningOutcome, Wording>> = {
  found: { cs: "nalezeno", sk: "nájdené", en: "found", ru: "найдено" },
  clear: { cs: "bez záznamu", sk: "bez záznamu", en: "no record", ru: "записей нет" },
  unavailable: { cs: "nezjištěno", sk: "nezistené", en: "not known", ru: "не выяснено" },
};

export const QUALITY_WORDS: Readonly<Record<MatchQuality, Wording>> = {
  identifier: {
    cs: "podle identifikátoru",
    sk: "podľa identifikátora",
    en: "by identifier",
    ru: "по идентификатору",
  },
  person: {
    cs: "celé jméno a datum narození",
    sk: "celé meno a dátum narodenia",
    en: "full name and date of birth",
    ru: "полное имя и дата рождения",
  },
  suspected: { cs: "podezření", sk: "podozrenie", en: "suspicion", ru: "подозрение" },
};

export const CAUSE_WORDS: Readonly<Record<ScreeningCause, Wording>> = {
  card: {
    cs: "z karty osoby",
    sk: "z karty osoby",
    en: "from the party's card",
    ru: "из карточки лица",
  },
  log: { cs: "z protokolu", sk: "z protokolu", en: "from the log", ru: "из журнала" },
  case: { cs: "osoba v případu", sk: "osoba v prípade", en: "party on a case", ru: "лицо в деле" },
  claim: {
    cs: "nová pohledávka",
    sk: "nová pohľadávka",
    en: "new claim",
    ru: "новое требование",
  },
  deal: { cs: "obchod", sk: "obchod", en: "deal", ru: "сделка" },
  application: { cs: "žádost", sk: "žiadosť", en: "application", ru: "заявка" },
  bulk: {
    cs: "hromadná kontrola",
    sk: "hromadná kontrola",
    en: "bulk check",
    ru: "массовая проверка",
  },
  watch: {
    cs: "denní hlídání",
    sk: "denné sledovanie",
    en: "daily watch",
    ru: "ежедневное наблюдение",
  },
  feed: {
    cs: "zápis v rejstříku",
    sk: "zápis v registri",
    en: "entry in the register",
    ru: "запись в реестре",
  },
  module: { cs: "modul", sk: "modul", en: "module", ru: "модуль" },
};

/** Grounds of the GDPR, article 6, as `legalBasisOf` names them. */
export const LEGAL_WORDS: Readonly<Record<string, Wording>> = {
  gdpr_6_1_b: {
    cs: "jednání o smlouvě (čl. 6/1 b GDPR)",
    sk: "rokovanie o zmluve (čl. 6/1 b GDPR)",
    en: "steps before a contract (GDPR 6/1 b)",
    ru: "подготовка договора (ст. 6/1 b GDPR)",
  },
  gdpr_6_1_f: {
    cs: "oprávněný zájem (čl. 6/1 f GDPR)",
    sk: "oprávnený záujem (čl. 6/1 f GDPR)",
    en: "legitimate interest (GDPR 6/1 f)",
    ru: "законный интерес (ст. 6/1 f GDPR)",
  },
};
