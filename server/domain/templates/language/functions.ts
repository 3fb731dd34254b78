import { spellingOf } from "./spelling";

export const FUNCTION_NAMES = [
  "first",
  "last",
  "count",
  "sum",
  "min",
  "max",
  "round",
  "abs",
  "join",
  "plural",
  "gender",
  "day",
  "year",
  "default",
  "choose",
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

type Signature = { min: number; max: number; spellings: string };

/** How many arguments each takes, and every name that it goes by. */
export const FUNCTIONS: Readonly<Record<FunctionName, Signature>> = {
  first: { min: 1, max: 1, spellings: "První, Prvý, Prvá, Prvé, First, Первый, Первая, Первое" },
  last: { min: 1, max: 1, spellings: "Poslední, Posledný, Posledná, Last, Последний, Последняя" },
  count: { min: 1, max: 1, spellings: "Počet, Count, Количество, Число" },
  sum: { min: 1, max: 1, spellings: "Součet, Suma, Súčet, Sum, Total, Сумма" },
  min: { min: 1, max: 20, spellings: "Min, Nejmenší, Nejnižší, Najmenší, Minimum, Минимум" },
  max: { min: 1, max: 20, spellings: "Max, Největší, Nejvyšší, Najväčší, Maximum, Максимум" },
  round: { min: 1, max: 2, spellings: "Zaokrouhli, Zaokrouhlit, Zaokrúhli, Round, Округлить" },
  abs: { min: 1, max: 1, spellings: "Abs, Absolutní, Absolútna, Absolute, Модуль" },
  join: { min: 1, max: 3, spellings: "Spoj, Spojit, Vypiš, Spojiť, Vypíš, Join, Соединить" },
  plural: {
    min: 3,
    max: 5,
    spellings: "Množné, MnožnéČíslo, Tvar, MnožnéČislo, Plural, Множественное, Форма",
  },
  gender: { min: 3, max: 4, spellings: "Rod, PodleRodu, PodľaRodu, Gender, Род" },
  day: { min: 1, max: 2, spellings: "Den, Datum, Deň, Dátum, Day, Date, День, Дата" },
  year: { min: 1, max: 1, spellings: "Rok, Year, Год" },
  default: { min: 2, max: 2, spellings: "Výchozí, Predvolené, Default, ПоУмолчанию" },
  choose: { min: 2, max: 3, spellings: "Volba, Vyber, Voľba, Choose, Iif, Выбор" },
};

const bySpelling = new Map<string, FunctionName>();
for (const name of FUNCTION_NAMES) {
  for (const text of FUNCTIONS[name].spellings.split(",")) bySpelling.set(spellingOf(text), name);
}

export function functionOf(written: string): FunctionName | null {
  return bySpelling.get(spellingOf(written)) ?? null;
}

/** How functions are written, for "did you mean". */
export const FUNCTION_SPELLINGS: readonly string[] = FUNCTION_NAMES.flatMap((name) =>
  FUNCTIONS[name].spellings.split(",").map((text) => text.trim()),
);
