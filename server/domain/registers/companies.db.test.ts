import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Register } from "@/db/values/registers";
import type { TwinCompany } from "@/server/connectors/ares/testing/ares-twin";
import { createParty } from "../parties";
import type { CreatePartyInput } from "../parties/inputs";
import { openDesk } from "../testing";
import { checkParty, getScreening, listScreenings } from ".";
import type { CheckPartyInput } from "./inputs";
import { openCompanyScene } from "./testing/company-scene";

const desk = await openDesk();
const fixture = (path: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../connectors", path), "utf8"));
const COMPANY: TwinCompany = fixture("ares/fixtures/ekonomicky-subjekt_detail.json");
const SLOVAK = fixture("slovak-registers/fixtures/rpo_search.json").results[0];

let scene: Awaited<ReturnType<typeof openCompanyScene>>;
beforeAll(async () => {
  scene = await openCompanyScene(desk);
  return scene.close;
});

const add = async (party: Partial<CreatePartyInput>): Promise<number> => {
  const given = {
    kind: "legal_entity",
    fullName: "Vzorová testovací, s. r. o.",
    ...party,
  } as const;
  return (await createParty(scene.admin, { ...given, isKnownToDiffer: true })).partyId;
};

const SEAT = {
  kind: "seat",
  street: "Vzorová 308",
  city: "Ostrava",
  postalCode: "702 00",
} as const;

/** What the log says of a check that was just made. */
async function said(partyId: number, register: Register, more: Partial<CheckPartyInput> = {}) {
  const check = { partyId, register, cause: "card", ...more } as const;
  const { screeningId } = await checkParty(scene.admin, check);
  const detail = await getScreening(scene.admin, { screeningId });
  const [hit] = detail.hits;
  const { outcome, reason, meaning } = detail;
  return { outcome, reason, meaning, hit, remarks: hit?.remarks ?? null };
}

describe("ARES", () => {
  it("finds a company that is written as the state writes it: good", async () => {
    scene.twins.ares.companies.push(COMPANY);
    const partyId = await add({ registrationNo: "99000016", addresses: [SEAT] });
    expect(await said(partyId, "ares")).toMatchObject({
      ...{ outcome: "found", meaning: "good", remarks: [] },
      hit: { mark: "99000016", startedOn: "2005-03-01", endedOn: null },
    });
    const open = { filter: { partyId, isOpen: true } };
    expect((await listScreenings(scene.admin, open)).items).toEqual([]);
  });

  it("tells that it has ended, is called otherwise and sits elsewhere: bad, and open", async () => {
    scene.twins.ares.companies.push({
      ...COMPANY,
      ...{ ico: "99000024", datumZaniku: "2024-05-31", obchodniJmeno: "Jiná, a.s.", dic: null },
    });
    const addresses = [{ ...SEAT, street: "Dlouhá 1", city: "Brno", postalCode: "602 00" }];
    const partyId = await add({ registrationNo: "99000024", addresses });
    expect(await said(partyId, "ares")).toMatchObject({
      ...{ outcome: "found", meaning: "bad", hit: { endedOn: "2024-05-31" } },
      remarks: expect.arrayContaining(["ended", "name_differs", "address_differs"]),
    });
    const open = await listScreenings(scene.admin, { filter: { partyId, isOpen: true } });
    expect(open.items[0]).toMatchObject({ meaning: "bad", remarks: expect.any(Array) });
  });

  it("has nobody of that number: bad", async () => {
    const partyId = await add({ registrationNo: "99000172" });
    expect(await said(partyId, "ares")).toMatchObject({ outcome: "clear", meaning: "bad" });
  });

  it("is not asked about whoever has no Czech number", async () => {
    const partyId = await add({ fullName: "Bez čísla, s.r.o." });
    await expect(said(partyId, "ares")).rejects.toMatchObject({ code: "registers.no_identifier" });
  });
});

describe("the Slovak registers", () => {
  it("find a company, and say the tax number that differs from ours", async () => {
    scene.twins.rpo.entities.push(SLOVAK);
    const unit = { id: 7, ico: "99000172", dic: "2022749619", nazovUJ: "Skúšobná, s.r.o." };
    scene.twins.ruz.units.push(unit as never);
    const partyId = await add({
      ...{ fullName: "SKÚŠOBNÁ s.r.o.", country: "SK", registrationNo: "99000172" },
      taxId: "2020273893",
    });
    expect(await said(partyId, "rpo")).toMatchObject({ outcome: "found", meaning: "good" });
    expect(await said(partyId, "ruz")).toMatchObject({
      ...{ outcome: "found", meaning: "neutral", remarks: ["tax_id_differs"] },
      hit: { mark: "2022749619" },
    });
  });
});

describe("VAT payers", () => {
  it("are good where they publish an account, bad where they are unreliable", async () => {
    const account = { since: "2013-04-01", prefix: "990008", number: "9900000007", bank: "0800" };
    const ended = { ...account, until: "2019-05-30", number: "9900000015" };
    scene.twins.vat_payers.payers.push(
      { number: "99000032", name: "Spolehlivá s.r.o.", accounts: [account, ended] },
      { number: "99000041", name: "Jiná s.r.o.", unreliableSince: "2025-02-01" },
    );
    const good = await add({ fullName: "Spolehlivá, s.r.o.", taxId: "CZ99000032" });
    expect(await said(good, "vat_payers")).toMatchObject({
      ...{ outcome: "found", meaning: "good" },
      hit: { details: { accounts: [{ account: "990008-9900000007/0800" }] } },
    });
    const bad = await add({ fullName: "Nespolehlivá, s.r.o.", taxId: "CZ99000041" });
    expect(await said(bad, "vat_payers")).toMatchObject({
      ...{ outcome: "found", meaning: "bad", hit: { startedOn: "2025-02-01" } },
      remarks: ["unreliable", "no_account", "name_differs"],
    });
  });

  it("of VIES are good where valid, bad where not", async () => {
    scene.twins.vies.valid.set("SK2022749619", { name: "Skúšobná s.r.o.", address: null });
    const valid = await add({ fullName: "Skúšobná", country: "SK", taxId: "SK2022749619" });
    expect(await said(valid, "vies")).toMatchObject({ outcome: "found", meaning: "good" });
    const none = await add({ fullName: "Neplatná", country: "SK", taxId: "SK2020273893" });
    expect(await said(none, "vies")).toMatchObject({ outcome: "clear", meaning: "bad" });
  });
});

describe("invalid documents", () => {
  it("are bad where listed, and nothing is said of one that is not", async () => {
    scene.twins.invalid_documents.listed.set("123456789", "15.4.2024");
    const partyId = await add({ kind: "natural_person", fullName: "Jan Ztracený" });
    const documentNo = "123 456 789";
    expect(await said(partyId, "invalid_documents", { documentNo })).toMatchObject({
      ...{ outcome: "found", meaning: "bad" },
      hit: { mark: "123456789", stateCode: "identity_card", startedOn: "2024-04-15" },
    });
    const other = { documentNo: "12345678" };
    expect(await said(partyId, "invalid_documents", other)).toMatchObject({
      ...{ outcome: "clear", meaning: "neutral" },
    });
  });

  it("need a number that such a document bears", async () => {
    const partyId = await add({ kind: "natural_person", fullName: "Jan Bezdokladu" });
    const ask = (more: Partial<CheckPartyInput>) => said(partyId, "invalid_documents", more);
    await expect(ask({})).rejects.toMatchObject({ code: "registers.document_missing" });
    const odd = { documentNo: "12345678", documentKind: "identity_card" } as const;
    await expect(ask(odd)).rejects.toMatchObject({ code: "registers.document_number" });
  });
});

describe("trouble of a register", () => {
  const ASKS: readonly [Register, keyof typeof scene.twins, Partial<CheckPartyInput>][] = [
    ["ares", "ares", {}],
    ["rpo", "rpo", {}],
    ["ruz", "ruz", {}],
    ["vat_payers", "vat_payers", {}],
    ["vies", "vies", {}],
    ["invalid_documents", "invalid_documents", { documentNo: "987654321" }],
    ["addresses", "ares", {}],
  ];
  const MOODS = ["outage_page", "http_503", "garbage", "reset", "torn"] as const;
  let czech = 0;
  let slovak = 0;
  beforeAll(async () => {
    czech = await add({
      ...{ fullName: "Potíž, s.r.o.", registrationNo: "99000059", taxId: "CZ99000059" },
      addresses: [SEAT],
    });
    const numbers = { registrationNo: "99000067", vatId: "SK2021853504" };
    slovak = await add({ fullName: "Ťažkosť, s.r.o.", country: "SK", ...numbers });
  });

  it.each(ASKS)("%s is never clear nor good", async (register, name, more) => {
    const partyId = register === "rpo" || register === "ruz" ? slovak : czech;
    await scene.serve(register, scene.twins[name].url);
    const said_ = [];
    for (const mood of MOODS) {
      scene.twins[name].meet(mood);
      said_.push(await said(partyId, register, more));
      scene.twins[name].meet(null);
      await scene.serve(register, scene.twins[name].url);
    }
    expect(said_.map(({ outcome }) => outcome)).toEqual(MOODS.map(() => "unavailable"));
    expect(said_.every(({ reason, meaning }) => reason && meaning === "neutral")).toBe(true);
  });
});
