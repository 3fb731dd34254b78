import { describe, expect, it } from "vitest";
import { addressKey, isHouseKey, postalAddress, readAddress, townKey } from "./address";
import { type PartyInput, partyInput } from "./inputs";
import { companyKey, readParty } from "./party";
import { searchWordsOf, vocabularyOf } from "./search-words";

const today = "2026-11-22";
const read = (input: Partial<PartyInput>) =>
  readParty(
    partyInput.parse({ kind: "natural_person", fullName: "Ing. Jan Novák, Ph.D.", ...input }),
    { today },
  );

describe("readParty", () => {
  it("divides a name into its parts and writes it one way", () => {
    const { record, findings } = read({ fullName: "novák, jan  Ing." });
    expect(findings).toEqual([]);
    expect(record).toMatchObject({ titlesBefore: "Ing.", nameKey: "jan novak" });
  });

  it("leaves a company's name as it is", () => {
    const { record } = read({ kind: "legal_entity", fullName: "Alfa, spol. s r. o." });
    expect(record).toMatchObject({ fullName: "Alfa, spol. s r. o.", surname: null });
    expect(record.nameKey).toBe("alfa");
  });

  it("derives birth date and sex from the birth number", () => {
    const { record } = read({ birthNumber: "805101/9119", fullName: "Jana Nováková" });
    expect(record).toMatchObject({ birthOn: "1980-01-01", sex: "female" });
  });

  it.each([
    [{ birthNumber: "800101/9114", birthOn: "1980-01-02" }, "birthOn", "parties.birth_contradicts"],
    [{ birthNumber: "800101/9114", sex: "female" }, "sex", "parties.sex_contradicts"],
    [{ birthOn: "2027-01-01" }, "birthOn", "parties.birth_impossible"],
    [{ birthOn: "1803-01-01" }, "birthOn", "parties.birth_impossible"],
    [{ birthNumber: "800101/9115" }, "birthNumber", "kernel.birth_number_bad_check"],
    [{ dataBoxId: "abc" }, "dataBoxId", "parties.data_box_bad_shape"],
    [{ kind: "legal_entity", birthOn: "1980-01-01" }, "birthNumber", "parties.birth_of_company"],
    [{ emails: [{ value: "ok@x.cz" }, { value: "x@" }] }, "emails.1", "kernel.email_bad_shape"],
    [{ phones: [{ value: "12" }] }, "phones.0", "kernel.phone_bad_number"],
    [
      { addresses: [{ kind: "main", city: "Praha", postalCode: "1" }] },
      "addresses.0.postalCode",
      "kernel.postal_code_bad_shape",
    ],
  ] satisfies [Partial<PartyInput>, string, string][])(
    "%j is refused at %s",
    (input, field, code) => {
      expect(read(input).findings).toContainEqual(expect.objectContaining({ field, code }));
    },
  );

  it("never repeats a birth number in a finding", () => {
    expect(JSON.stringify(read({ birthNumber: "800101/9115" }).findings)).not.toContain("9115");
  });

  it("keeps each e-mail and phone once, with its kind", () => {
    const { record } = read({
      emails: [{ value: "Jan.Novak@Seznam.cz" }, { value: "jan.novak@seznam.cz" }],
      phones: [{ value: "777 123 456, 222 333 444" }, { value: "+420777123456", note: "druhé" }],
    });
    expect(record.contacts).toEqual([
      { kind: "email", value: "jan.novak@seznam.cz", phoneKind: null, note: null },
      { kind: "phone", value: "+420777123456", phoneKind: "mobile", note: null },
      { kind: "phone", value: "+420222333444", phoneKind: "landline", note: null },
    ]);
  });

  it("pads the registration number and drops empty addresses", () => {
    const { record } = read({
      registrationNo: "177041",
      addresses: [{ kind: "main" }, { kind: "seat", city: "Brno" }],
    });
    expect(record.registrationNo).toBe("00177041");
    expect(record.addresses.map((address) => address.kind)).toEqual(["seat"]);
  });
});

describe("address key", () => {
  it.each([
    ["Nádražní ul. 12", "Praha 4 - Nusle", "nadrazni  12", "PRAHA"],
    ["č.p. 012", "Lhota", "Lhota 12", "Lhota"],
    ["nám. Míru 5 A", "Kutná Hora", "Náměstí Míru 5a", "Kutna hora"],
  ])("%s, %s is %s, %s", (street, city, otherStreet, otherCity) => {
    const key = addressKey({ street, city });
    expect(key).toBe(addressKey({ street: otherStreet, city: otherCity }));
    expect(isHouseKey(key)).toBe(true);
  });

  it("tells houses apart, and a town alone is no house", () => {
    expect(addressKey({ street: "Nádražní 12", city: "Praha" })).not.toBe(
      addressKey({ street: "Nádražní 13", city: "Praha" }),
    );
    expect(isHouseKey(addressKey({ city: "Praha" }))).toBe(false);
    expect(isHouseKey(addressKey({ street: "Nádražní 12" }))).toBe(false);
  });

  it("keeps hyphens of names that are only a town's", () => {
    expect(townKey("2")).toBe("2");
    expect(townKey("Praha 10-Vršovice")).toBe("praha");
  });

  it("reads the country from the postal code unless it is said", () => {
    const read = (country?: string) =>
      readAddress({ kind: "main", city: "Trnava", postalCode: "917 01", country }, "CZ");
    expect(read().record?.country).toBe("SK");
    expect(read("CZ").record?.country).toBe("CZ");
    expect(read("CZ").warnings).toHaveLength(1);
  });
});

describe("postal address", () => {
  const of = (...kinds: ("main" | "seat" | "other" | "contact")[]) =>
    postalAddress(kinds.map((kind) => ({ kind })))?.kind ?? null;
  it("is the main one, else the seat, never another", () => {
    expect(of("other", "seat", "main")).toBe("main");
    expect(of("other", "seat")).toBe("seat");
    expect(of("other", "contact")).toBeNull();
    expect(of()).toBeNull();
  });
});

describe("search words", () => {
  it("hold names, e-mails, phones both ways and identifiers, never the birth number", () => {
    const { record } = read({
      birthNumber: "800101/9114",
      registrationNo: "00177041",
      otherId: "K-77",
      dataBoxId: "ABC2345",
      emails: [{ value: "Jan@X.cz" }],
      phones: [{ value: "777123456" }, { value: "+49 30 901820" }],
    });
    expect(searchWordsOf(record).sort()).toEqual(
      [
        "420777123456",
        "777123456",
        "4930901820",
        "00177041",
        "77",
        "abc2345",
        "jan",
        "jan@x.cz",
        "k",
        "novak",
      ].sort(),
    );
    expect(vocabularyOf(record)).toEqual(["jan", "novak"]);
  });
});

describe("company key", () => {
  it.each(["ALFA s.r.o.", "Alfa, spol. s r. o.", "alfa s. r. o.", "Alfa"])("%s", (name) => {
    expect(companyKey(name)).toBe("alfa");
  });
});
