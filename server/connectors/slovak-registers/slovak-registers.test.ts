import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RegisterAccess } from "../registers";
import { registerContract } from "../registers/testing/register-contract";
import { askAccountingUnit, askSlovakCompany, searchSlovakCompanies } from ".";
import type { WireUnit } from "./ask-accounting-unit";
import { companyOf, current, entityForm, type RpoEntity } from "./rpo-words";
import {
  type AccountingTwin,
  type RpoTwin,
  startAccountingTwin,
  startRpoTwin,
} from "./testing/slovak-twins";

const fixture = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "fixtures", name), "utf8"));
const [ENTITY] = (fixture("rpo_search.json") as { results: [RpoEntity] }).results;
const UNIT: WireUnit = {
  ...{ id: 999_001, ico: "99000172", dic: "2099000013", nazovUJ: "Skúšobná, s. r. o." },
  ...{ ulica: "Vzorová 5", mesto: "Bratislava - Staré Mesto", psc: "811 01", pravnaForma: "112" },
  datumZalozenia: "2010-01-01",
};
const accessTo = (url: string): RegisterAccess => ({
  ...{ url, timeoutMs: 10_000, isPrivateAllowed: true },
});

registerContract("RPO by number", {
  open: () => startRpoTwin({ entities: [ENTITY] }),
  askKnown: (access) => askSlovakCompany(access, "99000172"),
  askUnknown: (access) => askSlovakCompany(access, "99000016"),
  secrets: ["99000172", "99000016"],
});

registerContract("RPO by name", {
  open: () => startRpoTwin({ entities: [ENTITY] }),
  askKnown: (access) => searchSlovakCompanies(access, { name: "skúšobná" }),
  askUnknown: (access) => searchSlovakCompanies(access, { name: "Nikto" }),
  secrets: ["skúšobná", "Nikto"],
});

registerContract("The register of financial statements", {
  open: () => startAccountingTwin({ units: [UNIT] }),
  askKnown: (access) => askAccountingUnit(access, "99000172"),
  askUnknown: (access) => askAccountingUnit(access, "99000016"),
  secrets: ["99000172", "99000016"],
});

const SEAT = {
  ...{ street: "Vzorová", houseNumber: "5", isRecreational: false, orientationNumber: null },
  ...{ townPart: null, district: null, town: "Bratislava - mestská časť Staré Mesto" },
  ...{ postalCode: "81101", country: "SK", addressPoint: null },
  text: "Vzorová 5, 81101 Bratislava - mestská časť Staré Mesto",
};

describe("a company of RPO", () => {
  const read = (more: object = {}) => companyOf(entityForm.parse({ ...ENTITY, ...more }));

  it("is read whole", () => {
    expect(read()).toEqual({
      ...{ register: "rpo", registerId: "999001", name: "Skúšobná, s. r. o." },
      ...{ registrationNo: "99000172", hasOddCheckDigit: false },
      ...{ taxId: null, groupTaxId: null, isVatPayer: null, isNaturalPerson: false },
      legalForm: { code: "112", name: "Spoločnosť s ručením obmedzeným" },
      ...{ seat: SEAT, deliveryLines: [], since: "2010-01-01", ended: null, updatedOn: null },
      ...{ source: "Obchodný register", sources: {} },
    });
  });

  it("is what holds now, wherever that stands among what held", () => {
    const before = { value: "Stará, s. r. o.", validFrom: "2005-01-01", validTo: "2010-01-01" };
    const now = { value: "Nová, s. r. o.", validFrom: "2010-01-02" };
    expect(read({ fullNames: [before, now] }).name).toBe("Nová, s. r. o.");
    expect(read({ fullNames: [now, before] }).name).toBe("Nová, s. r. o.");
    const newest = { value: "Najnovšia, s. r. o.", validFrom: "2020-01-01" };
    expect(read({ fullNames: [newest, now] }).name).toBe("Najnovšia, s. r. o.");
    expect(current([])).toBeNull();
  });

  it("that has ended is what held last", () => {
    const first = { value: "Prvá", validFrom: "2001-01-01", validTo: "2005-01-01" };
    const last = { value: "Posledná", validFrom: "2005-01-02", validTo: "2020-06-30" };
    expect(read({ fullNames: [last, first], termination: "2020-06-30" })).toMatchObject({
      ...{ name: "Posledná", ended: "2020-06-30" },
    });
  });

  it.each<[string, object, object]>([
    [
      "both numbers of its house",
      { street: "Vzorová", regNumber: 1234, buildingNumber: "5/A" },
      { houseNumber: "1234", orientationNumber: "5/A", text: "Vzorová 1234/5/A" },
    ],
    [
      "a village without streets",
      { regNumber: 77, municipality: { value: "Lehota" }, postalCodes: ["972 42"] },
      {
        houseNumber: "77",
        orientationNumber: null,
        postalCode: "97242",
        text: "Lehota 77, 97242 Lehota",
      },
    ],
    [
      "a seat abroad",
      { country: { value: "Rakúska republika", code: "040" }, street: "Ring", buildingNumber: "1" },
      { country: null },
    ],
    ["a seat at home", { country: { code: "703" }, street: "Hlavná" }, { country: "SK" }],
  ])("has %s", (_, address, expected) => {
    expect(read({ addresses: [address] }).seat).toMatchObject(expected);
  });

  it.each<[string, string, boolean]>([
    ["Podnikateľ", "101", true],
    ["Slobodné povolanie", "110", true],
    ["Verejná obchodná spoločnosť", "111", false],
  ])("that is %s is a person: %s %s", (value, code, isNaturalPerson) => {
    const legalForms = [{ value: { value, code } }];
    expect(read({ legalForms })).toMatchObject({
      isNaturalPerson,
      legalForm: { code, name: value },
    });
  });
});

describe("a question to RPO", () => {
  let twin: RpoTwin;
  beforeEach(async () => {
    twin = await startRpoTwin({ entities: [ENTITY] });
  });
  afterEach(() => twin.close());

  it("finds by number, then asks for the whole of it", async () => {
    const asked = await askSlovakCompany(accessTo(twin.url), "99000172");
    expect(twin.asked.map(({ path }) => path)).toEqual([
      "/rpo/v1/search?identifier=99000172",
      "/rpo/v1/entity/999001?showHistoricalData=false&showOrganizationUnits=false",
    ]);
    expect(asked.received).toEqual(twin.asked[1]?.answer);
    expect(String(asked.sent)).toContain("/entity/999001");
  });

  it("takes the record that lives of two with one number", async () => {
    twin.entities.unshift({ ...ENTITY, id: 5, termination: "2015-01-01" });
    const { answer } = await askSlovakCompany(accessTo(twin.url), "99000172");
    expect(answer).toMatchObject({ records: [{ registerId: "999001", ended: null }] });
  });

  it("tells a company that bore the number once from the one that bears it", async () => {
    const identifiers = [
      { value: "99000172", validFrom: "2000-01-01", validTo: "2005-01-01" },
      { value: "99000016", validFrom: "2005-01-02" },
    ];
    twin.entities.splice(0, 1, { ...ENTITY, identifiers });
    expect((await askSlovakCompany(accessTo(twin.url), "99000172")).answer).toMatchObject({
      ...{ outcome: "unavailable", reason: "wrong_person" },
    });
  });

  it("says that it was found by name only, and when there are more than it takes", async () => {
    twin.entities.push(...Array.from({ length: 100 }, (_, i) => ({ ...ENTITY, id: i })));
    const { answer } = await searchSlovakCompanies(accessTo(twin.url), { name: "Skúš" });
    expect(answer).toMatchObject({ quality: "suspected", isCut: true });
    expect(answer.outcome === "found" && answer.records).toHaveLength(100);
    twin.entities.splice(0, 200, { ...ENTITY, termination: "2020-01-01" });
    const active = { name: "Skúš", isActiveOnly: true };
    expect((await searchSlovakCompanies(accessTo(twin.url), active)).answer.outcome).toBe("clear");
  });

  it.each(["", "31 322 832", "3132283"])("is not put of %j", async (number) => {
    const url = accessTo(twin.url);
    for (const asked of [
      await askSlovakCompany(url, number),
      await askAccountingUnit(url, number),
    ]) {
      expect(asked).toMatchObject({ answer: { reason: "no_identifier" }, sent: null });
    }
    expect(twin.asked).toEqual([]);
  });

  it("is strict: a word that it does not know is refused", async () => {
    expect((await fetch(`${twin.url}/search?ico=99000172`)).status).toBe(400);
    expect((await fetch(`${twin.url}/entity/1`)).status).toBe(404);
    expect((await fetch(`${twin.url}/search?identifier=1`, { method: "POST" })).status).toBe(405);
  });
});

describe("an accounting unit", () => {
  let twin: AccountingTwin;
  beforeEach(async () => {
    twin = await startAccountingTwin({ units: [UNIT] });
  });
  afterEach(() => twin.close());
  const ask = () => askAccountingUnit(accessTo(twin.url), "99000172");

  it("says the DIČ, after its id was listed since the beginning", async () => {
    const { answer } = await ask();
    expect(answer).toMatchObject({
      records: [
        {
          ...{ id: 999_001, registrationNo: "99000172", taxId: "2099000013" },
          ...{ name: "Skúšobná, s. r. o.", street: "Vzorová 5", postalCode: "81101" },
          ...{ town: "Bratislava - Staré Mesto", legalFormCode: "112" },
          ...{ since: "2010-01-01", ended: null },
        },
      ],
    });
    expect(JSON.parse(String(twin.asked[0]?.answer))).toEqual(
      fixture("registeruz_uctovne-jednotky.json"),
    );
    expect((await fetch(`${twin.url}/uctovne-jednotky?ico=99000172`)).status).toBe(403);
  });

  it("that was withdrawn is passed over", async () => {
    twin.units.unshift({ ...UNIT, id: 1, stav: "ZMAZANÉ", dic: "1111111111" });
    expect((await ask()).answer).toMatchObject({ records: [{ taxId: "2099000013" }] });
    twin.units.pop();
    expect((await ask()).answer.outcome).toBe("clear");
  });

  it.each([
    ["another company", { ico: "99000016" }, "wrong_person"],
    ["another unit", { id: 7 }, "garbage"],
  ])("that is %s is no answer", async (_, more, reason) => {
    const find = twin.units.find.bind(twin.units);
    twin.units.find = () => ({ ...find(() => true), ...more }) as never;
    expect((await ask()).answer).toMatchObject({ outcome: "unavailable", reason });
  });

  it("has no DIČ where there is none", async () => {
    twin.units.splice(0, 1, { ...UNIT, dic: "" });
    expect((await ask()).answer).toMatchObject({ records: [{ taxId: null }] });
  });
});
