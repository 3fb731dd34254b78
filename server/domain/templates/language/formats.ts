import type { Locale } from "@/server/kernel/locale";
import { spellingOf } from "./spelling";

/** How a value is written; one expression may carry several, applied in their order. */
export type Format =
  | { type: "currency" | "plain" | "whole" | "short" | "long" | "percent" }
  | { type: "decimals"; count: number }
  | { type: "words"; gender: Gender | null }
  | { type: "upper" | "lower" | "capital" }
  | { type: "language"; language: Locale };

export type Gender = "masculine" | "feminine" | "neuter";

export const DECIMALS_MAX = 10;

type Entry = { make: (count: number | null) => Format | null; spellings: string };

const fixed = (format: Format) => (count: number | null) => (count === null ? format : null);

const ENTRIES: readonly Entry[] = [
  {
    make: fixed({ type: "currency" }),
    spellings: "měna, s měnou, mena, s menou, currency, with currency, валюта, с валютой",
  },
  {
    make: fixed({ type: "plain" }),
    spellings: "bez měny, bez meny, without currency, no currency, plain, без валюты",
  },
  {
    make: fixed({ type: "whole" }),
    spellings: `celé, celá, celé koruny, bez haléřů, bez halierov, bez centů, bez centov, celé eurá,
      celá eura, whole, целые, без копеек`,
  },
  {
    make: fixed({ type: "short" }),
    spellings: "krátce, krátké, krátký, číslem, krátko, číslom, short, кратко, цифрами",
  },
  {
    make: fixed({ type: "long" }),
    spellings: `dlouze, dlouhé, dlouhý, měsíc slovy, datum slovy, dlho, dlhé, dlhý, mesiac slovom,
      dátum slovom, long, month in words, длинно, месяц словом, дата словами`,
  },
  { make: fixed({ type: "percent" }), spellings: "procenta, procent, percentá, percent, проценты" },
  {
    make: (count) => {
      const isKnown = count !== null && Number.isInteger(count) && count <= DECIMALS_MAX;
      return isKnown ? { type: "decimals", count } : null;
    },
    spellings: `desetinná místa, desetinných míst, desetinné místo, desetinná, desetinných, místa,
      míst, na místa, na míst, desetiny, desatinné miesta, desatinných miest, desatinné miesto,
      desatinné, miesta, miest, decimals, decimal, decimal places, places, знаки, знака, знаков,
      знак, знака после запятой, знаков после запятой,`,
  },
  {
    make: fixed({ type: "words", gender: null }),
    spellings: "slovy, slovom, slovami, words, in words, прописью, словами",
  },
  {
    make: fixed({ type: "words", gender: "masculine" }),
    spellings: `slovy mužský rod, slovy v mužském rodě, slovy mužsky, slovom mužský rod, words masculine,
      прописью мужской род`,
  },
  {
    make: fixed({ type: "words", gender: "feminine" }),
    spellings: `slovy ženský rod, slovy v ženském rodě, slovy žensky, slovom ženský rod, words feminine,
      прописью женский род`,
  },
  {
    make: fixed({ type: "words", gender: "neuter" }),
    spellings: `slovy střední rod, slovy ve středním rodě, slovy středně, slovom stredný rod,
      words neuter, прописью средний род`,
  },
  {
    make: fixed({ type: "upper" }),
    spellings: `velká písmena, velkými písmeny, velkými, velká, veľké písmená, veľkými písmenami,
      veľkými, veľké, upper, uppercase, upper case, capitals, заглавные, заглавными,
      прописные буквы`,
  },
  {
    make: fixed({ type: "lower" }),
    spellings: `malá písmena, malými písmeny, malými, malá, malé písmená, malými písmenami, malé,
      lower, lowercase, lower case, строчные, строчными`,
  },
  {
    make: fixed({ type: "capital" }),
    spellings: `velké první písmeno, velké písmeno, s velkým písmenem, první velké, veľké prvé písmeno,
      veľké písmeno, s veľkým písmenom, prvé veľké, capital, capitalize, capitalise, с заглавной,
      с большой буквы`,
  },
  { make: fixed({ type: "language", language: "cs" }), spellings: "česky, czech, по-чешски, cs" },
  {
    make: fixed({ type: "language", language: "sk" }),
    spellings: "slovensky, po slovensky, slovak, по-словацки, sk",
  },
  {
    make: fixed({ type: "language", language: "en" }),
    spellings: "anglicky, po anglicky, english, по-английски, en",
  },
  {
    make: fixed({ type: "language", language: "ru" }),
    spellings: "rusky, po rusky, russian, по-русски, ru",
  },
];

const bySpelling = new Map<string, Entry>();
for (const entry of ENTRIES) {
  for (const text of entry.spellings.split(",")) bySpelling.set(spellingOf(text), entry);
}

/** How formats are written, for "did you mean". */
export const FORMAT_SPELLINGS: readonly string[] = ENTRIES.flatMap(({ spellings }) =>
  spellings
    .split(",")
    .map((text) => text.trim().replace(/\s+/g, " "))
    .filter((text) => text !== ""),
);

/** The format that words and a number mean ("2 desetinná místa"), or null. */
export function formatOf(words: string, count: number | null): Format | null {
  return bySpelling.get(spellingOf(words))?.make(count) ?? null;
}
