import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { TwinCompany } from "@/server/connectors/ares/testing/ares-twin";
import { inTransaction } from "../context";
import { createParty } from "../parties";
import { openDesk } from "../testing";
import { findCompanies, getScreening, listCosts, lookUpCompany, noteLookup, readEvidence } from ".";
import { openCompanyScene } from "./testing/company-scene";

const desk = await openDesk();
const fixture = (path: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../../connectors", path), "utf8"));
const COMPANY: TwinCompany = fixture("ares/fixtures/ekonomicky-subjekt_detail.json");
const SLOVAK = fixture("slovak-registers/fixtures/rpo_search.json").results[0];

let scene: Awaited<ReturnType<typeof openCompanyScene>>;
beforeEach(async () => {
  scene = await openCompanyScene(desk);
  scene.twins.ares.companies.push(COMPANY);
  scene.twins.rpo.entities.push(SLOVAK);
  return scene.close;
});

const later = (days: number) => ({
  ...scene.admin,
  now: new Date(scene.admin.now.getTime() + days * 86_400_000),
});

describe("a company looked up for a form", () => {
  const CZECH = { registrationNo: "99000016" };

  it("is of ARES once, then of the log while that holds", async () => {
    const first = await lookUpCompany(scene.admin, CZECH);
    expect(first).toMatchObject({
      ...{ outcome: "found", isFromLog: false, taxTrouble: null, warnings: [] },
      company: {
        name: "Vzorová testovací, s.r.o.",
        taxId: "CZ99000016",
        registrationNo: "99000016",
      },
    });
    expect(await lookUpCompany(scene.admin, CZECH)).toMatchObject({
      ...{ outcome: "found", isFromLog: true, askedAt: expect.any(Date) },
      company: first.outcome === "found" ? first.company : {},
    });
    expect(scene.twins.ares.asked).toHaveLength(1);
    await lookUpCompany(scene.admin, { ...CZECH, isForced: true });
    expect(scene.twins.ares.asked).toHaveLength(2);
  });

  it("is asked for anew when the validity is over", async () => {
    await scene.serve("ares", scene.twins.ares.url, { validity: "2D" });
    await lookUpCompany(scene.admin, CZECH);
    const { today } = scene.admin;
    const at = (days: number) => {
      const ctx = later(days);
      const day = ctx.now.toISOString().slice(0, 10);
      return { ...ctx, today: day > today ? day : today };
    };
    expect(await lookUpCompany(at(2), CZECH)).toMatchObject({ isFromLog: true });
    expect(await lookUpCompany(at(3), CZECH)).toMatchObject({ isFromLog: false });
  });

  it("whose number fails its check is told with a warning, and is no fault", async () => {
    scene.twins.ares.companies.push({ ...COMPANY, ico: "99000017" });
    const said = await lookUpCompany(scene.admin, { registrationNo: "99000017" });
    expect(said).toMatchObject({
      ...{ outcome: "found", company: { hasOddCheckDigit: true } },
      warnings: [{ code: "kernel.registration_no_bad_check" }],
    });
    const party = { kind: "legal_entity", fullName: "Historická, a.s." } as const;
    const made = await createParty(scene.admin, { ...party, registrationNo: "99000017" });
    expect(made.partyId).toBeGreaterThan(0);
  });

  it("of Slovakia has its tax number from the register of accounts", async () => {
    const slovak = { registrationNo: "99000172", country: "SK" } as const;
    scene.twins.ruz.meet("http_503");
    expect(await lookUpCompany(scene.admin, slovak)).toMatchObject({
      ...{ outcome: "found", company: { name: "Skúšobná, s. r. o.", taxId: null } },
      taxTrouble: "outage",
    });
    scene.twins.ruz.meet(null);
    scene.twins.ruz.units.push({ id: 7, ico: "99000172", dic: "2022749619" } as never);
    expect(await lookUpCompany(scene.admin, slovak)).toMatchObject({
      ...{ outcome: "found", isFromLog: true, company: { taxId: "2022749619" }, taxTrouble: null },
    });
  });

  it("of Slovakia takes a turn for each question that leaves", async () => {
    const turnsAt = (register: string) =>
      inTransaction(scene.admin, (_, { sql }) =>
        sql<{ count: number }[]>`
          select day_calls as count from register_pace where register = ${register}`.then(
          ([row]) => row?.count ?? 0,
        ),
      );
    scene.twins.ruz.units.push({ id: 8, ico: "99000172", dic: "2022749619" } as never);
    await lookUpCompany(scene.admin, { registrationNo: "99000172", country: "SK" });
    expect(scene.twins.rpo.asked).toHaveLength(2);
    expect(await turnsAt("rpo")).toBe(2);
    expect(scene.twins.ruz.asked).toHaveLength(2);
    expect(await turnsAt("ruz")).toBe(2);
  });

  it("is clear only where the register says so", async () => {
    const nobody = { registrationNo: "99000024" };
    for (const mood of ["outage_page", "http_500", "garbage", "reset"] as const) {
      scene.twins.ares.meet(mood);
      const said = await lookUpCompany(scene.admin, nobody);
      expect(said).toMatchObject({ outcome: "unavailable", reason: expect.any(String) });
    }
    scene.twins.ares.meet(null);
    expect(await lookUpCompany(scene.admin, nobody)).toMatchObject({ outcome: "clear" });
  });

  it("says why a register is not to be asked now", async () => {
    await scene.serve("ares", "");
    const said = await lookUpCompany(scene.admin, CZECH);
    expect(said).toEqual({ outcome: "unavailable", reason: "unconfigured" });
    await scene.serve("ares", scene.twins.ares.url, { perMinute: 1 });
    await lookUpCompany(scene.admin, CZECH);
    const busy = await lookUpCompany(scene.admin, { ...CZECH, isForced: true });
    expect(busy).toEqual({ outcome: "unavailable", reason: "busy" });
  });

  it("is chosen from a list by name", async () => {
    scene.twins.ares.companies.push({ ...COMPANY, ico: "99000024", obchodniJmeno: "Vzorová 2" });
    const said = await findCompanies(scene.admin, { name: "vzorová" });
    expect(said).toMatchObject({ outcome: "found", isCut: false });
    expect(said.outcome === "found" && said.companies.map((each) => each.name)).toEqual([
      "Vzorová testovací, s.r.o.",
      "Vzorová 2",
    ]);
    const slovak = await findCompanies(scene.admin, { name: "skúš", country: "SK" });
    expect(slovak).toMatchObject({ companies: [{ registrationNo: "99000172" }] });
  });

  it("is for whoever fills in parties or checks them, and stays in its tenant", async () => {
    const reader = scene.withOutside(await scene.tenant.operator("readOnly"));
    await expect(lookUpCompany(reader, CZECH)).rejects.toMatchObject({ kind: "forbidden" });
    await lookUpCompany(scene.admin, CZECH);
    const stranger = await openCompanyScene(desk);
    const count = await inTransaction(stranger.admin, (_, { sql }) =>
      sql<{ count: number }[]>`select count(*)::int as count from company_lookups`.then(
        ([row]) => row?.count,
      ),
    );
    await stranger.close();
    expect(count).toBe(0);
  });
});

describe("a look-up by hand", () => {
  let partyId = 0;
  beforeEach(async () => {
    const party = { kind: "natural_person", fullName: "Jan Povinný" } as const;
    partyId = (await createParty(scene.admin, party)).partyId;
  });
  const lookup = () =>
    ({
      ...{ partyId, register: "cee", purpose: "před podáním žaloby", priceMinor: 6_000 },
      ...({ currency: "CZK", outcome: "found" } as const),
      records: [{ mark: "123 EX 45/2026", office: "EÚ Praha 1", note: "3 řízení" }],
    }) as Parameters<typeof noteLookup>[1];

  it("stands in the log with its price, its records and the saved page", async () => {
    const page = Buffer.from("<html>CEE</html>");
    const evidence = { mediaType: "text/html" as const, base64: page.toString("base64") };
    const { screeningId } = await noteLookup(scene.admin, { ...lookup(), evidence });
    expect(await getScreening(scene.admin, { screeningId })).toMatchObject({
      ...{ register: "cee", outcome: "found", meaning: "bad", priceMinor: 6_000 },
      ...{ askedBy: "manual", purpose: "před podáním žaloby", hasReceived: true },
      hits: [{ mark: "123 EX 45/2026", court: "EÚ Praha 1", details: { note: "3 řízení" } }],
    });
    const kept = await readEvidence(scene.admin, { screeningId });
    expect(kept.received).toEqual(page);
    expect(kept.mediaType).toBe("text/html");
  });

  it("is counted into the budget and never refused by it", async () => {
    await scene.serve("cee", "", { monthBudgetMinor: 10_000 });
    const first = await noteLookup(scene.admin, lookup());
    const second = await noteLookup(scene.admin, { ...lookup(), outcome: "clear", records: [] });
    expect([first.isOverBudget, second.isOverBudget]).toEqual([false, true]);
    await lookUpCompany(scene.admin, { registrationNo: "99000016" });
    expect(await listCosts(scene.admin)).toEqual([
      expect.objectContaining({
        ...{ register: "cee", currency: "CZK", asked: 2, unavailable: 0 },
        ...{ spentMinor: 12_000, month: `${scene.admin.today.slice(0, 7)}-01` },
      }),
      expect.objectContaining({ register: "ares", asked: 1, spentMinor: 0 }),
    ]);
  });

  it("that found has records, that found nothing has none", async () => {
    const bad = { code: "registers.lookup_records" };
    await expect(noteLookup(scene.admin, { ...lookup(), records: [] })).rejects.toMatchObject(bad);
    const clear = { ...lookup(), outcome: "clear" as const };
    await expect(noteLookup(scene.admin, clear)).rejects.toMatchObject(bad);
  });
});
