import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEPTH_MAX, NODES_MAX, SOURCE_LENGTH_MAX } from "./limits";
import { parseTag } from "./parse-tag";
import { printTag } from "./print-tag";
import { listsOf, pathsOf, type Tag } from "./tag";
import { testTag } from "./test-tag";
import { sampleScope, VOCABULARY } from "./testing/sample-case";

function tagOf(source: string): Tag {
  const parsed = parseTag(source, VOCABULARY);
  if ("problem" in parsed) throw new Error(`${source}: ${JSON.stringify(parsed.problem)}`);
  return parsed.tag;
}

function problemOf(source: string) {
  const parsed = parseTag(source, VOCABULARY);
  return "problem" in parsed ? parsed.problem : null;
}

describe("kinds of tags", () => {
  it.each([
    ["Povinný.CeléJméno", "print"],
    ["Když Dluh.Celkem > 0", "if"],
    ["kdyz dluh.celkem > 0:", "if"],
    ["Pokud Dluh.Celkem > 0 pak", "if"],
    ["Ak Dluh.Celkem > 0", "if"],
    ["IF debt.total > 0 then", "if"],
    ["Если debt.total > 0", "if"],
    ["Jinak když Povinný.Email", "elseIf"],
    ["Inak ak Povinný.Email", "elseIf"],
    ["else if debtor.email", "elseIf"],
    ["Иначе если debtor.email", "elseIf"],
    ["Jinak", "else"],
    ["jinak:", "else"],
    ["Inak", "else"],
    ["Else", "else"],
    ["Иначе", "else"],
    ["Konec", "end"],
    ["Konec když", "end"],
    ["Koniec", "end"],
    ["END IF", "end"],
    ["Конец", "end"],
    ["Pro každou Pohledávky", "each"],
    ["pro kazdou pohledavku", "each"],
    ["Pre každú Pohľadávky", "each"],
    ["For each claims", "each"],
    ["Для каждого Требования", "each"],
  ])("%s is %s", (source, kind) => {
    expect(tagOf(source).kind).toBe(kind);
  });

  it("tells what an end closes where the author said it", () => {
    expect(tagOf("Konec")).toMatchObject({ closes: null });
    expect(tagOf("Konec když")).toMatchObject({ closes: "if" });
    expect(tagOf("Konec opakování")).toMatchObject({ closes: "each" });
    expect(tagOf("Konec Pohledávky")).toMatchObject({ closes: "each" });
    expect(tagOf("Konec pro každou pohledávku")).toMatchObject({ closes: "each" });
  });

  it("names the list of a repeat", () => {
    expect(tagOf("Pro každou Pohledávky")).toMatchObject({ list: "claims" });
  });
});

describe("names", () => {
  it.each([
    "Povinný.CeléJméno",
    "povinny.celejmeno",
    "POVINNÝ.CELÉ JMÉNO",
    " Povinný . Celé-jméno ",
    "debtor.fullName",
    "Dlužník.fullName",
    "Debtor.Full name",
    "Povinny\u0301.Cele\u0301Jme\u0301no",
    "Po\u00advin\u200bný.Celé\u00a0Jméno",
    "\ufeffPovinný.CeléJméno\u00a0",
  ])("%j is debtor.fullName", (source) => {
    expect(pathsOf(tagOf(source))).toEqual(["debtor.fullName"]);
  });

  it("keeps words that also join expressions inside a name", () => {
    expect(pathsOf(tagOf("Povinný.Jméno a příjmení"))).toEqual(["debtor.fullName"]);
    expect(pathsOf(tagOf("Povinný.Jméno a Povinný.Příjmení"))).toEqual([
      "debtor.givenName",
      "debtor.surname",
    ]);
  });

  it("tells a hyphen of a name from a minus", () => {
    expect(pathsOf(tagOf("Povinný.E-mail"))).toEqual(["debtor.email"]);
    expect(pathsOf(tagOf("Dluh.Celkem-Dluh.Jistina"))).toEqual(["debt.total", "debt.principal"]);
    expect(pathsOf(tagOf("Dluh.Celkem–Dluh.Jistina"))).toEqual(["debt.total", "debt.principal"]);
  });

  it("reads what a tag needs, and no more", () => {
    const source =
      "Když Dluh.Celkem > 1000 a Povinný.Email není prázdné nebo Počet(Pohledávky) = 2";
    expect(pathsOf(tagOf(source))).toEqual(["debt.total", "debtor.email", "claims"]);
    expect(pathsOf(tagOf('Rod(Povinný; "a"; "b"; "c")'))).toEqual([
      "debtor.sex",
      "debtor.isOrganization",
      "debtor.givenName",
      "debtor.surname",
    ]);
    expect(pathsOf(tagOf("Konec"))).toEqual([]);
  });

  it("goes through lists, except those that a function takes whole", () => {
    expect(listsOf(tagOf("Pohledávky.Jistina"))).toEqual(["claims"]);
    expect(listsOf(tagOf("Když Pohledávky.Jistina > 100"))).toEqual(["claims"]);
    expect(listsOf(tagOf("Součet(Pohledávky.Jistina)"))).toEqual([]);
    expect(listsOf(tagOf("Dluh.Jistina"))).toEqual([]);
    expect(listsOf(tagOf("Když Pohledávky"))).toEqual([]);
  });
});

describe("problems", () => {
  it.each([
    ["", "empty_tag", 1],
    [" \u00a0 ", "empty_tag", 1],
    ["Dluh.Jistina +", "unexpected_end", 15],
    ["Dluh.Jistina Dluh.Celkem", "unexpected", 14],
    ["Dluh.Jistina § 2", "unexpected", 14],
    ["Konec všeho", "unexpected", 7],
    ['Povinný.Email | "nic', "unclosed_text", 17],
    ["(Dluh.Jistina", "unclosed_bracket", 1],
    ["Součet(Pohledávky.Jistina", "unclosed_bracket", 7],
    ["Dluh.Jistinka2", "unknown_name", 1],
    ["Soucett(Pohledávky.Jistina)", "unknown_function", 1],
    ["Dluh.Jistina: nijak", "unknown_format", 15],
    ["Dluh.Jistina: 99 míst", "unknown_format", 15],
    ["Zaokrouhli()", "arguments", 1],
    ["Zaokrouhli(1; 2; 3)", "arguments", 1],
    ["Zaokrouhli(Povinný.Obec)", "wrong_argument", 1],
    ["Součet(Pohledávky.Splatnost)", "wrong_argument", 1],
    ["Součet(Dluh.Jistina)", "not_list", 1],
    ["Pro každou Povinný", "not_list", 12],
    ["Součet(Pohledávky)", "needs_field", 1],
    ["Povinný", "is_group", 1],
    ["Pohledávky", "is_group", 1],
    ["Dluh.Splatnost: bez měny", "format_does_not_fit", 1],
    ["Dluh.Jistina + Dnes", "kinds_do_not_fit", 1],
    ["Dluh.Jistina * Dluh.Jistina", "kinds_do_not_fit", 1],
    ["Dnes > 5", "kinds_do_not_fit", 1],
    ["Platba.QR + 1", "kinds_do_not_fit", 1],
    ["-Dnes", "kinds_do_not_fit", 1],
    ["2 měsíce", "not_printable", 1],
    ["30. 2. 2026", "bad_day", 1],
    ["1.234,50", "bad_number", 1],
  ])("%j: %s in column %i", (source, reason, column) => {
    expect(problemOf(source)).toMatchObject({ code: `templates.${reason}`, column });
  });

  it("names only what is wrong", () => {
    const nameIn = (source: string) => problemOf(source)?.params.name;
    expect(nameIn("Dluh.Jistnax - Dluh.Celkem")).toBe("Dluh.Jistnax");
    expect(nameIn("Dluh.Celkem - Dluh.Jistnax a Dluh.Celkem")).toBe("Dluh.Jistnax");
    expect(nameIn("Povinný.E-mial2")).toBe("Povinný.E-mial2");
    expect(nameIn("Když Povinný.Emial je prázdný")).toBe("Povinný.Emial");
    expect(nameIn("Dluh. ")).toBe("Dluh");
  });

  it("counts columns in the source as it was given", () => {
    expect(problemOf("\u200b\u00adDluh.Jistina + Dluh.Jistnax")).toMatchObject({ column: 18 });
  });

  it("refuses what is too long, too deep or too large", () => {
    const cases: [string, string][] = [
      ["x".repeat(SOURCE_LENGTH_MAX + 1), "too_long"],
      [`${"(".repeat(DEPTH_MAX + 1)}1${")".repeat(DEPTH_MAX + 1)}`, "too_complex"],
      ["-".repeat(SOURCE_LENGTH_MAX - 1).concat("1"), "too_complex"],
      [`1${"+1".repeat(NODES_MAX)}`, "too_complex"],
    ];
    for (const [source, reason] of cases) {
      expect(problemOf(source)?.code).toBe(`templates.${reason}`);
    }
  });
});

describe("any text", () => {
  const pieces = fc.constantFrom(
    ..."Povinný CeléJméno Dluh Jistina Pohledávky Součet Když Konec a nebo ne je prázdné".split(
      " ",
    ),
    ...'. ( ) ; , : | + - * / = <> " „ “ 12 1,5 % Kč dní 1. 2. 2026 Dnes Rod Spoj slovy'.split(" "),
    " ",
    "\u00a0",
    "\u00ad",
  );
  const source = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string(),
    fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join("")),
    fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join(" ")),
  );

  it("is a tag or a problem, and a tag is evaluated to the same twice", () => {
    const property = fc.property(source, (text) => {
      const parsed = parseTag(text, VOCABULARY);
      if ("problem" in parsed) {
        const { code, column } = parsed.problem;
        expect(code).toMatch(/^templates\.[a-z_]+$/);
        expect(column).toBeGreaterThanOrEqual(1);
        expect(column).toBeLessThanOrEqual(text.length + 1);
        return;
      }
      const scope = sampleScope();
      const printed = printTag(parsed.tag, scope);
      expect(printTag(parsed.tag, scope)).toEqual(printed);
      expect(printTag(tagOf(text), sampleScope())).toEqual(printed);
      expect(testTag(parsed.tag, scope)).toBe(testTag(tagOf(text), scope));
    });
    fc.assert(property, { numRuns: 3000 });
  });
});
