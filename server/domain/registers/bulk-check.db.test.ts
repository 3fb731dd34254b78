import { beforeEach, describe, expect, it } from "vitest";
import { openCase } from "../cases";
import { atInstant, type Context, inTransaction, reading } from "../context";
import { openDesk } from "../testing";
import {
  cancelBulkCheck,
  checkParty,
  getBulkCheck,
  listBulkChanges,
  listBulkChecks,
  listScreenings,
  queueWatch,
  runBulkCheck,
  saveInsolvencySettings,
  saveService,
  startBulkCheck,
  wakeBulkChecks,
} from ".";
import { addDebtors, addPerson, birthNumbers, openRegisterScene } from "./testing/register-scene";

const desk = await openDesk();
type Scene = Awaited<ReturnType<typeof openRegisterScene>>;
let scene: Scene;
let serial = 0;
const numbers = birthNumbers("750101");
const peopled = (count: number) => addDebtors(scene, count);

const system = () => scene.withOutside(scene.tenant.system());
const start = async (more: object = {}, ctx: Context = scene.admin) =>
  (
    await startBulkCheck(ctx, {
      ...{ scope: "open_cases", idempotencyKey: `bulk-test-${++serial}` },
      ...more,
    } as never)
  ).runId;
const run = (runId: number, ctx: Context = system()) => runBulkCheck(ctx, { runId });
const look = (runId: number) => getBulkCheck(scene.admin, { runId });
const later = (seconds: number) =>
  atInstant(system(), new Date(desk.now.getTime() + seconds * 1_000));
const factsOf = (name: string) =>
  reading(scene.admin, ({ sql }) =>
    sql<{ runId: number }[]>`
      select (payload->>'runId')::int as "runId" from outbox_facts where name = ${name} order by id`.then(
      (rows) => rows.map(({ runId }) => runId),
    ),
  );
/** Birth numbers in the order in which the twin was asked for them. */
const askedFor = () =>
  scene.twin.asked.flatMap(({ body }) => /<rc>([^<]*)<\/rc>/.exec(body.toString())?.[1] ?? []);

const spentMinor = () =>
  reading(scene.admin, async ({ sql }) => {
    const [row] = await sql<{ spentMinor: number }[]>`
      select coalesce(sum(price_minor), 0)::int as "spentMinor" from screenings`;
    return row?.spentMinor;
  });

beforeEach(async () => {
  scene = await openRegisterScene(desk, []);
  return () => scene.twin.close();
});

describe("a bulk check", () => {
  it("asks once for whoever answers for an open case, and for nobody else", async () => {
    const [first] = await peopled(3);
    const stranger = await addPerson(scene.admin, {
      ...{ fullName: "Bez Případu", birthNumber: numbers.next().value ?? "" },
    });
    const nobody = await addPerson(scene.admin, { fullName: "Petr Bezčíselný" });
    const parties = [{ partyId: nobody, role: "debtor" }];
    await openCase(scene.admin, { category: "collection", parties });
    const runId = await start();
    expect(await run(runId)).toBe("done");
    expect(await run(runId)).toBeNull();
    expect(await look(runId)).toMatchObject({
      ...{ state: "done", total: 4, done: 4, foundCount: 1, clearCount: 2, missingCount: 1 },
      ...{ changedCount: 1, unavailableCount: 0 },
    });
    expect(askedFor()).toHaveLength(3);
    const { items } = await listBulkChanges(scene.admin, { runId });
    expect(items).toMatchObject([
      { partyId: first, wasActive: null, isActive: true, stateCode: "ÚPADEK" },
    ]);
    const { items: log } = await listScreenings(scene.admin, { filter: { cause: "bulk" } });
    expect(log).toHaveLength(3);
    expect(log[0]).toMatchObject({ actorName: scene.admin.actor.name });
    expect(log.map(({ partyId }) => partyId)).not.toContain(stranger);
    expect(await factsOf("registers.run_ended")).toEqual([runId]);
  });

  it("left in a dead process's hands is taken up when its lease is over", async () => {
    await peopled(1);
    const runId = await start();
    await inTransaction(system(), (_, { sql }) =>
      sql`update insolvency_runs set lease_until = ${later(180).now} where id = ${runId}`.then(
        () => undefined,
      ),
    );
    expect(await run(runId)).toBeNull();
    expect(scene.twin.asked).toEqual([]);
    expect((await wakeBulkChecks(later(601))).count).toBe(1);
    expect(await run(runId, later(601))).toBe("done");
  });

  it("skips whom somebody asked for lately, by the register's validity, unless it is forced", async () => {
    const [first = 0, second = 0] = await peopled(2);
    await checkParty(scene.admin, { partyId: first, register: "isir_cz", cause: "card" });
    const asked = () => askedFor().length;
    const one = await start();
    await run(one);
    expect(await look(one)).toMatchObject({ freshCount: 1, clearCount: 1 });
    expect(asked()).toBe(2);
    const on = (day: string) => atInstant(scene.admin, new Date(`${day}T09:00:00Z`));
    const again = async (ctx: Context, more: object = {}) => {
      const runId = await start(more, ctx);
      await runBulkCheck(scene.withOutside(atInstant(system(), ctx.now)), { runId });
      return look(runId);
    };
    // Thirty days, the last of them included.
    expect(await again(on("2026-12-22"))).toMatchObject({ freshCount: 2 });
    expect(await again(on("2026-12-23"))).toMatchObject({ freshCount: 0, clearCount: 1 });
    expect(asked()).toBe(4);
    const forced = { isForced: true, scope: "chosen", partyIds: [second] };
    expect(await again(on("2026-12-24"), forced)).toMatchObject({ total: 1, clearCount: 1 });
    expect(asked()).toBe(5);
  });

  it("keeps the register's pace: it waits for its turn and does not fail", async () => {
    await peopled(5);
    await saveService(scene.admin, { ...scene.service, perMinute: 6 });
    const runId = await start();
    expect(await run(runId)).toBe("running");
    expect(await run(runId)).toBe("paused");
    expect(await look(runId)).toMatchObject({
      ...{ state: "paused", done: 3, pauseReason: "registers.busy", pauseRegister: "isir_cz" },
    });
    expect(await run(runId, later(30))).toBeNull();
    expect(askedFor()).toHaveLength(3);
    expect((await wakeBulkChecks(later(30))).count).toBe(0);
    expect((await wakeBulkChecks(later(70))).count).toBe(1);
    expect(await run(runId, later(70))).toBe("done");
    expect(new Set(askedFor()).size).toBe(5);
  });

  it("waits out a 503 in the middle, says so, and calls nobody clear by it", async () => {
    const partyIds = await peopled(12);
    const runId = await start();
    expect(await run(runId)).toBe("running");
    scene.twin.meet("http_503");
    expect(await run(runId)).toBe("paused");
    expect(await look(runId)).toMatchObject({
      ...{ done: 10, clearCount: 9, unavailableCount: 0 },
      pauseReason: "registers.trouble.outage",
    });
    // Down for long: each time it is left alone for longer, and rests.
    let at = 0;
    for (let time = 0; time < 6; time += 1) {
      at = ((await look(runId)).resumeAt?.getTime() ?? 0) - desk.now.getTime();
      expect(await run(runId, later(at / 1_000))).toBe("paused");
    }
    expect(at).toBeGreaterThan(300_000);
    const failures = askedFor().length;
    expect(failures).toBeLessThanOrEqual(10 + 8);
    scene.twin.meet(null);
    at = ((await look(runId)).resumeAt?.getTime() ?? 0) - desk.now.getTime();
    expect(await run(runId, later(at / 1_000))).toBe("done");
    expect(await look(runId)).toMatchObject({ done: 12, clearCount: 11, pauseReason: null });
    const { items } = await listScreenings(scene.admin, {
      filter: { partyId: partyIds[10], outcome: "unavailable" },
    });
    expect(items.length).toBeGreaterThan(0);
  });

  it("whose budget for one register is spent goes on in the others, and does not fail", async () => {
    await peopled(11);
    // The first costs one answer, whoever is clear two: by number, and by name.
    await saveService(scene.admin, { ...scene.service, priceMinor: 100, monthBudgetMinor: 450 });
    const runId = await start();
    expect(await run(runId)).toBe("running");
    expect(await run(runId)).toBe("paused");
    expect(await spentMinor()).toBe(300);
    expect(await look(runId)).toMatchObject({
      ...{ done: 2, foundCount: 1, pauseReason: "registers.budget", pauseRegister: "isir_cz" },
    });
    // Its watch is put down all the same: another register may be asked.
    await inTransaction(system(), (_, { sql }) =>
      sql`update insolvency_runs set kind = 'watch' where id = ${runId}`.then(() => undefined),
    );
    expect(await queueWatch(later(86_400))).toEqual({ count: 1 });
    await saveService(scene.admin, scene.service);
    expect(await run(runId, later(3_601))).toBe("done");
  });

  it("asks for Slovaks with a Czech birth number in both registers", async () => {
    await saveService(scene.admin, { ...scene.service, register: "isir_sk", url: "" });
    const given = { country: "SK", fullName: "Ján Slovák" };
    const both = await addPerson(scene.admin, {
      ...{ ...given, birthNumber: numbers.next().value ?? "" },
    });
    const one = await addPerson(scene.admin, given);
    const runId = await start({ scope: "chosen", partyIds: [both, one] });
    const rows = await reading(scene.admin, ({ sql }) =>
      sql<{ partyId: number; register: string }[]>`
        select party_id as "partyId", register from insolvency_run_parties
         where run_id = ${runId} order by party_id, register`.then((found) => [...found]),
    );
    expect(rows).toEqual([
      { partyId: both, register: "isir_cz" },
      { partyId: both, register: "isir_sk" },
      { partyId: one, register: "isir_sk" },
    ]);
    expect(await run(runId)).toBe("done");
    // The Slovak register has no address here: that settles nothing of the Czech one's answer.
    expect(await look(runId)).toMatchObject({ total: 3, clearCount: 1, unconfiguredCount: 2 });
  });

  it("leaves a party whose answer is another's to a person after three tries", async () => {
    await peopled(1);
    const runId = await start();
    scene.twin.meet("other_person");
    for (let time = 0; time < 2; time += 1) await run(runId, later(time * 7_200));
    expect(await look(runId)).toMatchObject({ done: 0 });
    await run(runId, later(2 * 7_200));
    expect(await look(runId)).toMatchObject({ state: "done", unavailableCount: 1, clearCount: 0 });
  });

  it("stops before the next chunk when somebody cancels it", async () => {
    await peopled(12);
    const runId = await start();
    await run(runId);
    await cancelBulkCheck(scene.admin, { runId });
    expect(await run(runId)).toBeNull();
    expect(await look(runId)).toMatchObject({ state: "cancelled", done: 10 });
    await expect(cancelBulkCheck(scene.admin, { runId })).rejects.toMatchObject({
      code: "insolvency.run_over",
    });
    const stranger = await (await desk.tenant()).operator();
    await expect(getBulkCheck(stranger, { runId })).rejects.toMatchObject({
      code: "insolvency.run_not_found",
    });
  });

  it("of one form is one run, needs the right, and shows the part that its actor sees", async () => {
    const [partyId = 0] = await peopled(2);
    const again = { idempotencyKey: "the-same-form" };
    expect(await start(again)).toBe(await start(again));
    const viewer = scene.withOutside(await scene.tenant.operator("readOnly"));
    await expect(start({}, viewer)).rejects.toMatchObject({ code: "access.forbidden" });
    const narrow = await scene.tenant.operator("operator", { accessGroupIds: [] });
    await inTransaction(scene.admin, async (_, { sql }) => {
      const [group] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('jih', 'Jih') returning id`;
      await sql`update cases set access_group_id = ${group?.id ?? 0}
                 where debtor_party_id = ${partyId}`;
    });
    const part = await start({}, narrow);
    expect(await getBulkCheck(narrow, { runId: part })).toMatchObject({ total: 1 });
    expect((await listBulkChecks(narrow, {})).items.map(({ id }) => id)).toEqual([part]);
    await expect(start({ scope: "chosen", partyIds: [partyId] }, narrow)).rejects.toMatchObject({
      code: "parties.not_found",
    });
  });
});

describe("the daily watch", () => {
  const on = (day: string) => atInstant(system(), new Date(`${day}T04:00:00Z`));

  it("is put down once on a working day, and on no other", async () => {
    await peopled(2);
    // Saturday; a holiday on a Tuesday.
    for (const day of ["2026-11-21", "2026-11-17"]) {
      expect(await queueWatch(on(day)), day).toEqual({ count: 0 });
    }
    expect(await queueWatch(on("2026-11-23"))).toEqual({ count: 1 });
    expect(await queueWatch(on("2026-11-23"))).toEqual({ count: 0 });
    // Yesterday's is still at work.
    expect(await queueWatch(on("2026-11-24"))).toEqual({ count: 0 });
    const [runId = 0] = await factsOf("registers.run_requested");
    await runBulkCheck(on("2026-11-24"), { runId });
    expect(await look(runId)).toMatchObject({ kind: "watch", state: "done", clearCount: 1 });
    // Every day anew, whatever the validity of other checks is.
    expect(await queueWatch(on("2026-11-25"))).toEqual({ count: 1 });
    const [, next = 0] = await factsOf("registers.run_requested");
    await runBulkCheck(on("2026-11-25"), { runId: next });
    expect(await look(next)).toMatchObject({ freshCount: 0, done: 2 });
    expect(askedFor()).toHaveLength(4);
  });

  it("is not put down where the settings say so", async () => {
    await saveInsolvencySettings(scene.admin, {
      ...{ checksOnChoice: true, watchesDaily: false, bulkEmail: null, notifiesBulk: false },
      bulkSenderId: null,
    });
    expect(await queueWatch(on("2026-11-23"))).toEqual({ count: 0 });
  });

  it("can have its list mailed only where there is an address", async () => {
    const settings = { checksOnChoice: true, watchesDaily: true, bulkSenderId: null };
    await expect(
      saveInsolvencySettings(scene.admin, { ...settings, bulkEmail: "", notifiesBulk: true }),
    ).rejects.toMatchObject({ code: "registers.bulk_email" });
    await saveInsolvencySettings(scene.admin, {
      ...{ ...settings, bulkEmail: "isir@agency.example", notifiesBulk: true },
    });
  });
});
