import { spellingOf } from "./spelling";

/** Words in Czech, Slovak, English and Russian that mean the same; several words are one entry. */
function words(text: string): ReadonlySet<string> {
  return new Set(text.split(",").map(spellingOf));
}

/** How many words the longest keyword has. */
export const KEYWORD_WORDS_MAX = 3;

export const AND = words("a, a zároveň, zároveň, a také, a súčasne, súčasne, and, и, а также");
export const OR = words("nebo, anebo, alebo, či, or, или, либо");
export const NOT = words("ne, nie, not, не");
export const IS = words("je, jsou, sú, is, are, это");
export const IS_NOT = words("není, nejsou, nie je, nie sú, is not, are not, isnt, не");
export const EMPTY_WORDS = words(
  `prázdné, prázdný, prázdná, prázdní, prázdne, prázdny, prázdna, nevyplněno, nevyplněné,
  nevyplněný, nevyplněná, nevyplnené, empty, blank, пусто, пустой, пустая, пустое, пустые`,
);
export const FILLED_WORDS = words(
  `vyplněn, vyplněna, vyplněno, vyplněné, vyplněný, vyplněná, vyplnené, vyplnený, vyplnená, neprázdné, neprázdný,
  neprázdná, filled, заполнено, заполнен, заполнена, заполнены`,
);
export const DEFAULT = words(
  "výchozí, jinak, predvolené, predvolená, inak, default, otherwise, по умолчанию, иначе",
);
export const YES = words("ano, áno, yes, true, pravda, да");
export const NO = words("ne, nie, no, false, nepravda, нет");

const DAY_UNITS = words(
  "den, dny, dní, dnech, dni, deň, dňa, day, days, день, дня, дней, календарных дней",
);
const WEEK_UNITS = words(
  "týden, týdny, týdnů, týdne, týždeň, týždne, týždňov, week, weeks, неделя, недели, недель",
);
const MONTH_UNITS = words(
  "měsíc, měsíce, měsíců, mesiac, mesiace, mesiacov, month, months, месяц, месяца, месяцев",
);
const YEAR_UNITS = words("rok, roky, roku, let, rokov, year, years, год, года, лет");

/** What a number before the word counts: days or months, and how many in one. */
export function unitOf(spelling: string): { unit: "day" | "month"; size: number } | null {
  if (DAY_UNITS.has(spelling)) return { unit: "day", size: 1 };
  if (WEEK_UNITS.has(spelling)) return { unit: "day", size: 7 };
  if (MONTH_UNITS.has(spelling)) return { unit: "month", size: 1 };
  if (YEAR_UNITS.has(spelling)) return { unit: "month", size: 12 };
  return null;
}

const CROWNS = words("Kč, Kc, CZK, koruna, koruny, korun, korún");
const EUROS = words("EUR, euro, eura, eur, eurá, евро");

export function currencyOf(spelling: string): "CZK" | "EUR" | null {
  if (CROWNS.has(spelling)) return "CZK";
  return EUROS.has(spelling) ? "EUR" : null;
}

export type TagWord = "if" | "elseIf" | "else" | "end" | "each";

const TAG_WORDS: readonly (readonly [TagWord, ReadonlySet<string>])[] = [
  ["elseIf", words("jinak když, jinak pokud, inak ak, else if, elseif, elsif, иначе если")],
  ["if", words("když, pokud, jestliže, ak, if, если")],
  ["else", words("jinak, inak, else, иначе")],
  ["end", words("konec, koniec, end, конец")],
  [
    "each",
    words(
      `pro každou, pro každý, pro každé, pro každého, pro všechny, pre každú, pre každý, pre každé,
      pre každého, pre všetky, for each, foreach, for every, для каждого, для каждой, для каждых,
      для всех`,
    ),
  ],
];

/** What a tag is by its first words. */
export function tagWordOf(spelling: string): TagWord | null {
  return TAG_WORDS.find(([, set]) => set.has(spelling))?.[0] ?? null;
}

/** What an end may name: that it closes a condition or a repeat. */
export const END_IF = words("když, pokud, jestliže, podmínky, ak, podmienky, if, если, условия");
export const END_EACH = words(
  `pro, pro každou, pro každý, pro každé, opakování, seznamu, pre, pre každú, pre každý, pre každé,
  opakovania, zoznamu, each, for, for each, foreach, loop, для, для каждого, для каждой, цикла`,
);
export const THEN = words("pak, tak, potom, then, то, тогда");
