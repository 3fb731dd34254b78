import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Locale } from "@/server/kernel/locale";
import { itemsOf } from "./items-of";
import { parseTag } from "./parse-tag";
import { printTag } from "./print-tag";
import type { Scope } from "./scope";
import { testTag } from "./test-tag";
import {
  CLAIMS,
  group,
  money,
  number,
  PICTURE,
  sampleScope,
  text,
  VOCABULARY,
} from "./testing/sample-case";
import type { Value } from "./value";

function print(source: string, changes: Partial<Scope> = {}) {
  const parsed = parseTag(source, VOCABULARY);
  if ("problem" in parsed) throw new Error(`${source}: ${JSON.stringify(parsed.problem)}`);
  return printTag(parsed.tag, sampleScope(changes));
}

/** The printed text with plain spaces, or where it is unresolved "?path". */
function shown(source: string, changes: Partial<Scope> = {}): string {
  const printed = print(source, changes);
  if (printed.kind === "picture") return "(picture)";
  const plain = printed.kind === "text" ? printed.text : `?${printed.path}`;
  return plain.replaceAll("\u00a0", " ");
}

function holds(source: string, changes: Partial<Scope> = {}): boolean {
  const parsed = parseTag(source, VOCABULARY);
  if ("problem" in parsed) throw new Error(`${source}: ${JSON.stringify(parsed.problem)}`);
  return testTag(parsed.tag, sampleScope(changes));
}

describe("values", () => {
  it.each([
    ["Povinný.CeléJméno", "Ing. Jana Nováková"],
    ["Dluh.Jistina", "12 500,00 Kč"],
    ["Dluh.UrokDenne", "3,42 Kč"],
    ["Dluh.Splatnost", "31. 1. 2026"],
    ["Dluh.DníPoSplatnosti", "45"],
    ["Údaje.Odměna", "12,5"],
    ["Údaje.Spotřebitel", "ano"],
    ["Dnes", "17. 3. 2026"],
    ["Povinný.Email", "?debtor.email"],
    ["Povinný.Telefon", "?debtor.phone"],
    ["Povinný.CeléJméno + Povinný.Email", "?debtor.email"],
    ['Povinný.Email | "neuveden"', "neuveden"],
    ['Povinný.Email výchozí "neuveden"', "neuveden"],
    ["Povinný.Email | Povinný.Telefon | Povinný.Obec", "Praha"],
    ['Výchozí(Povinný.Email; "x")', "x"],
    ['Povinný.TitulPřed | ""', ""],
    ["Platba.QRPlatba", "(picture)"],
    ['"Text v „uvozovkách“"', "Text v „uvozovkách“"],
    ["„Text s ' apostrofem“", "Text s ' apostrofem"],
  ])("%s prints %s", (source, expected) => {
    expect(shown(source)).toBe(expected);
  });

  it("hands a picture over as it is", () => {
    expect(print("Platba.QR")).toEqual(PICTURE);
  });
});

describe("arithmetic", () => {
  it.each([
    ["1 + 2 * 3", "7"],
    ["(1 + 2) * 3", "9"],
    ["0,1 + 0,2", "0,3"],
    ["1 234,5 + 1", "1 235,5"],
    ["10 / 4", "2,5"],
    ["1 / 3", "0,3333333333"],
    ["2 / 0", "?2 / 0"],
    ["-5 + 2", "-3"],
    ["--5", "5"],
    ["10 % * 50", "5"],
    ["Dluh.Jistina + 500 Kč", "13 000,00 Kč"],
    ["Dluh.Jistina + 500", "13 000,00 Kč"],
    ["Dluh.Jistina - 0,50", "12 499,50 Kč"],
    ["Dluh.Jistina + 1 €", "?Dluh.Jistina + 1 €"],
    ["Dluh.Jistina * 1,5", "18 750,00 Kč"],
    ["Dluh.Jistina × 10 %", "1 250,00 Kč"],
    ["8,25 % * Dluh.Jistina", "1 031,25 Kč"],
    ["0,01 Kč * 0,5", "0,01 Kč"],
    ["0,01 Kč * 0,49", "0,00 Kč"],
    ["-0,01 Kč * 0,5", "-0,01 Kč"],
    ["100 Kč / 3", "33,33 Kč"],
    ["200 Kč / 3", "66,67 Kč"],
    ["Dluh.Jistina / Dluh.Jistina", "1"],
    ["Dluh.Splatnost + 14 dní", "14. 2. 2026"],
    ["Dluh.Splatnost + 14", "14. 2. 2026"],
    ["Dluh.Splatnost + 2 týdny", "14. 2. 2026"],
    ["Dluh.Splatnost + 1 měsíc", "28. 2. 2026"],
    ["Dluh.Splatnost - 1 rok", "31. 1. 2025"],
    ["31. 12. 2026 + 1", "1. 1. 2027"],
    ["2026-12-31 + 1", "1. 1. 2027"],
    ["Dnes - Dluh.Splatnost", "45"],
    ["Dnes + 1000000", "?Dnes + 1000000"],
    ['"VS " + Pohledávky.VS', `?"VS " + Pohledávky.VS`],
    ['"Dluh " & Dluh.Jistina', "Dluh 12 500,00 Kč"],
    ["99999999999 Kč * 999999", "?99999999999 Kč * 999999"],
  ])("%s = %s", (source, expected) => {
    expect(shown(source)).toBe(expected);
  });

  it("agrees with whole numbers of any size that money can have", () => {
    const minor = fc.integer({ min: -1_000_000_000_00, max: 1_000_000_000_00 });
    const property = fc.property(minor, minor, fc.integer({ min: 0, max: 99 }), (a, b, percent) => {
      const root = group({ debt: group({ principal: money(a), total: money(b) }) });
      const scope = { ...sampleScope(), root };
      const value = (source: string) => {
        const parsed = parseTag(source, VOCABULARY);
        if ("problem" in parsed || parsed.tag.kind !== "print") throw new Error(source);
        return parsed.tag.value.read(scope);
      };
      expect(value("Dluh.Jistina + Dluh.Celkem")).toEqual(money(a + b));
      expect(value("Dluh.Jistina - Dluh.Celkem")).toEqual(money(a - b));
      const product = BigInt(a) * BigInt(percent);
      const size = product < 0n ? -product : product;
      const half = Number((size + 50n) / 100n);
      const signed = product < 0n && half !== 0 ? -half : half;
      expect(value(`Dluh.Jistina * ${percent} %`)).toEqual(money(signed));
    });
    fc.assert(property, { numRuns: 300 });
  });
});

describe("formats", () => {
  it.each([
    ["Dluh.Jistina: bez měny", "12 500,00"],
    ["Dluh.Jistina: bez měny, 0 míst", "12 500"],
    ["Dluh.Jistina: bez měny: 0", "12 500"],
    ["Dluh.ÚrokZProdlení: celé", "123 Kč"],
    ["Dluh.ÚrokZProdlení: 1 desetinné místo", "123,5 Kč"],
    ["Dluh.Jistina: slovy", "dvanáct tisíc pět set korun českých"],
    ["12 000,50 Kč: slovy", "dvanáct tisíc korun českých padesát haléřů"],
    ["Slovy(Dluh.Jistina)", "dvanáct tisíc pět set korun českých"],
    ["Dluh.Jistina: slovy: velké první písmeno", "Dvanáct tisíc pět set korun českých"],
    ["Dluh.DníPoSplatnosti: slovy", "čtyřicet pět"],
    ["2: slovy ženský rod", "dvě"],
    ["Údaje.Odměna: slovy", "?Údaje.Odměna: slovy"],
    ["Údaje.Odměna / 100: procenta", "12,5 %"],
    ["Údaje.Odměna / 100: procenta, 0 míst", "13 %"],
    ["2 / 3: 2 desetinná místa", "0,67"],
    ["1234567: 2 místa", "1 234 567,00"],
    ["Dluh.Splatnost: dlouze", "31. ledna 2026"],
    ["Dluh.Splatnost: krátce", "31. 1. 2026"],
    ["Dluh.Splatnost: slovy", "31. ledna 2026"],
    ["Dluh.Splatnost + 1: dlouze", "1. února 2026"],
    ["Povinný.Obec: velká písmena", "PRAHA"],
    ["Povinný.Obec: malá písmena", "praha"],
    ["Velká(Povinný.Obec)", "PRAHA"],
    ['"élan": s velkým písmenem', "Élan"],
    ["Dluh.Splatnost: dlouze: anglicky", "31 January 2026"],
    ['Povinný.Email | "není" : velká písmena', "NENÍ"],
    ["Pohledávky.Jistina: bez měny", "10 000,50, 2 499,50"],
  ])("%s prints %s", (source, expected) => {
    expect(shown(source)).toBe(expected);
  });

  it.each<[Locale, string, string, string]>([
    ["cs", "1. února 2026", "12 500,00 Kč", "ano"],
    ["sk", "1. februára 2026", "12 500,00 Kč", "áno"],
    ["en", "1 February 2026", "CZK 12,500.00", "yes"],
    ["ru", "1 февраля 2026", "12 500,00 Kč", "да"],
  ])("in %s follow the language of the text", (language, long, amount, yes) => {
    expect(shown("Dluh.Splatnost + 1: dlouze", { language })).toBe(long);
    expect(shown("Dluh.Jistina", { language })).toBe(amount);
    expect(shown("Údaje.Spotřebitel", { language })).toBe(yes);
  });
});

describe("functions", () => {
  it.each([
    ["Součet(Pohledávky.Jistina)", "12 500,00 Kč"],
    ["Součet(Platby.Částka)", "0,00 Kč"],
    ["Počet(Pohledávky)", "2"],
    ["Počet(Pohledávky.Popis)", "1"],
    ["Počet(Platby)", "0"],
    ["První(Pohledávky.VS)", "2026001"],
    ["Poslední(Pohledávky.Splatnost)", "28. 2. 2026"],
    ["První(Platby.Částka)", "?payments.amount"],
    ["Min(Pohledávky.Splatnost)", "31. 1. 2026"],
    ["Max(Pohledávky.Jistina)", "10 000,50 Kč"],
    ["Max(1; 2,5; 2)", "2,5"],
    ["Min(Dnes; Dluh.Splatnost)", "31. 1. 2026"],
    ["Zaokrouhli(2,5)", "3"],
    ["Zaokrouhli(-2,5)", "-3"],
    ["Zaokrouhli(2,345; 2)", "2,35"],
    ["Zaokrouhli(Dluh.ÚrokZProdlení)", "123,00 Kč"],
    ["Abs(-3)", "3"],
    ["Spoj(Pohledávky.VS)", "2026001, 2026002"],
    ['Spoj(Pohledávky.VS; ", "; " a ")', "2026001 a 2026002"],
    ['Spoj(Pohledávky.Jistina: bez měny; " + ")', "10 000,50 + 2 499,50"],
    ["Den(+7)", "24. 3. 2026"],
    ["Den(Dluh.Splatnost; 7)", "7. 2. 2026"],
    ["Rok(Dluh.Splatnost)", "2026"],
    ['Volba(Dluh.Celkem > 1000; "velký"; "malý")', "velký"],
    ['Volba(Dluh.Celkem < 1000; "malý")', ""],
    ['Množné(1; "splátka"; "splátky"; "splátek")', "splátka"],
    ['Množné(3; "splátka"; "splátky"; "splátek")', "splátky"],
    ['Množné(5; "splátka"; "splátky"; "splátek")', "splátek"],
    ['Množné(21; "splátka"; "splátky"; "splátek")', "splátek"],
    ['Množné(1,5; "splátka"; "splátky"; "splátek")', "splátky"],
    ['Množné(1,5; "den"; "dny"; "dní"; "dne")', "dne"],
    ['Množné(Počet(Pohledávky); "faktura"; "faktury"; "faktur")', "faktury"],
    ['Rod(Povinný; "Vážený"; "Vážená"; "Vážení")', "Vážená"],
    ['Rod(Věřitel; "Vážený"; "Vážená"; "Vážení")', "Vážení"],
    ['Rod(Povinný.Pohlaví; "m"; "f")', "f"],
  ])("%s prints %s", (source, expected) => {
    expect(shown(source)).toBe(expected);
  });

  it.each<[Locale, string, string[]]>([
    ["en", 'Plural(n; "claim"; "claims")', ["claims", "claim", "claims", "claims", "claims"]],
    ["sk", 'Tvar(n; "deň"; "dni"; "dní")', ["dní", "deň", "dni", "dní", "dní"]],
    ["ru", 'Форма(n; "день"; "дня"; "дней")', ["дней", "день", "дня", "дней", "день"]],
  ])("choose the plural of %s", (language, source, expected) => {
    const words = [0, 1, 2, 5, 21].map((n) => shown(source.replace("n;", `${n};`), { language }));
    expect(words).toEqual(expected);
  });

  it("tell the gender by the name where no sex is recorded", () => {
    const form = (entries: Record<string, Value>) => {
      const root = group({ debtor: group(entries) });
      return shown('Rod(Povinný; "m"; "f"; "?")', { root });
    };
    expect(form({ givenName: text("Petr"), surname: text("Skála") })).toBe("m");
    expect(form({ givenName: text("Petra"), surname: text("Skálová") })).toBe("f");
    expect(form({ surname: text("Nguyen") })).toBe("?");
    expect(form({ sex: text("muž"), givenName: text("Nikola") })).toBe("m");
  });

  it("sum nothing in the currency of the letter", () => {
    expect(shown("Součet(Platby.Částka)", { currency: "EUR" })).toBe("0,00 €");
  });

  it("have no sum of two currencies", () => {
    const items = [group({ amount: money(100) }), group({ amount: money(100, "EUR") })];
    const root = group({ payments: { kind: "list", items } });
    expect(shown("Součet(Platby.Částka)", { root })).toBe("?Součet(Platby.Částka)");
  });
});

describe("conditions", () => {
  it.each([
    ["Když Dluh.Celkem > 1000", true],
    ["Když Dluh.Celkem > 12 623,45 Kč", false],
    ["Když Dluh.Celkem >= 12 623,45 Kč", true],
    ["Když Dluh.Celkem ≥ 12623,45", true],
    ["Když 1000 < Dluh.Celkem a Dluh.DníPoSplatnosti > 30 dní", true],
    ["Když Dluh.Celkem < 0 nebo Údaje.Spotřebitel", true],
    ["Když Dluh.Celkem < 0 a zároveň Údaje.Spotřebitel", false],
    ["Když ne (Dluh.Celkem < 0)", true],
    ["Když Údaje.Spotřebitel = ano", true],
    ["Když Údaje.Spotřebitel = ne", false],
    ["Když Údaje.Spotřebitel je ano", true],
    ["Když Povinný.Email je prázdný", true],
    ["Když Povinný.Email není prázdný", false],
    ["Když Povinný.Email je vyplněn", false],
    ["Když Povinný.Email není vyplněn", true],
    ["If debtor.email is empty", true],
    ["Ak Povinný.Email nie je prázdny", false],
    ["Если Povinný.Email пусто", true],
    ["Если Povinný.Email не пусто", false],
    ["Když Povinný.Email", false],
    ["Když Povinný.Obec", true],
    ["Když Dluh.Uhrazeno", false],
    ["Když Povinný", true],
    ["Když PrávníZástupce", false],
    ["Když Pohledávky", true],
    ["Když Platby", false],
    ["Když Platby je prázdné", true],
    ['Když Povinný.Obec = "PRAHA"', true],
    ['Když Povinný.Obec <> "Brno"', true],
    ['Když Povinný.Obec není "Brno"', true],
    ['Když Povinný.Telefon = ""', true],
    ["Když Povinný.Telefon = Povinný.Obec", false],
    ["Když Povinný.Telefon <> Povinný.Obec", true],
    ["Když Dluh.Splatnost < Dnes", true],
    ["Když Dluh.Splatnost < 1. 1. 2026", false],
    ["Když Dluh.Promlčení < Dnes", false],
    ["Když Pohledávky.Popis", true],
    ["Když Pohledávky.Jistina > 9000", true],
    ["Když Pohledávky.Jistina > 10001", false],
    ["Když Pohledávky.Popis je prázdné", true],
    ["Když Platby.Částka > 0", false],
    ["Když Platby.Částka je prázdné", true],
  ])("%s: %s", (source, expected) => {
    expect(holds(source)).toBe(expected);
  });
});

describe("lists", () => {
  it("give the value of the item in their place", () => {
    const rows = itemsOf("claims", sampleScope()).map((claim) =>
      shown("Pohledávky.Jistina", { items: new Map([["claims", claim]]) }),
    );
    expect(rows).toEqual(["10 000,50 Kč", "2 499,50 Kč"]);
  });

  it("leave a gap of an item unresolved, whatever other items have", () => {
    const items = new Map([["claims", CLAIMS[0] ?? group({})]]);
    expect(shown("Pohledávky.Popis", { items })).toBe("?claims.title");
    expect(shown('Pohledávky.Popis | "bez popisu"', { items })).toBe("bez popisu");
    expect(holds("Když Pohledávky.Popis", { items })).toBe(false);
  });

  it("have a fallback each where all are printed", () => {
    expect(shown('Pohledávky.Popis | "bez popisu"')).toBe("bez popisu, Faktura 2");
    expect(shown('Výchozí(Pohledávky.Popis; "bez popisu")')).toBe("bez popisu, Faktura 2");
    expect(shown('Platby.Poznámka | "žádná"')).toBe("žádná");
    expect(shown("Pohledávky.Popis")).toBe("Faktura 2");
  });

  it("are taken whole by functions inside a row too", () => {
    const items = new Map([["claims", CLAIMS[0] ?? group({})]]);
    expect(shown("Součet(Pohledávky.Jistina)", { items })).toBe("12 500,00 Kč");
  });

  it("reckon with the only item", () => {
    const root = group({ claims: { kind: "list", items: CLAIMS.slice(0, 1) } });
    expect(shown("Pohledávky.Jistina + 1 Kč", { root })).toBe("10 001,50 Kč");
  });

  it("have no items where there is no list", () => {
    expect(itemsOf("debtor", sampleScope())).toEqual([]);
    expect(itemsOf("proceedings", sampleScope())).toEqual([]);
    expect(itemsOf("claims.nothing", sampleScope())).toEqual([]);
    expect(itemsOf("", sampleScope())).toEqual([]);
  });
});

describe("a case that is not what the vocabulary says", () => {
  const value = fc.oneof(
    fc.constantFrom<Value>({ kind: "empty" }, text(""), text("Jan"), PICTURE, group({})),
    fc.integer().map((minor) => money(minor)),
    fc.integer().map((count) => number(String(count))),
    fc.constantFrom<Value>(
      { kind: "day", day: "2026-01-31" },
      { kind: "flag", isTrue: false },
      { kind: "list", items: CLAIMS },
      { kind: "list", items: [group({})] },
    ),
  );
  const someGroup = fc
    .dictionary(fc.constantFrom("principal", "fullName", "sex", "dueOn", "amount"), value)
    .map((entries): Value => group(entries));
  const root = fc
    .dictionary(fc.constantFrom("debt", "debtor", "claims"), fc.oneof(value, someGroup))
    .map(group);
  const source = fc.constantFrom(
    "Povinný.CeléJméno: velká písmena",
    "Dluh.Jistina + 5: slovy",
    "Dluh.Jistina * 1,5 | Dluh.Splatnost + 1",
    "Dluh.Splatnost + 1 měsíc: dlouze",
    "Součet(Pohledávky.Jistina)",
    "Max(Pohledávky.Splatnost)",
    "Spoj(Pohledávky.Jistina)",
    'Rod(Povinný; "a"; "b"; "c")',
    'Množné(Počet(Pohledávky); "a"; "b"; "c")',
    "Pohledávky.Jistina",
    "Když Dluh.Jistina > 5 a Povinný nebo Pohledávky.Jistina je prázdné",
  );

  it("prints something or is unresolved, and never throws", () => {
    fc.assert(
      fc.property(source, root, (written, entries) => {
        const parsed = parseTag(written, VOCABULARY);
        if ("problem" in parsed) throw new Error(written);
        const scope = { ...sampleScope(), root: entries };
        expect(["text", "unresolved", "picture"]).toContain(printTag(parsed.tag, scope).kind);
        expect(typeof testTag(parsed.tag, scope)).toBe("boolean");
      }),
      { numRuns: 1000 },
    );
  });
});

it("a number of a record is shown as exactly as it was kept", () => {
  const root = group({ fields: group({ commissionPercent: number("12345678901234567890.125") }) });
  expect(shown("Údaje.Odměna", { root })).toBe("12 345 678 901 234 567 890,125");
});
