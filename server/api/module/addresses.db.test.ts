import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type AresTwin, startAresTwin } from "@/server/connectors/ares/testing/ares-twin";
import { ruianZip } from "@/server/connectors/ruian/testing/ruian-zip";
import { listAudit } from "@/server/domain/audit";
import type { Outside } from "@/server/domain/context";
import { takeInbox } from "@/server/domain/module-api";
import { listCosts, listLookers, saveService } from "@/server/domain/registers";
import { loadAddresses } from "@/server/domain/registers/load-addresses";
import { openDesk } from "@/server/domain/testing";
import { openLogins } from "./testing/logins";

const desk = await openDesk();
const agencyWithLogin = await openLogins(desk);
const outside: Outside = { fioUrl: "", isPrivateAllowed: true };
const VILLAGE = {
  ...{ kodStatu: "CZ", nazevObce: "Trojanovice", nazevCastiObce: "Trojanovice" },
  ...{ cisloDomovni: 2, typCisloDomovni: 1, kodAdresnihoMista: 8_338_002, psc: 74401 },
  textovaAdresa: "č.p. 2, 74401 Trojanovice",
};

let ares: AresTwin;
beforeAll(async () => {
  ares = await startAresTwin();
  ares.addresses.push(VILLAGE);
  return () => ares.close();
});

async function agencyWithAres(more: { perDay?: number; url?: string } = {}) {
  const agency = await agencyWithLogin({ outside });
  await saveService(
    { ...agency.admin, outside },
    {
      ...{ register: "addresses", url: ares.url, validity: "30D", warningMode: "warning" },
      ...{ allowsBackground: true, perMinute: 1_000, perDay: 1_000, priceMinor: 50 },
      ...{ currency: "CZK", monthBudgetMinor: null, ...more },
    },
  );
  const ask = async (input: object) => (await agency.call("POST addresses/lookups", input)).body;
  return { ...agency, ask };
}

describe("an address that is nobody's yet", () => {
  it("is told by ARES: it exists in its standard form, it does not, or several would do", async () => {
    const { ask, admin } = await agencyWithAres();
    expect(await ask({ text: "Trojanovice 2, 744 01 Trojanovice", purpose: "žádost" })).toEqual({
      ...{ outcome: "exists", result: "exact", reason: null, isOffline: false, asOf: null },
      candidates: expect.any(Array),
      address: {
        ...{ line: "č.p. 2, 74401 Trojanovice", street: "Trojanovice 2", city: "Trojanovice" },
        ...{ postalCode: "74401", addressPoint: "8338002" },
      },
    });
    const none = { street: "Vymyšlená 5", city: "Nikdeves" };
    expect(await ask(none)).toMatchObject({ outcome: "does_not_exist", address: null });
    const { items } = await listAudit(admin, { action: "registers.look-up-address" });
    expect(items).toHaveLength(2);
    // Both are of the test's one instant and what each answer took, so their order says nothing.
    expect(items.map(({ reason }) => reason)).toEqual(expect.arrayContaining(["žádost", null]));
    expect(items[0]).toMatchObject({ actorName: "module: Úvěry" });
    const looked = await listLookers(admin);
    expect(looked.map(({ purpose }) => purpose).sort()).toEqual(["form", "žádost"]);
    expect(looked[0]).toMatchObject({ register: "addresses", legalBasis: "gdpr_6_1_f" });
    expect(await listCosts(admin)).toMatchObject([
      { register: "addresses", asked: 2, found: 1, clear: 1, spentMinor: 100 },
    ]);
  });

  it("cannot be told where the register is silent, busy, not set up, or the address is no address", async () => {
    const { ask, admin } = await agencyWithAres({ perDay: 1 });
    ares.meet("outage_page");
    const asked = { street: "Trojanovice 2", city: "Trojanovice" };
    const silent = await ask(asked);
    ares.meet(null);
    expect(silent).toMatchObject({ outcome: "unknown", result: null, address: null });
    expect(silent.reason).toMatch(/^[a-z_]+$/);
    expect(await ask(asked)).toMatchObject({ outcome: "unknown", reason: "busy" });
    const [cost] = await listCosts(admin);
    expect(cost).toMatchObject({ unavailable: 1, spentMinor: 0 });
    expect(await ask({ street: "Dlouhá 1" })).toMatchObject({ reason: "no_town" });
    expect(await ask({ text: "Hlavná 1, Bratislava", country: "SK" })).toMatchObject({
      ...{ outcome: "unknown", reason: "country" },
    });
    const bare = await agencyWithAres({ url: "" });
    expect(await bare.ask(asked)).toMatchObject({ outcome: "unknown", reason: "unconfigured" });
  });

  it("is named one way, by those who may", async () => {
    const { call } = await agencyWithAres();
    for (const input of [{}, { text: "Brno", city: "Brno" }]) {
      expect(await call("POST addresses/lookups", input)).toMatchObject({
        ...{ status: 400, body: { code: "modules.one_address" } },
      });
    }
    const poor = await agencyWithLogin({ scopes: ["registers:read"] });
    expect(await poor.call("POST addresses/lookups", { text: "Brno" })).toMatchObject({
      status: 403,
    });
  });

  it("is told by our own table where one was loaded, and nobody is asked", async () => {
    const folder = await mkdtemp(join(tmpdir(), "addresses-"));
    const path = join(folder, "ruian.zip");
    const house = {
      ...{ code: 1001, town: "Ostrava", townPart: "Moravská Ostrava", street: "Vzorová" },
      ...{ houseNumber: 308, orientation: "12", letter: "a", postalCode: "70200" },
    };
    await writeFile(path, ruianZip({ 1: [house] }));
    await loadAddresses({ sql: desk.owner, path, now: desk.now });
    await rm(folder, { recursive: true });
    const { ask, sql, tenant, admin } = await agencyWithAres({ url: "" });
    expect(await ask({ text: "Vzorová 308/12a, 702 00 Ostrava" })).toMatchObject({
      ...{ outcome: "exists", result: "exact", isOffline: true },
      address: { addressPoint: "1001", city: "Ostrava", postalCode: "70200" },
      asOf: expect.any(String),
    });
    expect(await ask({ street: "Vzorová 999", city: "Ostrava" })).toMatchObject({
      ...{ outcome: "does_not_exist", result: "number_unknown", address: null },
    });
    expect(await ask({ city: "Ostrava" })).toMatchObject({
      ...{ outcome: "unknown", result: "municipality_only" },
    });
    const input = sql.json({ street: "Vzorová 308", city: "Ostrava" });
    await sql`select module.ask('findAddress', ${input})`;
    await takeInbox({ ...tenant.system(), outside });
    const [row] = await sql`select state, answer ->> 'outcome' as outcome from module.outbox`;
    expect(row).toEqual({ state: "done", outcome: "exists" });
    expect((await listCosts(admin))[0]).toMatchObject({ asked: 4, spentMinor: 0 });
  });
});
