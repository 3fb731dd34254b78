import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOCALES, type Locale } from "@/server/kernel/locale";
import { moneyInWords } from "./money-in-words";
import { numberInWords, WORDS_MAX } from "./number-in-words";

describe("numbers in words", () => {
  it.each<[number, string, string, string, string]>([
    [0, "nula", "nula", "zero", "ноль"],
    [1, "jeden", "jeden", "one", "один"],
    [12, "dvanáct", "dvanásť", "twelve", "двенадцать"],
    [14, "čtrnáct", "štrnásť", "fourteen", "четырнадцать"],
    [19, "devatenáct", "devätnásť", "nineteen", "девятнадцать"],
    [21, "dvacet jedna", "dvadsaťjeden", "twenty-one", "двадцать один"],
    [40, "čtyřicet", "štyridsať", "forty", "сорок"],
    [99, "devadesát devět", "deväťdesiatdeväť", "ninety-nine", "девяносто девять"],
    [100, "sto", "sto", "one hundred", "сто"],
    [202, "dvě stě dva", "dvestodva", "two hundred and two", "двести два"],
    [
      345,
      "tři sta čtyřicet pět",
      "tristoštyridsaťpäť",
      "three hundred and forty-five",
      "триста сорок пять",
    ],
    [1_000, "jeden tisíc", "jedentisíc", "one thousand", "одна тысяча"],
    [2_000, "dva tisíce", "dvetisíc", "two thousand", "две тысячи"],
    [5_001, "pět tisíc jedna", "päťtisícjeden", "five thousand and one", "пять тысяч один"],
    [22_000, "dvacet dva tisíc", "dvadsaťdvatisíc", "twenty-two thousand", "двадцать две тысячи"],
    [
      112_000,
      "sto dvanáct tisíc",
      "stodvanásťtisíc",
      "one hundred and twelve thousand",
      "сто двенадцать тысяч",
    ],
    [1_000_000, "jeden milion", "jeden milión", "one million", "один миллион"],
    [
      3_000_004,
      "tři miliony čtyři",
      "tri milióny štyri",
      "three million and four",
      "три миллиона четыре",
    ],
    [2_000_000_000, "dvě miliardy", "dve miliardy", "two billion", "два миллиарда"],
    [5_000_000_000, "pět miliard", "päť miliárd", "five billion", "пять миллиардов"],
    [1_000_000_000_000, "jeden bilion", "jeden bilión", "one trillion", "один триллион"],
    [-7, "minus sedm", "mínus sedem", "minus seven", "минус семь"],
  ])("%i", (count, ...expected) => {
    const said = LOCALES.map((language) => numberInWords(count, { language, gender: null }));
    expect(said).toEqual(expected);
  });

  it("take the gender of what is counted", () => {
    const said = (count: number, language: Locale) =>
      (["masculine", "feminine", "neuter"] as const).map((gender) =>
        numberInWords(count, { language, gender }),
      );
    expect(said(1, "cs")).toEqual(["jeden", "jedna", "jedno"]);
    expect(said(2, "cs")).toEqual(["dva", "dvě", "dvě"]);
    expect(said(22, "cs")).toEqual(["dvacet dva", "dvacet dva", "dvacet dva"]);
    expect(said(1, "sk")).toEqual(["jeden", "jedna", "jedno"]);
    expect(said(2, "sk")).toEqual(["dva", "dve", "dve"]);
    expect(said(21, "ru")).toEqual(["двадцать один", "двадцать одна", "двадцать одно"]);
    expect(said(22, "ru")).toEqual(["двадцать два", "двадцать две", "двадцать два"]);
    expect(said(2, "en")).toEqual(["two", "two", "two"]);
  });

  it("do not say fractions or what has no name", () => {
    expect(numberInWords(1.5, { language: "cs", gender: null })).toBeNull();
    expect(numberInWords(WORDS_MAX + 1, { language: "cs", gender: null })).toBeNull();
    expect(numberInWords(Number.NaN, { language: "cs", gender: null })).toBeNull();
  });
});

describe("money in words", () => {
  it.each<[number, "CZK" | "EUR", Locale, string]>([
    [1_200_050, "CZK", "cs", "dvanáct tisíc korun českých padesát haléřů"],
    [100, "CZK", "cs", "jedna koruna česká"],
    [200, "CZK", "cs", "dvě koruny české"],
    [500, "CZK", "cs", "pět korun českých"],
    [2_100, "CZK", "cs", "dvacet jedna korun českých"],
    [10_200, "CZK", "cs", "sto dva korun českých"],
    [0, "CZK", "cs", "nula korun českých"],
    [1, "CZK", "cs", "jeden haléř"],
    [-150, "CZK", "cs", "minus jedna koruna česká padesát haléřů"],
    [-2, "CZK", "cs", "minus dva haléře"],
    [100, "EUR", "cs", "jedno euro"],
    [202, "EUR", "cs", "dvě eura dva centy"],
    [505, "EUR", "cs", "pět eur pět centů"],
    [100, "EUR", "sk", "jedno euro"],
    [301, "EUR", "sk", "tri eurá jeden cent"],
    [1_200_050, "EUR", "sk", "dvanásťtisíc eur päťdesiat centov"],
    [2_100, "EUR", "sk", "dvadsaťjeden eur"],
    [500, "CZK", "sk", "päť korún českých"],
    [100, "CZK", "en", "one Czech crown"],
    [1_200_050, "CZK", "en", "twelve thousand Czech crowns and fifty hellers"],
    [10_001, "EUR", "en", "one hundred euros and one cent"],
    [100, "CZK", "ru", "одна чешская крона"],
    [2_200, "CZK", "ru", "двадцать две чешские кроны"],
    [1_100_021, "CZK", "ru", "одиннадцать тысяч чешских крон двадцать один геллер"],
    [2_102, "EUR", "ru", "двадцать один евро два цента"],
    [100_000_000_000_000, "CZK", "cs", "jeden bilion korun českých"],
  ])("%i %s in %s", (minor, currency, language, expected) => {
    expect(moneyInWords(minor, currency, language)).toBe(expected);
  });
});

/**
 * Reads words back by another way than they are made: every known word has a value, a scale
 * multiplies what stands before it, everything else is added up.
 */
const VALUES: Readonly<Record<Locale, Readonly<Record<string, number>>>> = {
  cs: dictionary(
    `nula=0 jeden=1 jedna=1 jedno=1 dva=2 dvě=2 tři=3 čtyři=4 pět=5 šest=6 sedm=7 osm=8 devět=9
    deset=10 jedenáct=11 dvanáct=12 třináct=13 čtrnáct=14 patnáct=15 šestnáct=16 sedmnáct=17
    osmnáct=18 devatenáct=19 dvacet=20 třicet=30 čtyřicet=40 padesát=50 šedesát=60 sedmdesát=70
    osmdesát=80 devadesát=90 sto=*100 stě=*100 sta=*100 set=*100 tisíc=*1000 tisíce=*1000
    milion=*1000000 miliony=*1000000 milionů=*1000000 miliarda=*1000000000 miliardy=*1000000000
    miliard=*1000000000 bilion=*1000000000000 biliony=*1000000000000 bilionů=*1000000000000`,
  ),
  sk: dictionary(
    `nula=0 jeden=1 jedna=1 jedno=1 dva=2 dve=2 tri=3 štyri=4 päť=5 šesť=6 sedem=7 osem=8 deväť=9
    desať=10 jedenásť=11 dvanásť=12 trinásť=13 štrnásť=14 pätnásť=15 šestnásť=16 sedemnásť=17
    osemnásť=18 devätnásť=19 dvadsať=20 tridsať=30 štyridsať=40 päťdesiat=50 šesťdesiat=60
    sedemdesiat=70 osemdesiat=80 deväťdesiat=90 sto=*100 tisíc=*1000 milión=*1000000
    milióny=*1000000 miliónov=*1000000 miliarda=*1000000000 miliardy=*1000000000
    miliárd=*1000000000 bilión=*1000000000000 bilióny=*1000000000000 biliónov=*1000000000000`,
  ),
  en: dictionary(
    `zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11
    twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19
    twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=*100
    thousand=*1000 million=*1000000 billion=*1000000000 trillion=*1000000000000 and=0`,
  ),
  ru: dictionary(
    `ноль=0 один=1 одна=1 одно=1 два=2 две=2 три=3 четыре=4 пять=5 шесть=6 семь=7 восемь=8 девять=9
    десять=10 одиннадцать=11 двенадцать=12 тринадцать=13 четырнадцать=14 пятнадцать=15
    шестнадцать=16 семнадцать=17 восемнадцать=18 девятнадцать=19 двадцать=20 тридцать=30 сорок=40
    пятьдесят=50 шестьдесят=60 семьдесят=70 восемьдесят=80 девяносто=90 сто=100 двести=200
    триста=300 четыреста=400 пятьсот=500 шестьсот=600 семьсот=700 восемьсот=800 девятьсот=900
    тысяча=*1000 тысячи=*1000 тысяч=*1000 миллион=*1000000 миллиона=*1000000 миллионов=*1000000
    миллиард=*1000000000 миллиарда=*1000000000 миллиардов=*1000000000 триллион=*1000000000000
    триллиона=*1000000000000 триллионов=*1000000000000`,
  ),
};

/** Multipliers are kept as negative numbers. */
function dictionary(table: string): Record<string, number> {
  const entries = table.split(/\s+/).map((entry): [string, number] => {
    const [word = "", value = ""] = entry.split("=");
    return [word, value.startsWith("*") ? -Number(value.slice(1)) : Number(value)];
  });
  return Object.fromEntries(entries);
}

function readBack(words: string, language: Locale): number {
  const values = VALUES[language];
  let total = 0;
  let below = 0;
  for (const word of cut(words, values)) {
    const value = values[word] ?? Number.NaN;
    if (value >= 0 || Number.isNaN(value)) below += value;
    else if (value === -100) below = Math.floor(below / 100) * 100 + (below % 100 || 1) * 100;
    else {
      total += (below || 1) * -value;
      below = 0;
    }
  }
  return total + below;
}

/** Slovak writes words together: the longest known word is cut off first. */
function cut(words: string, values: Readonly<Record<string, number>>): string[] {
  const known = Object.keys(values).sort((a, b) => b.length - a.length);
  return words.split(/[ -]/).flatMap((word) => {
    const parts: string[] = [];
    for (let rest = word; rest !== ""; ) {
      const part = known.find((each) => each !== "" && rest.startsWith(each));
      if (part === undefined) return ["?"];
      parts.push(part);
      rest = rest.slice(part.length);
    }
    return parts;
  });
}

describe.each(LOCALES)("words in %s are read back as the same number", (language) => {
  const check = (count: number) => {
    for (const gender of ["masculine", "feminine", "neuter"] as const) {
      const words = numberInWords(count, { language, gender }) ?? "";
      if (readBack(words, language) !== count) expect([count, words]).toEqual([count, "read back"]);
    }
  };

  it("up to 12 000, each", () => {
    for (let count = 0; count <= 12_000; count += 1) check(count);
  });

  it("up to the greatest, at random and around round numbers", () => {
    const round = fc
      .tuple(fc.integer({ min: 3, max: 14 }), fc.integer({ min: 1, max: 9 }))
      .chain(([power, lead]) =>
        fc.integer({ min: -25, max: 125 }).map((near) => lead * 10 ** power + near),
      );
    const count = fc.oneof(fc.integer({ min: 0, max: WORDS_MAX }), round);
    fc.assert(
      fc.property(count, (each) => {
        if (each <= WORDS_MAX) check(each);
      }),
      { numRuns: 2000 },
    );
  });
});
