import { describe, expect, it } from "vitest";
import { readLabels } from "./read-labels";

const LABELS = [
  { label: "Jméno", field: "contactName" },
  { label: "E-mail", field: "siteEmail" },
  { label: "E-mail odesílatele", field: "senderEmail" },
  { label: "Telefon", field: "contactPhone" },
  { label: "Zpráva", field: "description" },
];
const read = (text: string) => readLabels(text, LABELS, ["description"]);

describe("what a web form wrote", () => {
  it("is read by the labels before the values, whatever their case and accents", () => {
    const text = "JMENO:  Jan Novák\nE-mail: jan@firma.example\nTelefon = +420 777\n\nDěkujeme.";
    expect(read(text)).toEqual({
      ...{ contactName: "Jan Novák", siteEmail: "jan@firma.example", contactPhone: "+420 777" },
    });
  });

  it("may stand below its label, or in the next cell of a table", () => {
    expect(read("Jméno\n\nJan Novák\nTelefon\n777 111")).toEqual({
      ...{ contactName: "Jan Novák", contactPhone: "777 111" },
    });
    expect(read("Jméno Jan Novák\nE-mail odesílatele jan@firma.example")).toEqual({
      ...{ contactName: "Jan Novák", senderEmail: "jan@firma.example" },
    });
  });

  it("goes on over lines in a long field, up to the next label", () => {
    const text = "Zpráva: Dobrý den,\n\nmáte čas?\nTelefon: 777";
    expect(read(text)).toEqual({ description: "Dobrý den,\n\nmáte čas?", contactPhone: "777" });
  });

  it("is not overwritten by what a visitor writes further down", () => {
    const text = "E-mail: jan@firma.example\nZpráva: ahoj\nE-mail: jiny@zly.example";
    expect(read(text).siteEmail).toBe("jan@firma.example");
    expect(read("Jméno: Jan\nZpráva: x\nTelefon do práce nemám").contactPhone).toBeUndefined();
  });

  it("is nothing where no label stands, and ends with an endless text", () => {
    expect(read("Dobrý den, chtěl bych nabídku.")).toEqual({});
    expect(read(`${"a".repeat(200_000)}\nJméno: Jan`)).toEqual({ contactName: "Jan" });
  });
});
