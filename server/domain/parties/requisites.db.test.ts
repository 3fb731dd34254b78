import { describe, expect, it } from "vitest";
import { openDesk } from "../testing";
import {
  createParty,
  getParty,
  mergeParties,
  previewMerge,
  quickSearchParties,
  undoMerge,
  updateParty,
} from ".";
import type { PartyInput } from "./inputs";

const desk = await openDesk();
const tenant = await desk.tenant();
const admin = await tenant.operator("administrator");
const LICENCE = { kind: "směnárenská činnost", number: "2026/123", issuedBy: "ČNB" };

const add = async (party: Partial<PartyInput>) => {
  const given = { kind: "legal_entity", fullName: "Alfa, s.r.o.", ...party } as const;
  return (await createParty(admin, { ...given, isKnownToDiffer: true })).partyId;
};
const save = async (partyId: number, party: Partial<PartyInput>) => {
  const { version, kind, fullName } = await getParty(admin, { partyId });
  return updateParty(admin, { partyId, version, kind, fullName, ...party });
};

describe("requisites of a counterparty", () => {
  it("are kept in their one spelling, found by search and told by the audit", async () => {
    const partyId = await add({
      ...{ shortName: "Alfička", vatId: "CZ 699 001 000", country: "CZ" },
      ...{ fileMark: "oddíl C, vložka 12345, Městský soud v Praze" },
      licences: [{ ...LICENCE, validFrom: "2026-01-01", validTo: "2028-12-31" }],
    });
    expect(await getParty(admin, { partyId })).toMatchObject({
      ...{ shortName: "Alfička", vatId: "CZ699001000" },
      fileMark: "C 12345 vedená u Městského soudu v Praze",
      licences: [{ ...LICENCE, validFrom: "2026-01-01", validTo: "2028-12-31" }],
    });
    const hits = await quickSearchParties(admin, { text: "alfička" });
    expect(hits.map(({ id }) => id)).toContain(partyId);
    const { history } = await getParty(admin, { partyId });
    expect(history[0]?.after).toMatchObject({ shortName: "Alfička" });
    expect(JSON.stringify(history[0]?.after)).toContain("2026/123");
  });

  it("of Russia are refused in another shape, and warned of a wrong check digit alone", async () => {
    const partyId = await add({
      ...{ fullName: "ООО Ромашка", country: "RU", inn: "7707083893", kpp: "773601001" },
      ogrn: "1027700132195",
    });
    expect(await getParty(admin, { partyId })).toMatchObject({
      ...{ inn: "7707083893", kpp: "773601001", ogrn: "1027700132195" },
    });
    await expect(add({ fullName: "ООО А", country: "RU", inn: "77" })).rejects.toMatchObject({
      ...{ code: "kernel.inn_bad_shape", params: { field: "inn" } },
    });
    const odd = await add({ fullName: "ООО Б", country: "RU", inn: "7707083894" });
    expect(await getParty(admin, { partyId: odd })).toMatchObject({ inn: "7707083894" });
  });

  it("of Russia have an address by the levels of its register, written as it is written there", async () => {
    const fias = {
      ...{ region: "Республика Татарстан", city: "г Казань", street: "ул Баумана" },
      ...{ house: "5", flat: "10" },
    };
    const seat = { kind: "seat", country: "RU", postalCode: "420111", fias } as const;
    const fiasCode = "0c5b2444-70a0-4932-980c-b4dc0d3f02b5";
    const partyId = await add({
      ...{ fullName: "ООО Казань", country: "RU" },
      addresses: [{ ...seat, fiasCode }],
    });
    const written = { street: "ул. Баумана, д. 5, кв. 10", city: "г. Казань" };
    const stored = async () => (await getParty(admin, { partyId })).addresses[0];
    expect(await stored()).toMatchObject({ ...written, fias, fiasCode, postalCode: "420111" });
    // Who speaks of street and town alone leaves the levels, until those change.
    await save(partyId, {
      country: "RU",
      addresses: [{ kind: "seat", country: "RU", postalCode: "420111", ...written }],
    });
    expect(await stored()).toMatchObject({ fias, fiasCode });
    const other = {
      kind: "seat",
      country: "RU",
      street: "ул. Мира, д. 1",
      city: "г. Казань",
    } as const;
    await save(partyId, { country: "RU", addresses: [other] });
    expect(await stored()).toMatchObject({ street: "ул. Мира, д. 1", fias: null, fiasCode: null });
    const short = { ...seat, postalCode: "42011" };
    await expect(
      add({ fullName: "ООО В", country: "RU", addresses: [short] }),
    ).rejects.toMatchObject({ code: "parties.index_bad_shape" });
  });

  it("of Slovakia have their prefix", async () => {
    const partyId = await add({ fullName: "Beta, s.r.o.", country: "SK", vatId: "2022749619" });
    expect(await getParty(admin, { partyId })).toMatchObject({ vatId: "SK2022749619" });
  });

  it("that an update does not speak of stay; what it empties goes", async () => {
    const partyId = await add({
      ...{ fullName: "Gama, s.r.o.", shortName: "Gama", fileMark: "C 1 vedená u KSBR" },
      licences: [LICENCE],
      addresses: [{ kind: "seat", street: "Dlouhá 1", city: "Brno", addressPoint: "123" }],
    });
    const addresses = [{ kind: "seat", street: "Dlouhá 1", city: "Brno" }] as const;
    await save(partyId, { note: "x", addresses: [...addresses] });
    expect(await getParty(admin, { partyId })).toMatchObject({
      ...{ shortName: "Gama", licences: [LICENCE], addresses: [{ addressPoint: "123" }] },
    });
    await save(partyId, { shortName: null, licences: [], addresses: [...addresses] });
    const after = await getParty(admin, { partyId });
    expect(after).toMatchObject({
      shortName: null,
      licences: [],
      fileMark: expect.stringMatching(/^C 1 /),
    });
    await save(partyId, { addresses: [{ ...addresses[0], street: "Krátká 2" }] });
    expect((await getParty(admin, { partyId })).addresses[0]?.addressPoint).toBe(null);
  });

  it("refuse a licence twice, or one that ends before it begins", async () => {
    const issue = async (licences: PartyInput["licences"]) => add({ licences }).catch(String);
    expect(await issue([LICENCE, LICENCE])).toContain("parties.licence_twice");
    const backwards = { ...LICENCE, validFrom: "2026-02-01", validTo: "2026-01-01" };
    expect(await issue([backwards])).toContain("parties.licence_days");
  });

  it("go over in a merge, and back when it is undone", async () => {
    const address = { kind: "seat", street: "Nová 5", city: "Brno", addressPoint: "55" } as const;
    const keepId = await add({
      fullName: "Delta, s.r.o.",
      shortName: "Delta",
      licences: [LICENCE],
    });
    const mergeId = await add({
      ...{ fullName: "Delta s.r.o.", shortName: "D", inn: "7707083893", fileMark: "B 7/KSOS" },
      licences: [LICENCE, { ...LICENCE, number: "2026/124" }],
      addresses: [address],
    });
    const before = [
      await getParty(admin, { partyId: keepId }),
      await getParty(admin, { partyId: mergeId }),
    ];
    const preview = await previewMerge(admin, { keepId, mergeId });
    expect(preview.licences.map(({ number }) => number)).toEqual(["2026/124"]);
    const merge = await mergeParties(admin, { keepId, mergeId, take: ["shortName"] });
    const merged = await getParty(admin, { partyId: keepId });
    expect(merged).toMatchObject({
      ...{ shortName: "D", inn: "7707083893", fileMark: "B 7 vedená u Krajského soudu v Ostravě" },
      addresses: [{ addressPoint: "55" }],
    });
    expect(merged.licences.map(({ number }) => number).sort()).toEqual(["2026/123", "2026/124"]);
    await undoMerge(admin, merge);
    const after = [
      await getParty(admin, { partyId: keepId }),
      await getParty(admin, { partyId: mergeId }),
    ];
    const content = (party: (typeof before)[number] | undefined) => ({
      ...{ shortName: party?.shortName, inn: party?.inn, fileMark: party?.fileMark },
      ...{ licences: party?.licences, addresses: party?.addresses },
    });
    expect(after.map(content)).toEqual(before.map(content));
  });
});
