import { beforeAll, describe, expect, it } from "vitest";
import { openCase } from "../cases";
import { inTransaction } from "../context";
import { insolventOf } from "../parties";
import { openDesk } from "../testing";
import {
  checkParty,
  deleteDebtorStatus,
  getScreening,
  judgeHit,
  listScreenings,
  processScreenings,
  readEvidence,
  saveDebtorStatus,
  saveInsolvencySettings,
  saveService,
} from ".";
import { addPerson, openRegisterScene } from "./testing/register-scene";

const desk = await openDesk();
const DEBTOR = {
  ...{ birthNumber: "800101/9114", surname: "Zkušební", givenName: "Jan", bornOn: "1980-01-01" },
  ...{ number: 99_001, year: 2025, court: "Krajský soud v Brně", state: "ODDLUŽENÍ", senate: 37 },
  startedOn: "2025-03-04",
};
let scene: Awaited<ReturnType<typeof openRegisterScene>>;
beforeAll(async () => {
  scene = await openRegisterScene(desk, [DEBTOR]);
  return () => scene.twin.close();
});

const known = () => ({ fullName: "Jan Zkušební", birthNumber: "800101/9114" });

/** What is known now, by the table itself. */
async function stateOf(partyId: number) {
  return inTransaction(scene.admin, async (_, { sql }) => {
    const [row] = await sql<
      { isActive: boolean; isSuspected: boolean; stateCode: string | null }[]
    >`
      select is_active as "isActive", is_suspected as "isSuspected", state_code as "stateCode"
        from party_insolvency where party_id = ${partyId}`;
    return row ?? null;
  });
}

async function factsOf(partyId: number): Promise<string[]> {
  return inTransaction(scene.admin, async (_, { sql }) => {
    const rows = await sql<{ name: string }[]>`
      select name from outbox_facts
       where name like 'party.insolv%' and (payload->>'partyId')::bigint = ${partyId} order by id`;
    return rows.map(({ name }) => name);
  });
}

const check = (partyId: number) =>
  checkParty(scene.admin, { partyId, register: "isir_cz", cause: "card" });

describe("a check of the insolvency register", () => {
  let partyId = 0;
  beforeAll(async () => {
    partyId = await addPerson(scene.admin, known());
  });

  it("finds by birth number, writes the log and tells it once", async () => {
    expect(await check(partyId)).toMatchObject({
      ...{ outcome: "found", quality: "identifier" },
      change: { wasActive: null, isActive: true, stateCode: "ODDLUŽENÍ" },
    });
    expect(await check(partyId)).toMatchObject({ outcome: "found", change: null });
    expect(await stateOf(partyId)).toMatchObject({ isActive: true, stateCode: "ODDLUŽENÍ" });
    expect(await factsOf(partyId)).toEqual(["party.insolvent"]);
    const { items } = await listScreenings(scene.admin, { filter: { partyId } });
    expect(items.map(({ isFirst, isChanged }) => [isFirst, isChanged])).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(items[0]).toMatchObject({ mark: "INS 99001/2025", isActive: true, hitCount: 1 });
  });

  it("keeps what was sent and received to the byte, sealed, and only for those who may see", async () => {
    const { items } = await listScreenings(scene.admin, { filter: { partyId } });
    const screeningId = items[0]?.id ?? 0;
    const evidence = await readEvidence(scene.admin, { screeningId });
    expect(evidence.sent?.toString()).toContain("<rc>800101/9114</rc>");
    expect(evidence.received?.toString()).toContain("ODDLUŽENÍ");
    const [raw] = await inTransaction(scene.admin, (_, { sql }) =>
      sql<{ isClear: boolean }[]>`
        select position('800101/9114'::bytea in sent) > 0 as "isClear" from screenings
         where id = ${screeningId}`.then((rows) => [...rows]),
    );
    expect(raw?.isClear).toBe(false);
    const stranger = await desk.tenant();
    await expect(readEvidence(await stranger.operator(), { screeningId })).rejects.toMatchObject({
      code: "registers.screening_not_found",
    });
  });

  it.each(["ws4", "fault", "outage_page", "other_person", "silent"] as const)(
    "by %s is never clear and takes nothing away that was known",
    async (mood) => {
      scene.twin.meet(mood);
      const said = await check(partyId);
      scene.twin.meet(null);
      await check(partyId);
      expect(said).toMatchObject({ outcome: "unavailable", change: null });
      expect(await stateOf(partyId)).toMatchObject({ isActive: true });
    },
  );

  it("by a clear answer ends what was known", async () => {
    scene.twin.debtors.splice(0);
    expect(await check(partyId)).toMatchObject({
      ...{ outcome: "clear", reason: null },
      change: { wasActive: true, isActive: false },
    });
    scene.twin.debtors.push(DEBTOR);
    expect(await factsOf(partyId)).toEqual(["party.insolvent", "party.insolvency_ended"]);
  });

  it("is found by a name with a title that the record lacks, or bears", async () => {
    const found = async (text: string) =>
      (await listScreenings(scene.admin, { filter: { partyId, text } })).items.length > 0;
    expect(await found("Mgr. Jan Zkušební")).toBe(true);
    const rename = (name: string) =>
      inTransaction(scene.admin, async (_, { sql }) => {
        await sql`update parties set full_name = ${name} where id = ${partyId}`;
      });
    await rename("Kancelář JUDr. Zkušební");
    expect(await found("Kancelář JUDr. Zkušební")).toBe(true);
    expect(await found("JUDr. Jan Zkušební")).toBe(false);
    await rename("Jan Zkušební");
  });

  it("needs something to ask by", async () => {
    const nobody = await addPerson(scene.admin, { fullName: "Petr Bezčíselný" });
    await expect(check(nobody)).rejects.toMatchObject({ code: "registers.no_identifier" });
    const { items } = await listScreenings(scene.admin, { filter: { partyId: nobody } });
    expect(items).toEqual([]);
  });
});

describe("a weaker match", () => {
  let partyId = 0;
  beforeAll(async () => {
    partyId = await addPerson(scene.admin, { fullName: "Eva Slabá", birthOn: "1971-02-03" });
    scene.twin.debtors.push({
      ...{ surname: "Slabá", givenName: "Eva", bornOn: "1971-02-03" },
      ...{ number: 500, year: 2024, state: "KONKURS" },
    });
    scene.twin.meet("weaker");
    await check(partyId);
    scene.twin.meet(null);
  });

  it("is a suspicion and no hit until a person says so", async () => {
    expect(await stateOf(partyId)).toMatchObject({ isActive: false, isSuspected: true });
    const hit = { partyId, register: "isir_cz", mark: "INS 500/2024" } as const;
    await judgeHit(scene.admin, { ...hit, verdict: "watch", reason: "doloženo usnesením" });
    expect(await stateOf(partyId)).toMatchObject({ isActive: true, isSuspected: false });
    await judgeHit(scene.admin, { ...hit, verdict: "false_match", reason: "jiná osoba" });
    expect(await stateOf(partyId)).toMatchObject({ isActive: false, isSuspected: false });
    expect(await factsOf(partyId)).toEqual([
      "party.insolvency_suspected",
      "party.insolvent",
      "party.insolvency_ended",
    ]);
  });

  it("stays judged for later answers, and the verdict stands in the log", async () => {
    await check(partyId);
    expect(await stateOf(partyId)).toMatchObject({ isActive: false, isSuspected: false });
    const { items } = await listScreenings(scene.admin, { filter: { partyId } });
    const detail = await getScreening(scene.admin, { screeningId: items[0]?.id ?? 0 });
    expect(detail.hits[0]).toMatchObject({ verdict: "false_match", verdictReason: "jiná osoba" });
    await processScreenings(scene.admin, { screeningIds: [detail.id], isProcessed: true });
    const open = await listScreenings(scene.admin, { filter: { partyId, isOpen: true } });
    expect(open.items.map(({ id }) => id)).not.toContain(detail.id);
  });
});

describe("the table of statuses", () => {
  it("decides what counts, for what is known already too; an unknown state counts", async () => {
    const partyId = await addPerson(scene.admin, {
      ...{ fullName: "Karel Novotný", birthNumber: "740707/9010" },
    });
    const debtor = { birthNumber: "740707/9010", surname: "Novotný", givenName: "Karel" };
    scene.twin.debtors.push({ ...debtor, number: 7, year: 2020, state: "NOVÝ STAV" });
    await check(partyId);
    expect(await stateOf(partyId)).toMatchObject({ isActive: true, stateCode: "NOVÝ STAV" });
    const status = { register: "isir_cz", code: "Nový stav" } as const;
    await saveDebtorStatus(scene.admin, { ...status, name: "Nový", isActive: false });
    expect(await stateOf(partyId)).toMatchObject({ isActive: false });
    await deleteDebtorStatus(scene.admin, { ...status, code: "NOVÝ STAV" });
    expect(await stateOf(partyId)).toMatchObject({ isActive: true });
  });

  it("is edited by an administrator alone", async () => {
    const operator = await scene.tenant.operator("operator");
    const status = { register: "isir_cz", code: "KONKURS", name: "X", isActive: false } as const;
    await expect(saveDebtorStatus(operator, status)).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("a process that takes somebody insolvent on", () => {
  const open = (partyId: number, isInsolvencyConfirmed = false) =>
    openCase(scene.admin, {
      ...{ category: "collection", parties: [{ partyId, role: "debtor" }], isInsolvencyConfirmed },
    });
  const mode = (warningMode: "warning" | "confirmation" | "error" | "none") =>
    saveService(scene.admin, { ...scene.service, warningMode });
  let partyId = 0;
  beforeAll(async () => {
    partyId = await addPerson(scene.admin, {
      ...{ fullName: "Alena Úpadková", birthNumber: "855615/9227" },
    });
    const debtor = { birthNumber: "855615/9227", surname: "Úpadková", givenName: "Alena" };
    scene.twin.debtors.push({ ...debtor, number: 8, year: 2026, state: "ÚPADEK" });
    await check(partyId);
  });

  it("is told, asked or stopped as the warning mode says", async () => {
    await mode("error");
    await expect(open(partyId, true)).rejects.toMatchObject({ code: "parties.insolvent_stop" });
    await mode("confirmation");
    await expect(open(partyId)).rejects.toMatchObject({ code: "parties.insolvent_confirm" });
    await expect(open(partyId, true)).resolves.toMatchObject({ caseId: expect.any(Number) });
    for (const quiet of ["warning", "none"] as const) {
      await mode(quiet);
      await expect(open(partyId)).resolves.toMatchObject({ caseId: expect.any(Number) });
    }
  });

  it("is not stopped where the switch is off, nor in the background where that is not allowed", async () => {
    await mode("error");
    const settings = { watchesDaily: true, bulkEmail: null, notifiesBulk: false } as const;
    const save = (checksOnChoice: boolean) =>
      saveInsolvencySettings(scene.admin, { ...settings, checksOnChoice, bulkSenderId: null });
    await save(false);
    await expect(open(partyId)).resolves.toMatchObject({ caseId: expect.any(Number) });
    await save(true);
    const job = scene.tenant.system();
    const seen = () => inTransaction(job, (inner, tx) => insolventOf(inner, tx, [partyId]));
    expect(await seen()).toHaveLength(1);
    await saveService(scene.admin, { ...scene.service, allowsBackground: false });
    expect(await seen()).toEqual([]);
    await saveService(scene.admin, scene.service);
  });

  it("tells nobody of a bulk check without an address", async () => {
    const settings = { checksOnChoice: true, watchesDaily: true, bulkSenderId: null } as const;
    await expect(
      saveInsolvencySettings(scene.admin, { ...settings, bulkEmail: "", notifiesBulk: true }),
    ).rejects.toMatchObject({ code: "registers.bulk_email" });
  });
});

describe("a register is spared", () => {
  it("by pace and budget, before anything leaves", async () => {
    const spared = await openRegisterScene(desk, []);
    const partyId = await addPerson(spared.admin, known());
    const again = () => checkParty(spared.admin, { partyId, register: "isir_cz", cause: "card" });
    // By number and by name: two questions, each with its turn and its price.
    const pay = { priceMinor: 3_000, monthBudgetMinor: 10_000 };
    await saveService(spared.admin, { ...spared.service, ...pay });
    await again();
    const { items } = await listScreenings(spared.admin, { filter: { partyId } });
    expect(items).toMatchObject([{ priceMinor: 6_000 }]);
    await expect(again()).rejects.toMatchObject({ code: "registers.budget" });
    await saveService(spared.admin, { ...spared.service, perMinute: 3 });
    await expect(again()).rejects.toMatchObject({
      ...{ code: "registers.busy", params: { register: "isir_cz", seconds: expect.any(Number) } },
    });
    const left = spared.twin.asked.filter(({ body }) => body.toString().includes("<rc>"));
    expect(left).toHaveLength(1);
    await saveService(spared.admin, { ...spared.service, url: "" });
    await expect(again()).rejects.toMatchObject({ code: "registers.unconfigured" });
    spared.twin.close();
  });

  it("after five failures in a row it rests, and an answer ends that", async () => {
    const weak = await openRegisterScene(desk, []);
    const partyId = await addPerson(weak.admin, known());
    const again = () => checkParty(weak.admin, { partyId, register: "isir_cz", cause: "card" });
    weak.twin.meet("ws4");
    for (let n = 0; n < 5; n++) await again();
    await expect(again()).rejects.toMatchObject({ code: "registers.resting" });
    weak.twin.meet(null);
    const later = { ...weak.admin, now: new Date(desk.now.getTime() + 120_000) };
    await expect(
      checkParty(later, { partyId, register: "isir_cz", cause: "card" }),
    ).resolves.toMatchObject({ outcome: "clear" });
    weak.twin.close();
  });
});
