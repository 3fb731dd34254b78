import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseBirthNumber, parseInn, parseKpp, parseOgrn, parseTaxId } from "./identifiers";
import { isRegistrationNo } from "./registration-no";
import { taxIdKind } from "./tax-id";

interface Vectors {
  rodne_cislo: { value: string; valid: boolean; birth?: string; sex?: "M" | "F" }[];
  ico: { value: string; valid: boolean }[];
  sk_ic_dph: string[];
  ru: { inn10: string[]; inn12: string[]; ogrn13: string[]; ogrnip15: string[] };
}

const FILE = join(import.meta.dirname, "fixtures/identifiers.json");
const vectors = JSON.parse(readFileSync(FILE, "utf8")) as Vectors;
const SEX = { M: "male", F: "female" } as const;

describe("vectors of identifiers", () => {
  it.each(vectors.rodne_cislo)("birth number $value", ({ value, valid, birth, sex }) => {
    const parsed = parseBirthNumber(value);
    expect(parsed.ok).toBe(valid);
    if (birth && sex && parsed.ok) {
      expect(parsed.value).toMatchObject({ birthOn: birth, sex: SEX[sex] });
    }
  });

  it.each(vectors.ico)("IČO $value", ({ value, valid }) => {
    expect(isRegistrationNo(value)).toBe(valid);
  });

  it.each(vectors.sk_ic_dph)("IČ DPH %s and the DIČ in it", (value) => {
    expect(parseTaxId(value)).toEqual({ ok: true, value, warnings: [] });
    expect(parseTaxId(value.slice(2), { country: "SK" })).toMatchObject({ ok: true, warnings: [] });
    expect(taxIdKind(value)).toBe("slovak_vat");
    expect(taxIdKind(value.slice(2))).toBe("slovak");
  });

  it.each([...vectors.ru.inn10, ...vectors.ru.inn12])("ИНН %s", (value) => {
    expect(parseInn(value)).toMatchObject({ ok: true, warnings: [] });
    expect(parseTaxId(value, { country: "RU" })).toEqual({ ok: true, value, warnings: [] });
  });

  it.each([...vectors.ru.ogrn13, ...vectors.ru.ogrnip15])("ОГРН %s", (value) => {
    expect(parseOgrn(value)).toMatchObject({ ok: true, warnings: [] });
  });

  it("knows whose a tax number is", () => {
    expect(parseKpp("770701001").ok).toBe(true);
    expect(taxIdKind("CZ00177041")).toBe("czech_company");
    expect(taxIdKind("CZ8001019114")).toBe("czech_person");
    expect(taxIdKind("CZ490228123")).toBe("czech_person");
    expect(taxIdKind("CZ600123456")).toBe("czech_special");
    expect(taxIdKind("ATU12345678")).toBe("foreign");
    expect(parseTaxId("7707083894", { country: "RU" })).toMatchObject({
      warnings: [{ code: "kernel.tax_id_bad_check" }],
    });
  });
});
