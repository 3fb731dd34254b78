import { describe, expect, it } from "vitest";
import type { CompanyRecord } from "@/server/kernel/company-record";
import { fillCompany, takeField } from "./company-fill";
import { emptyParty } from "./party-draft";

const COMPANY: CompanyRecord = {
  ...{ register: "ares", registerId: null, name: "Vzorová testovací, s.r.o." },
  ...{ registrationNo: "00177041", hasOddCheckDigit: false, taxId: "CZ00177041" },
  ...{ groupTaxId: "CZ699001000", isVatPayer: true, isNaturalPerson: false },
  legalForm: { code: "112", name: "Společnost s ručením omezeným" },
  seat: {
    text: "Vzorová 308/12a, Moravská Ostrava, 70200 Ostrava",
    ...{ street: "Vzorová", houseNumber: "308", isRecreational: false, orientationNumber: "12a" },
    ...{ townPart: "Moravská Ostrava", district: null, town: "Ostrava", postalCode: "70200" },
    ...{ country: "CZ", addressPoint: "99999999" },
  },
  ...{ deliveryLines: [], since: null, ended: null, updatedOn: null, source: null, sources: {} },
};
const blank = () => emptyParty("", "legal_entity");

describe("a form filled from a register", () => {
  it("has every empty field filled, the seat with its address point", () => {
    const { values, filled, differences } = fillCompany(
      { ...blank(), registrationNo: "177041" },
      COMPANY,
      "CZ",
    );
    expect(differences).toEqual([]);
    expect(filled).toEqual(["fullName", "taxId", "vatId", "legalForm", "seat"]);
    expect(values).toMatchObject({
      ...{ fullName: "Vzorová testovací, s.r.o.", registrationNo: "177041" },
      ...{ taxId: "CZ00177041", vatId: "CZ699001000" },
      addresses: [
        {
          ...{ kind: "seat", street: "Vzorová 308/12a", city: "Ostrava", postalCode: "70200" },
          addressPoint: "99999999",
        },
      ],
    });
  });

  it("keeps what was typed and offers what differs", () => {
    const typed = {
      ...blank(),
      ...{ fullName: "Jiná, a.s.", taxId: "00177041", legalForm: "s. r. o.", vatId: "CZ1" },
      addresses: [{ kind: "seat" as const, street: "Dlouhá 1", city: "Brno", postalCode: "60200" }],
    };
    const { values, filled, differences } = fillCompany(typed, COMPANY, "CZ");
    expect(values).toMatchObject({ fullName: "Jiná, a.s.", addresses: typed.addresses });
    expect(filled).toEqual(["registrationNo"]);
    expect(differences.map(({ field }) => field)).toEqual([
      "fullName",
      "vatId",
      "legalForm",
      "seat",
    ]);
    expect(differences.at(-1)).toEqual({
      ...{ field: "seat", typed: "Dlouhá 1, 60200 Brno" },
      found: "Vzorová 308/12a, 70200 Ostrava",
    });
  });

  it.each([
    ["case and marks of a name", { fullName: "VZOROVA TESTOVACI s.r.o." }],
    ["spaces of a number", { registrationNo: "001 77 041", taxId: "CZ 00177041" }],
    [
      "the way a street is written",
      { addresses: [{ kind: "seat" as const, street: "vzorova 308 / 12 A", city: "Ostrava 1" }] },
    ],
  ])("sees no difference in %s", (_, more) => {
    expect(fillCompany({ ...blank(), ...more }, COMPANY, "CZ").differences).toEqual([]);
  });

  it("takes one field when it is chosen, and leaves the other addresses", () => {
    const main = { kind: "main" as const, street: "Krátká 2", city: "Brno" };
    const seat = { kind: "seat" as const, street: "Dlouhá 1", city: "Brno" };
    const typed = { ...blank(), fullName: "Jiná", addresses: [main, seat] };
    const named = takeField(typed, COMPANY, { field: "fullName", country: "CZ" });
    expect(named).toMatchObject({ fullName: COMPANY.name, addresses: [main, seat] });
    const seated = takeField(typed, COMPANY, { field: "seat", country: "CZ" });
    expect(seated.addresses).toEqual([
      main,
      expect.objectContaining({ street: "Vzorová 308/12a" }),
    ]);
  });

  it("asks whether a company is an entrepreneur, and says nothing where nobody knows", () => {
    const trader = fillCompany(blank(), { ...COMPANY, isNaturalPerson: true }, "CZ");
    expect(trader.differences).toContainEqual({
      ...{ field: "kind", typed: "legal_entity", found: "sole_trader" },
    });
    const unknown = fillCompany(blank(), { ...COMPANY, isNaturalPerson: null, seat: null }, "CZ");
    expect(unknown.differences).toEqual([]);
    expect(unknown.filled).not.toContain("seat");
  });
});
