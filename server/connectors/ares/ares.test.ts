import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RegisterAccess } from "../registers";
import { registerContract } from "../registers/testing/register-contract";
import { askCompanies, askCompany, LEGAL_FORMS, searchCompanies } from ".";
import { companiesForm, companyForm, readAres } from "./ares-words";
import { companyOf } from "./company";
import { type AresTwin, startAresTwin, type TwinCompany } from "./testing/ares-twin";

const text = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
const fixture = (name: string): unknown => JSON.parse(text(name));
const COMPANY = fixture("ekonomicky-subjekt_detail.json") as TwinCompany;

const start = () => startAresTwin({ companies: [COMPANY] });

registerContract("ARES by number", {
  open: start,
  askKnown: (access) => askCompany(access, "99000016"),
  askUnknown: (access) => askCompany(access, "99000172"),
  secrets: ["99000016", "99000172"],
});

registerContract("ARES by name", {
  open: start,
  askKnown: (access) => searchCompanies(access, { name: "vzorová" }),
  askUnknown: (access) => searchCompanies(access, { name: "Nikdo a nic" }),
  secrets: ["vzorová", "Nikdo"],
});

registerContract("ARES by many numbers", {
  open: start,
  askKnown: (access) => askCompanies(access, ["99000016", "99000172"]),
  askUnknown: (access) => askCompanies(access, ["99000172"]),
  secrets: ["99000016", "99000172"],
});

describe("a company of ARES", () => {
  it("is read whole", () => {
    expect(companyOf(companyForm.parse(COMPANY))).toEqual({
      register: "ares",
      registerId: null,
      name: "Vzorová testovací, s.r.o.",
      registrationNo: "99000016",
      hasOddCheckDigit: false,
      taxId: "CZ99000016",
      groupTaxId: null,
      isVatPayer: true,
      legalForm: { code: "112", name: "Společnost s ručením omezeným" },
      isNaturalPerson: false,
      seat: {
        text: "Vzorová 308/12a, Moravská Ostrava, 70200 Ostrava",
        street: "Vzorová",
        houseNumber: "308",
        isRecreational: false,
        orientationNumber: "12a",
        townPart: "Moravská Ostrava",
        district: "Moravská Ostrava a Přívoz",
        town: "Ostrava",
        postalCode: "70200",
        country: "CZ",
        addressPoint: "99999999",
      },
      deliveryLines: ["Vzorová 308/12a", "Moravská Ostrava", "70200 Ostrava"],
      since: "2005-03-01",
      ended: null,
      updatedOn: "2026-05-11",
      source: "ros",
      sources: expect.objectContaining({ ros: "AKTIVNI", ir: "NEEXISTUJICI", dph: "AKTIVNI" }),
    });
  });

  it("is the same in a search, and its question is the one that ARES knows", () => {
    const page = companiesForm.parse(fixture("vyhledat_response.json"));
    expect(page.ekonomickeSubjekty.map(companyOf)).toEqual([companyOf(companyForm.parse(COMPANY))]);
  });

  it.each<[string, object, object]>([
    ["has ended", { datumZaniku: "2024-02-29" }, { ended: "2024-02-29" }],
    ["is in a VAT group", { dicSkDph: "CZ699000001" }, { groupTaxId: "CZ699000001" }],
    [
      "is a person",
      { pravniForma: "101" },
      { isNaturalPerson: true, legalForm: { code: "101", name: LEGAL_FORMS["101"] } },
    ],
    [
      "is a foreigner's branch",
      { pravniForma: 425 },
      { isNaturalPerson: true, legalForm: { code: "425", name: LEGAL_FORMS["425"] } },
    ],
    [
      "has a form that is new to us",
      { pravniForma: "999" },
      { isNaturalPerson: false, legalForm: { code: "999", name: null } },
    ],
    ["fails the check of its digits", { ico: "12345678" }, { hasOddCheckDigit: true }],
    [
      "has almost nothing",
      { sidlo: null, dic: "", seznamRegistraci: 5 },
      { seat: null, taxId: null },
    ],
    [
      "pays VAT in its group",
      { seznamRegistraci: { stavZdrojeSkDph: "AKTIVNI" } },
      { isVatPayer: true },
    ],
    ["pays none", { seznamRegistraci: { stavZdrojeDph: "ZANIKLY" } }, { isVatPayer: false }],
    ["says nothing of VAT", { seznamRegistraci: {} }, { isVatPayer: null }],
    ["was founded on no day", { datumVzniku: "2005-13-45" }, { since: null }],
  ])("%s", (_, wire, expected) => {
    expect(companyOf(companyForm.parse({ ...COMPANY, ...wire }))).toMatchObject(expected);
  });
});

describe("what ARES says of a question", () => {
  const read = (status: number, body: string) =>
    readAres({ status, body: Buffer.from(body) }, () => ({ outcome: "clear", asOf: null }));

  it.each<[string, number, string, object]>([
    ["nobody", 404, text("error_404.json"), { outcome: "clear" }],
    [
      "a page that is missing",
      404,
      '{"status":404,"error":"Not Found","path":"/rest/x"}',
      { outcome: "unavailable", reason: "outage" },
    ],
    [
      "another thing that is not there",
      404,
      '{"kod":"NENALEZENO","subKod":"VYSTUP_JINY"}',
      { outcome: "unavailable", reason: "refused" },
    ],
    [
      "nobody, with the wrong status",
      400,
      text("error_404.json"),
      { outcome: "unavailable", reason: "refused" },
    ],
    [
      "a bad number",
      400,
      text("error_400_bad_ico.json"),
      { outcome: "unavailable", reason: "refused", detail: "VSTUP_NEVALIDNI_FORMAT_ICO" },
    ],
    [
      "too many",
      400,
      text("error_400_too_many.json"),
      { outcome: "unavailable", reason: "refused", detail: "VYSTUP_PRILIS_MNOHO_VYSLEDKU" },
    ],
    [
      "a trouble of its own",
      500,
      '{"kod":"OBECNA_CHYBA","popis":"x"}',
      { outcome: "unavailable", reason: "fault", detail: "OBECNA_CHYBA" },
    ],
    [
      "that we may not",
      403,
      '{"kod":"NENI_OPRAVNENI","popis":"x","subKod":"two words, 99000016"}',
      { outcome: "unavailable", reason: "refused", detail: "NENI_OPRAVNENI" },
    ],
  ])("%s", (_, status, body, expected) => {
    expect(read(status, body)).toMatchObject(expected);
  });
});

describe("a question to ARES", () => {
  let twin: AresTwin;
  let access: RegisterAccess;
  beforeEach(async () => {
    twin = await start();
    access = { url: twin.url, timeoutMs: 10_000, isPrivateAllowed: true };
  });
  afterEach(() => twin.close());

  it.each(["", "9900001", "990000160", "99 00001", "../99000", "9900001a"])(
    "is not put of %j",
    async (number) => {
      for (const asked of [
        await askCompany(access, number),
        await askCompanies(access, [number]),
      ]) {
        expect(asked).toMatchObject({ answer: { reason: "no_identifier" }, sent: null });
      }
      expect(twin.asked).toEqual([]);
    },
  );

  it("is not put of nobody or of more than a hundred", async () => {
    const many = Array.from({ length: 101 }, (_, i) => String(10_000_000 + i));
    expect((await askCompanies(access, many)).answer).toMatchObject({ reason: "refused" });
    expect((await askCompanies(access, [])).answer).toMatchObject({ reason: "no_identifier" });
    expect((await searchCompanies(access, { name: " " })).answer).toMatchObject({
      reason: "no_identifier",
    });
    expect(twin.asked).toEqual([]);
  });

  it("is the one of the register's own description", async () => {
    await searchCompanies(access, { name: "Vzorová" });
    expect(JSON.parse(String(twin.asked[0]?.body))).toEqual(fixture("vyhledat_request.json"));
  });

  it("tells an answer about somebody else", async () => {
    twin.companies.splice(0, 1, { ...COMPANY, ico: "99000172" });
    twin.companies.push({ ...COMPANY, obchodniJmeno: "Jiná" });
    const find = twin.companies.find.bind(twin.companies);
    twin.companies.find = () => find(() => true) as never;
    expect((await askCompany(access, "99000016")).answer).toMatchObject({
      ...{ outcome: "unavailable", reason: "wrong_person" },
    });
  });

  it("says when there are more companies than it was given, and that it was found by name only", async () => {
    twin.companies.push({ ...COMPANY, ico: "99000172" }, { ...COMPANY, ico: "00177041" });
    expect((await searchCompanies(access, { name: "testovací", limit: 2 })).answer).toMatchObject({
      ...{ outcome: "found", quality: "suspected", isCut: true },
      records: [{ registrationNo: "99000016" }, { registrationNo: "99000172" }],
    });
    const many = await askCompanies(access, ["99000016", "00177041", "31322832"]);
    expect(many.answer).toMatchObject({ outcome: "found", quality: "identifier", isCut: false });
    expect(many.answer.outcome === "found" && many.answer.records).toHaveLength(2);
  });

  it("of a name that half the country bears is refused, not clear", async () => {
    twin.companies.push(
      ...Array.from({ length: 1_001 }, (_, i) => ({ ...COMPANY, ico: String(10_000_000 + i) })),
    );
    expect((await searchCompanies(access, { name: "vzor" })).answer).toEqual({
      ...{ outcome: "unavailable", reason: "refused", detail: "VYSTUP_PRILIS_MNOHO_VYSLEDKU" },
    });
  });
});

describe("the twin of ARES", () => {
  it.each<[string, RequestInit, number, object]>([
    ["ekonomicke-subjekty/123", {}, 400, { subKod: "VSTUP_NEVALIDNI_FORMAT_ICO" }],
    ["ekonomicky-subjekt/99000016", {}, 404, { error: "Not Found" }],
    ["ekonomicke-subjekty/vyhledat", { method: "POST", body: "{}" }, 400, {}],
    [
      "ekonomicke-subjekty/vyhledat",
      { method: "POST", body: '{"jmeno":"a"}', headers: { "content-type": "application/json" } },
      400,
      { subKod: "VSTUP_NEVALIDNI_JSON" },
    ],
    [
      "standardizovane-adresy/vyhledat",
      {
        method: "POST",
        body: '{"textovaAdresa":"Vzorová 1"}',
        headers: { "content-type": "application/json" },
      },
      400,
      { subKod: "VSTUP_NEVALIDNI_TYP_STANDARDIZACE" },
    ],
  ])("is strict: %s", async (path, init, status, expected) => {
    const twin = await start();
    const answer = await fetch(`${twin.url}/${path}`, init);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject(expected);
    await twin.close();
  });
});
