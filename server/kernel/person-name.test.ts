import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GIVEN_NAME_COUNT, isGivenName } from "./given-names";
import { formatFullName, isOrganizationName, nameKey, parseFullName } from "./person-name";

/** "before | given | surname | after", the way the tables below write a name. */
function read(text: string): string {
  const parsed = parseFullName(text);
  if (!parsed.ok) return parsed.finding.code;
  const { titlesBefore, givenName, surname, titlesAfter } = parsed.value;
  return [titlesBefore, givenName, surname, titlesAfter].map((part) => part ?? "-").join(" | ");
}

function warningsOf(text: string): string[] {
  const parsed = parseFullName(text);
  return parsed.ok ? parsed.warnings.map((warning) => warning.code) : [];
}

describe("parseFullName finds titles", () => {
  it.each([
    ["Ing. Jan Novák, Ph.D.", "Ing. | Jan | Novák | Ph.D."],
    ["Ing Jan Novak PhD", "Ing. | Jan | Novak | Ph.D."],
    ["ing. jan novák", "Ing. | jan | novák | -"],
    ["Ing.Jan Novák,Ph.D.", "Ing. | Jan | Novák | Ph.D."],
    ["Ing. Jan Novák, Ph. D.", "Ing. | Jan | Novák | Ph.D."],
    ["doc. PaedDr. Jan Novák, PhD.", "doc. PaedDr. | Jan | Novák | PhD."],
    ["prof. MUDr. Jan Novák, CSc., MBA", "prof. MUDr. | Jan | Novák | CSc., MBA"],
    ["Prof. JUDr. Jana Malá DrSc.", "Prof. JUDr. | Jana | Malá | DrSc."],
    ["Mgr. et Mgr. Jan Novák", "Mgr. et Mgr. | Jan | Novák | -"],
    ["Mgr. Bc. Jan Novák, DiS.", "Mgr. Bc. | Jan | Novák | DiS."],
    ["Ing. arch. Eva Malá", "Ing. arch. | Eva | Malá | -"],
    ["Mgr.art. Eva Malá ArtD.", "Mgr.art. | Eva | Malá | ArtD."],
    ["akad. mal. Jan Novák", "akad. mal. | Jan | Novák | -"],
    ["JUDr. Ing. Bc. Petr Dlouhý, LL.M., MBA", "JUDr. Ing. Bc. | Petr | Dlouhý | LL.M., MBA"],
    ["Petr Dlouhý, LL. M.", "- | Petr | Dlouhý | LL.M."],
    ["plk. Ing. Jan Novák", "plk. Ing. | Jan | Novák | -"],
    ["Novák Jan Ing.", "Ing. | Jan | Novák | -"],
    ["Novák Jan, Ing.", "Ing. | Jan | Novák | -"],
    ["Novák Jan (Ing.)", "Ing. | Jan | Novák | -"],
    ["Novák, Ing., Jan", "Ing. | Jan | Novák | -"],
    ["Ing. Novák", "Ing. | - | Novák | -"],
    ["Jan Novák ml.", "- | Jan | Novák | ml."],
    ["Jan Novák st., Ph.D.", "- | Jan | Novák | st., Ph.D."],
    ["Jan Novák, Ph.D., ml.", "- | Jan | Novák | ml., Ph.D."],
    ["Novák, MA", "- | - | Novák | MA"],
    ["Nguyen Thi Ma", "- | Nguyen Thi | Ma | -"],
    ["NGUYEN THI MA", "- | NGUYEN THI | MA | -"],
    ["Ingrid Novotná", "- | Ingrid | Novotná | -"],
    ["Magda Bcová", "- | Magda | Bcová | -"],
  ])("%s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe("parseFullName tells the given name from the surname", () => {
  it.each([
    ["Jan Novák", "- | Jan | Novák | -"],
    ["Novák Jan", "- | Jan | Novák | -"],
    ["novak jan", "- | jan | novak | -"],
    ["Novák, Jan", "- | Jan | Novák | -"],
    ["Qwerty, Asdf", "- | Asdf | Qwerty | -"],
    ["NOVÁK Jan", "- | Jan | Novák | -"],
    ["Jan NOVÁK", "- | Jan | Novák | -"],
    ["Asdf QWERTY", "- | Asdf | Qwerty | -"],
    ["NOVÁKOVÁ-MALÁ Jana Marie", "- | Jana Marie | Nováková-Malá | -"],
    ["JAN NOVÁK", "- | JAN | NOVÁK | -"],
    ["NOVÁK JAN", "- | JAN | NOVÁK | -"],
    ["Marie Anna Nováková", "- | Marie Anna | Nováková | -"],
    ["Nováková Marie Anna", "- | Marie Anna | Nováková | -"],
    ["Jana Nováková Svobodová", "- | Jana | Nováková Svobodová | -"],
    ["Nováková Svobodová Jana", "- | Jana | Nováková Svobodová | -"],
    ["Jana Nováková - Svobodová", "- | Jana | Nováková-Svobodová | -"],
    ["Anna-Marie Nováková", "- | Anna-Marie | Nováková | -"],
    ["Nováková Xyz", "- | Xyz | Nováková | -"],
    ["Xyz Nováková", "- | Xyz | Nováková | -"],
    ["Xyz Nováková Svobodová", "- | Xyz | Nováková Svobodová | -"],
    ["Dlouhá Věra", "- | Věra | Dlouhá | -"],
    ["Jan van der Berg", "- | Jan | van der Berg | -"],
    ["Xyz van der Berg", "- | Xyz | van der Berg | -"],
    ["von Berg Jan", "- | Jan | von Berg | -"],
    ["Jan z Lobkowicz", "- | Jan | z Lobkowicz | -"],
    ["Maria de Souza", "- | Maria | de Souza | -"],
    ["J. Novák", "- | J. | Novák | -"],
    ["Novák J.", "- | J. | Novák | -"],
    ["Madonna", "- | - | Madonna | -"],
    ["Иван Петров", "- | Иван | Петров | -"],
    ["Петров Иван Сергеевич", "- | Иван Сергеевич | Петров | -"],
    ["Анна Ивановна Петрова", "- | Анна Ивановна | Петрова | -"],
    ["  Jan\u00a0 Novák ", "- | Jan | Novák | -"],
  ])("%s", (text, expected) => {
    expect(read(text)).toBe(expected);
    expect(warningsOf(text)).toEqual([]);
  });

  it.each([
    ["Martin Pavel", "- | Martin | Pavel | -"],
    ["Jan Novák Petr", "- | Jan | Novák Petr | -"],
    ["Qwerty Asdf", "- | Qwerty | Asdf | -"],
    ["Thu Ha Pham", "- | Thu Ha | Pham | -"],
  ])("by habit only: %s", (text, expected) => {
    expect(read(text)).toBe(expected);
    expect(warningsOf(text)).toEqual(["kernel.name_order_assumed"]);
  });
});

describe("parseFullName", () => {
  it.each([
    ["Jana Nováková (roz. Svobodová)", "roz. Svobodová"],
    ["Jana Nováková roz. Svobodová", "roz. Svobodová"],
    ["Jana Nováková, roz. Svobodová", "roz. Svobodová"],
    ["Jana Nováková (nezvěstná)", "nezvěstná"],
    ["Jana Nováková (nar. 1. 1. 1980)", "nar. 1. 1. 1980"],
  ])("says which remark it left out of %s", (text, note) => {
    expect(read(text)).toBe("- | Jana | Nováková | -");
    const parsed = parseFullName(text);
    expect(parsed).toMatchObject({
      warnings: [{ code: "kernel.name_note_dropped", params: { note } }],
    });
  });

  it("does not take a surname that begins like a remark for one", () => {
    expect(read("Jan Rozehnal")).toBe("- | Jan | Rozehnal | -");
    expect(read("Jan Narovec")).toBe("- | Jan | Narovec | -");
  });

  it.each([
    [null, "empty"],
    ["", "empty"],
    [" ", "empty"],
    ["Ing.", "unclear"],
    [",", "unclear"],
    ["Novák, Jan, Petr", "unclear"],
    ["Jan Novák 2", "has_digits"],
    ["1234", "has_digits"],
    ["x".repeat(201), "too_long"],
  ])("refuses %j: %s", (text, reason) => {
    expect(parseFullName(text)).toMatchObject({ finding: { code: `kernel.name_${reason}` } });
  });

  it("is quick with a text made to be slow", () => {
    const text = `${"( Ing. ".repeat(20)}${" -".repeat(25)}`;
    const startedAt = performance.now();
    parseFullName(text);
    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});

describe("formatFullName", () => {
  it.each([
    "Ing. Jan Novák, Ph.D.",
    "Jan Novák ml.",
    "Jan Novák ml., MBA",
    "Mgr. et Mgr. Jana Nováková Svobodová, DiS., MBA",
    "Ing. Novák",
    "Jan van der Berg",
    "Madonna",
  ])("prints what was read: %s", (text) => {
    const parsed = parseFullName(text);
    expect(parsed.ok && formatFullName(parsed.value)).toBe(text);
  });

  it("is read back as the same name", () => {
    const before = fc.constantFrom(null, "Ing.", "prof. MUDr.", "Mgr. et Mgr.", "Ing. arch.");
    const given = fc.constantFrom("Jan", "Marie Anna", "Žofie", "J.");
    const surname = fc.constantFrom("Novák", "Nováková Malá", "van der Berg", "Dvořák-Kos");
    const after = fc.constantFrom(null, "Ph.D.", "CSc., MBA", "ml.", "ml., PhD.");
    fc.assert(
      fc.property(before, given, surname, after, (titlesBefore, givenName, family, titlesAfter) => {
        const name = { titlesBefore, givenName, surname: family, titlesAfter };
        expect(parseFullName(formatFullName(name))).toEqual({
          ok: true,
          value: name,
          warnings: [],
        });
      }),
    );
  });
});

describe("nameKey", () => {
  it("is the same for every way to write a person", () => {
    const keys = ["Jan Novák", "NOVÁK Jan", "novak, jan", "Ing. Jan Novák, Ph.D."].map((text) => {
      const parsed = parseFullName(text);
      return parsed.ok ? nameKey(parsed.value) : null;
    });
    expect(new Set(keys)).toEqual(new Set(["jan novak"]));
  });

  it("tells people apart", () => {
    const son = nameKey({ givenName: "Jan", surname: "Novák" });
    expect(nameKey({ givenName: "Jana", surname: "Novák" })).not.toBe(son);
    expect(nameKey({ givenName: null, surname: "Novák" })).toBe("novak");
  });
});

describe("isOrganizationName", () => {
  it.each([
    "Alfa s.r.o.",
    "Alfa, s. r. o.",
    "Alfa spol. s r.o.",
    "Alfa a.s.",
    "ALFA, a. s.",
    "Alfa v.o.s.",
    "Alfa s.r.o. v likvidaci",
    "Alfa, z. s.",
    "Alfa GmbH",
    "Bytové družstvo Lípa",
    "Beta Holding SE",
    "Obec Lhota",
    "ООО «Ромашка»",
  ])("%s", (text) => {
    expect(isOrganizationName(text)).toBe(true);
  });

  it.each([
    "Jan Novák",
    "A. S. Puškin",
    "Ing. Jan Novák, CSc.",
    "Obecný Petr",
    "Se Jin",
    "K. S. Malý",
  ])("not %s", (text) => {
    expect(isOrganizationName(text)).toBe(false);
  });
});

describe("isGivenName", () => {
  it("knows some hundreds, in any spelling", () => {
    expect(GIVEN_NAME_COUNT).toBeGreaterThan(400);
    expect(["Jiří", "JIRI", "jiří", "Ľubomír", "Anna-Marie", "Пётр"].every(isGivenName)).toBe(true);
    expect(["Novák", "Beneš", "Urban", "", "-"].some(isGivenName)).toBe(false);
  });
});
