import { beforeAll, describe, expect, it } from "vitest";
import { openCase } from "../cases";
import { inTransaction } from "../context";
import { mergeParties } from "../parties";
import { openDesk } from "../testing";
import {
  checkParty,
  countOpenHits,
  gate,
  judgeHit,
  listCosts,
  listInsolvency,
  listLookers,
  listScreenings,
  listServices,
  processScreenings,
  saveInsolvencySettings,
  saveService,
} from ".";
import { addPerson, birthNumbers, openRegisterScene } from "./testing/register-scene";

const desk = await openDesk();
const DEBTOR = {
  ...{ birthNumber: "800101/9114", surname: "Zkušební", givenName: "Jan", bornOn: "1980-01-01" },
  ...{ number: 99_001, year: 2025, court: "Krajský soud v Brně", state: "ODDLUŽENÍ", senate: 37 },
};
const OTHER = { fullName: "Petr Čistý", birthNumber: "740707/9010" };
const known = { fullName: "Jan Zkušební", birthNumber: DEBTOR.birthNumber };

let scene: Awaited<ReturnType<typeof openRegisterScene>>;
beforeAll(async () => {
  scene = await openRegisterScene(desk, [DEBTOR]);
  return () => scene.twin.close();
});

const check = (partyId: number) =>
  checkParty(scene.admin, { partyId, register: "isir_cz", cause: "card" });
const later = (days: number) => {
  const now = new Date(desk.now.getTime() + days * 86_400_000);
  return { ...scene.admin, now, today: now.toISOString().slice(0, 10) };
};
const one = async (partyId: number, ctx = scene.admin) =>
  (await gate(ctx, { parties: [{ partyId }] })).parties[0];

describe("gate", () => {
  it("asks for a first check, then rests on the log, then for a repeated one", async () => {
    const partyId = await addPerson(scene.admin, OTHER);
    expect(await one(partyId)).toMatchObject({
      ...{ register: "isir_cz", ask: "first", checkedOn: null, insolvent: [] },
    });
    await check(partyId);
    const asked = scene.twin.asked.length;
    expect(await one(partyId)).toMatchObject({ ask: null, daysSince: 0 });
    expect(await one(partyId, later(30))).toMatchObject({ ask: null, daysSince: 30 });
    expect(await one(partyId, later(31))).toMatchObject({ ask: "repeated", daysSince: 31 });
    await saveService(scene.admin, { ...scene.service, validity: "1W" });
    expect(await one(partyId, later(8))).toMatchObject({ ask: "repeated" });
    await saveService(scene.admin, scene.service);
    expect(scene.twin.asked).toHaveLength(asked);
  });

  it("goes by the country: a Slovak is known in Slovakia, a foreigner by a Czech birth number", async () => {
    const make = (country: string, more: object) =>
      addPerson(scene.admin, { fullName: `Cizí ${country}`, country, ...more });
    const slovak = await make("SK", { birthOn: "1980-02-03" });
    expect(await one(slovak)).toMatchObject({ register: "isir_sk", ask: "first" });
    const foreigner = await make("UA", { birthNumber: "855615/9227" });
    expect(await one(foreigner)).toMatchObject({ register: "isir_cz", ask: "first" });
    // By name and day of birth too; a name alone is nobody's.
    const german = await make("DE", { birthOn: "1980-02-03" });
    expect(await one(german)).toMatchObject({ register: "isir_cz", ask: "first" });
    const stranger = await make("FR", {});
    expect(await one(stranger)).toMatchObject({ register: null, ask: null });
  });

  it("asks in both registers where the settings say that somebody is of both", async () => {
    const registersOf = async (partyId: number) =>
      (await gate(scene.admin, { parties: [{ partyId }] })).parties.map(({ register }) => register);
    const birthNumber = birthNumbers("760101").next().value ?? "";
    let serial = 0;
    const nameOf = () => `Eva Dvojí${"abcd".charAt(serial++)}`;
    const make = (country: string, more: object) =>
      addPerson(scene.admin, { fullName: nameOf(), birthOn: "1980-02-03", country, ...more });
    const settle = (ties: object) =>
      saveInsolvencySettings(scene.admin, {
        ...{ checksOnChoice: true, watchesDaily: true, bulkEmail: null, notifiesBulk: false },
        ...{ bulkSenderId: null, ...ties },
      });
    const numbered = await make("SK", { birthOn: undefined, birthNumber });
    const czech = await make("CZ", {});
    const living = await make("CZ", {
      addresses: [{ kind: "contact", street: "Hlavná 1", city: "Košice", country: "SK" }],
    });
    const taxed = await make("CZ", { taxId: "SK2020273893" });
    expect(await registersOf(numbered)).toEqual(["isir_sk", "isir_cz"]);
    expect(await registersOf(czech)).toEqual(["isir_cz"]);
    expect(await registersOf(living)).toEqual(["isir_cz", "isir_sk"]);
    expect(await registersOf(taxed)).toEqual(["isir_cz", "isir_sk"]);
    // A Slovak who lives here, of whom nothing says so: every person is asked for in both.
    await settle({ slovakTies: ["person"] });
    expect(await registersOf(czech)).toEqual(["isir_cz", "isir_sk"]);
    await settle({ czechTies: ["country"], slovakTies: ["country"] });
    expect(await registersOf(numbered)).toEqual(["isir_sk"]);
    expect(await registersOf(living)).toEqual(["isir_cz"]);
    await settle({});
    expect(await registersOf(living)).toEqual(["isir_cz", "isir_sk"]);
  });

  it("says who cannot be asked for, and is silent where a register has no address", async () => {
    const partyId = await addPerson(scene.admin, { fullName: "Bezčíselný" });
    expect(await one(partyId)).toMatchObject({ ask: null, isUnidentified: true });
    await saveService(scene.admin, { ...scene.service, url: "" });
    expect(await one(partyId)).toMatchObject({
      ...{ register: null, ask: null, isUnidentified: false },
    });
    await saveService(scene.admin, scene.service);
  });

  it("never takes a register that was silent for an answer", async () => {
    const partyId = await addPerson(scene.admin, {
      ...{ fullName: "Ota Ticho", birthNumber: "811231/9116" },
    });
    scene.twin.meet("outage_page");
    await check(partyId);
    scene.twin.meet(null);
    expect(await one(partyId)).toMatchObject({ ask: "first", checkedOn: null, trouble: "outage" });
  });

  it("tells of the insolvent with their warning mode, of those in answering roles alone", async () => {
    const partyId = await addPerson(scene.admin, known);
    await check(partyId);
    await saveService(scene.admin, { ...scene.service, warningMode: "error" });
    expect(await one(partyId)).toMatchObject({
      insolvent: [{ mode: "error", stateCode: "ODDLUŽENÍ", fileMark: "KSBR 37 INS 99001/2025" }],
    });
    await saveService(scene.admin, scene.service);
    const inRole = (role: string) => gate(scene.admin, { parties: [{ partyId, role }] });
    expect((await inRole("debtor")).parties).toHaveLength(1);
    expect((await inRole("contact")).parties).toEqual([]);
    const { caseId } = await openCase(scene.admin, {
      ...{ category: "collection", parties: [{ partyId, role: "debtor" }] },
    });
    expect((await gate(scene.admin, { caseId })).parties).toMatchObject([{ partyId }]);
  });

  it("is silent where the switch is off", async () => {
    const partyId = await addPerson(scene.admin, {
      ...{ fullName: "Iva Nová", birthNumber: "855101/0017" },
    });
    const settings = { watchesDaily: true, bulkEmail: null, notifiesBulk: false } as const;
    const save = (checksOnChoice: boolean) =>
      saveInsolvencySettings(scene.admin, { ...settings, checksOnChoice, bulkSenderId: null });
    await save(false);
    expect(await gate(scene.admin, { parties: [{ partyId }] })).toEqual({
      ...{ isOn: false, parties: [] },
    });
    await save(true);
    expect(await one(partyId)).toMatchObject({ ask: "first" });
  });
});

describe("who looked at whom", () => {
  it("is told by person, register, purpose and ground, with what it cost, of those one sees", async () => {
    const own = await openRegisterScene(desk, [DEBTOR]);
    await saveService(own.admin, { ...own.service, priceMinor: 250 });
    const ask = (partyId: number, more: object = {}) =>
      checkParty(own.admin, { partyId, register: "isir_cz", cause: "log", ...more });
    const [jan, petr] = [await addPerson(own.admin, known), await addPerson(own.admin, OTHER)];
    await ask(jan);
    await ask(jan);
    await ask(petr);
    await ask(jan, { cause: "application", purpose: "žádost o úvěr" });
    const by = { operatorId: own.admin.actor.operatorId, register: "isir_cz" };
    // The machine's own watch is nobody's look.
    await ask(petr, { cause: "watch", purpose: "watch" });
    expect(await listLookers(own.admin)).toMatchObject([
      // Petr is clear by two answers, by number and by name.
      {
        ...{ ...by, purpose: "log", legalBasis: "gdpr_6_1_f", checkCount: 3, partyCount: 2 },
        spentMinor: 1_000,
      },
      {
        ...{ ...by, purpose: "žádost o úvěr", legalBasis: "gdpr_6_1_b", checkCount: 1 },
        ...{ partyCount: 1, spentMinor: 250 },
      },
    ]);
    const stranger = await (await desk.tenant()).operator();
    expect(await listLookers(stranger)).toEqual([]);
    await own.twin.close();
  });
});

describe("the log", () => {
  it("counts hits that nobody has seen to, and marks all that match", async () => {
    const own = await openRegisterScene(desk, [DEBTOR]);
    const partyId = await addPerson(own.admin, known);
    const ask = () => checkParty(own.admin, { partyId, register: "isir_cz", cause: "log" });
    for (let n = 0; n < 3; n++) await ask();
    expect(await countOpenHits(own.admin)).toEqual({ open: 3 });
    const { items } = await listScreenings(own.admin);
    const except = [items[0]?.id ?? 0];
    const matching = { filter: { isOpen: true }, except };
    expect(await processScreenings(own.admin, { matching, isProcessed: true })).toEqual({
      count: 2,
    });
    expect(await countOpenHits(own.admin)).toEqual({ open: 1 });
    expect(await processScreenings(own.admin, { isProcessed: true })).toEqual({ count: 0 });
    expect(await listInsolvency(own.admin, { partyIds: [partyId] })).toMatchObject([
      { register: "isir_cz", isActive: true, stateName: "Oddlužení", court: DEBTOR.court },
    ]);
    own.twin.close();
  });

  it("keeps what was asked of a record that was merged away, behind the kept one's wall", async () => {
    const own = await openRegisterScene(desk, [DEBTOR]);
    const gone = await addPerson(own.admin, { fullName: "Jan Zkušební", birthOn: "1980-01-01" });
    const ask = (partyId: number) =>
      checkParty(own.admin, { partyId, register: "isir_cz", cause: "card" });
    await ask(gone);
    const kept = await addPerson(own.admin, { ...known, isKnownToDiffer: true });
    await ask(kept);
    await mergeParties(own.admin, { keepId: kept, mergeId: gone });
    const { items } = await listScreenings(own.admin, { filter: { partyId: kept } });
    expect(items.map(({ partyId, isMerged }) => [partyId, isMerged])).toEqual([
      [kept, false],
      [kept, true],
    ]);
    const { caseId } = await openCase(own.admin, {
      ...{ category: "collection", parties: [{ partyId: kept, role: "debtor" }] },
    });
    await inTransaction(own.tenant.system(), async (_, { sql }) => {
      await sql`insert into access_groups (code, name) values ('B', 'Brno')`;
      await sql`update cases set access_group_id = (select id from access_groups)
                 where id = ${caseId}`;
    });
    const narrow = await own.tenant.operator("supervisor", { accessGroupIds: [] });
    expect((await listScreenings(narrow)).items).toEqual([]);
    expect(await countOpenHits(narrow)).toEqual({ open: 0 });
    expect(await listInsolvency(narrow, { partyIds: [kept] })).toEqual([]);
    expect((await gate(narrow, { parties: [{ partyId: kept }] })).parties).toEqual([]);
    own.twin.close();
  });

  it("wants the reason why a record is somebody else's", async () => {
    const partyId = await addPerson(scene.admin, {
      ...{ fullName: "Jan Mladší", birthOn: "2001-01-01" },
    });
    const hit = { partyId, register: "isir_cz", mark: "INS 99001/2025" } as const;
    await expect(
      judgeHit(scene.admin, { ...hit, verdict: "false_match", reason: " " }),
    ).rejects.toMatchObject({
      issues: [{ path: ["reason"], message: "registers.reason_missing" }],
    });
  });

  it("adds up what registers cost, month by month; silence costs nothing", async () => {
    const own = await openRegisterScene(desk, [DEBTOR]);
    const partyId = await addPerson(own.admin, known);
    await saveService(own.admin, { ...own.service, priceMinor: 250 });
    const ask = () => checkParty(own.admin, { partyId, register: "isir_cz", cause: "card" });
    await ask();
    await ask();
    own.twin.meet("ws4");
    await ask();
    expect(await listCosts(own.admin)).toEqual([
      {
        ...{ month: `${own.admin.today.slice(0, 7)}-01`, register: "isir_cz", currency: "CZK" },
        ...{ asked: 3, found: 2, clear: 0, unavailable: 1, spentMinor: 500 },
      },
    ]);
    const services = await listServices(own.admin);
    expect(services.find(({ register }) => register === "isir_cz")?.hasAsker).toBe(true);
    expect(services.find(({ register }) => register === "cee")?.hasAsker).toBe(false);
    own.twin.close();
  });
});
