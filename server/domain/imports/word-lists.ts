import type { EventKind, TaskPriority } from "@/db/values/cases";
import type { Rhythm } from "@/db/values/instalments";
import type { PartyKind } from "@/db/values/parties";
import type { Country } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";
import { headerKey } from "./mapping";

/** Words of cells that mean one of ours, in the languages that come in sheets. */
function wordList<Value>(entries: [Value, string][]): ReadonlyMap<string, Value> {
  const words = new Map<string, Value>();
  for (const [value, text] of entries) {
    for (const word of text.split("|")) words.set(headerKey(word), value);
  }
  return words;
}

export const PARTY_KIND_WORDS = wordList<PartyKind>([
  [
    "natural_person",
    "FO|fyzická osoba|fyzická|osoba|natural_person|person|individual|physical person|F|физическое лицо|физлицо|ФЛ",
  ],
  [
    "sole_trader",
    "OSVČ|podnikatel|podnikající fyzická osoba|FOP|živnostník|SZČO|fyzická osoba podnikatel|podnikateľ|sole_trader|sole trader|self-employed|индивидуальный предприниматель|ИП",
  ],
  [
    "legal_entity",
    "PO|právnická osoba|právnická|firma|společnost|spoločnosť|legal_entity|legal entity|company|P|юридическое лицо|юрлицо|ЮЛ",
  ],
]);

export const EVENT_KIND_WORDS = wordList<Extract<EventKind, "note" | "task">>([
  ["note", "poznámka|pozn|záznam|zápis|note|заметка|примечание|poznamka"],
  ["task", "úkol|schůzka|termín|úloha|stretnutie|task|meeting|todo|задача|встреча"],
]);

export const PRIORITY_WORDS = wordList<TaskPriority>([
  ["low", "nízká|nízka|malá|low|3|низкий"],
  ["normal", "normální|běžná|střední|normálna|bežná|stredná|normal|medium|2|обычный|средний"],
  ["high", "vysoká|velká|naléhavá|urgentní|veľká|urgentná|high|urgent|1|высокий|срочно"],
]);

export const CURRENCY_WORDS = new Map<string, Currency>([
  ["kc", "CZK"],
  ["czk", "CZK"],
  ["koruna", "CZK"],
  ["koruny", "CZK"],
  ["korun", "CZK"],
  ["eur", "EUR"],
  ["euro", "EUR"],
  ["eura", "EUR"],
  // The sign itself leaves no letters.
  ["", "EUR"],
]);

export const BOOLEAN_WORDS = wordList<boolean>([
  [true, "ano|áno|a|yes|y|true|pravda|1|x|✓|да"],
  [false, "ne|nie|n|no|false|nepravda|0|-|нет"],
]);

const COMMON_COUNTRIES = wordList<Country>([
  ["CZ", "CZ|ČR|CZE|Česko|Česká republika|Czechia|Czech Republic|Czech|Чехия"],
  ["SK", "SK|SR|SVK|Slovensko|Slovenská republika|Slovakia|Slovak Republic|Словакия"],
]);

let allCountries: ReadonlyMap<string, Country> | undefined;

/** ISO code of a country by its code or its name in Czech, Slovak, English, Russian or German. */
export function countryOf(text: string): Country | null {
  const key = headerKey(text);
  const common = COMMON_COUNTRIES.get(key);
  if (common !== undefined) return common;
  allCountries ??= listCountries();
  return allCountries.get(key) ?? null;
}

const A = 65;
const LETTERS = 26;

function listCountries(): ReadonlyMap<string, Country> {
  const countries = new Map<string, Country>();
  for (const language of ["cs", "sk", "en", "ru", "de"]) {
    const names = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
    for (let pair = 0; pair < LETTERS * LETTERS; pair += 1) {
      const code = String.fromCharCode(A + Math.floor(pair / LETTERS), A + (pair % LETTERS));
      const name = NO_COUNTRIES.has(code) ? undefined : names.of(code);
      if (name === undefined) continue;
      countries.set(headerKey(name), code);
      countries.set(headerKey(code), code);
    }
  }
  return countries;
}

// Known to Unicode as regions, but nobody lives there.
const NO_COUNTRIES = new Set(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"]);

export const RHYTHM_WORDS = wordList<Rhythm>([
  ["weekly", "týdně|týden|každý týden|týždenne|týždeň|každý týždeň|weekly|week|еженедельно|неделя"],
  [
    "fortnightly",
    "14 dní|14denně|čtrnáctidenně|každé 2 týdny|dvoutýdně|štrnásťdenne|každé 2 týždne|fortnightly|biweekly|раз в 2 недели",
  ],
  [
    "monthly",
    "měsíčně|měsíc|každý měsíc|mesačne|mesiac|každý mesiac|monthly|month|ежемесячно|месяц",
  ],
  [
    "quarterly",
    "čtvrtletně|kvartálně|čtvrtletí|štvrťročne|kvartálne|quarterly|quarter|ежеквартально|квартал",
  ],
]);
