import { describe, expect, it } from "vitest";
import { readTemplate } from "../read-template";
import { renderTemplate } from "../render-template";
import { codesOf, OPTIONS } from "../testing/letters";
import { group, text, VOCABULARY, world } from "../testing/world";

function make(source: string | Buffer, root = world()) {
  const { compiled, problems } = readTemplate("zprava.txt", Buffer.from(source), VOCABULARY);
  const letter = renderTemplate(compiled, root, OPTIONS);
  return { letter, problems, codes: codesOf(problems), out: letter.bytes.toString() };
}

describe("text templates", () => {
  it.each<[string, string, string]>([
    ["a field", "Vážená {Povinný.CeléJméno}!", "Vážená Jana Nováková!"],
    ["doubled braces", "{{ Povinný.Obec }}", "Brno"],
    ["braces that are meant", "\\{Povinný.Obec\\} {Povinný.Obec} a\\b", "{Povinný.Obec} Brno a\\b"],
    ["a choice in a line", "{Když Dluh.JeStarý}a{Jinak}b{Konec}", "a"],
    ["lines of words alone", "x\n{Když Dluh.JeStarý}\na\n{Konec}\ny", "x\na\ny"],
    [
      "lines of Windows",
      "{Pro každou Pohledávky}\r\n{Pohledávky.Číslo}\r\n{Konec}\r\n",
      "FV1\r\nFV2\r\n",
    ],
    [
      "items of a list",
      "Dluhy:\n- {Pohledávky.Číslo}\n• {Pohledávky.Číslo}",
      "Dluhy:\n- FV1\n- FV2\n• FV1\n• FV2",
    ],
  ])("print %s", (_, source, expected) => {
    const { out, problems } = make(source);
    expect(problems).toEqual([]);
    expect(out).toBe(expected);
  });

  it("says line and column", () => {
    const { problems, out } = make("ahoj\nPro {Povinný.Obecc} a {neukončené\n{}");
    expect(problems.map(({ place }) => [place?.line, place?.column])).toEqual([
      [2, 5],
      [2, 23],
      [3, 1],
    ]);
    expect(codesOf(problems)).toEqual(["unknown_name", "brace_alone", "brace_empty"]);
    expect(problems[0]?.suggestions).toContain("Povinný.Obec");
    expect(out).toContain("{Povinný.Obecc}");
  });

  it("has no place for pictures", () => {
    const { codes, letter } = make("{Dluh.QR}");
    expect(codes).toEqual(["picture_in_text"]);
    expect(letter.unresolved).toHaveLength(1);
  });

  it("reads what Windows and Unicode write", () => {
    expect(make(Buffer.from("P\xf8\xedli\x9a {Povinn\xfd.Obec}", "latin1")).out).toBe(
      "Příliš Brno",
    );
    expect(make(Buffer.from("\ufeffAhoj {Povinný.Obec}", "utf16le")).out).toBe("Ahoj Brno");
    expect(make("\ufeffAhoj {Povinný.Obec}").out).toBe("Ahoj Brno");
  });

  it("leaves control characters out", () => {
    const root = world({ debtor: group({ city: text("Br\u0000\u001bno\r\nx") }) });
    expect(make("{Povinný.Obec}", root).out).toBe("Brno\nx");
  });
});
