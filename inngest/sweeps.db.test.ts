import { describe, expect, it } from "vitest";
import { getCase, openCase, saveTag, tagCases } from "@/server/domain/cases";
import { listSweeps, minutes, runSweepNow } from "@/server/domain/clock";
import {
  type Context,
  inTransaction,
  makeToday,
  type OperatorContext,
  type SystemActor,
} from "@/server/domain/context";
import { openDesk } from "@/server/domain/testing";
import { openEmbedded } from "./embedded";
import { factsFor, functionsOf } from "./functions";
import { relayTenant } from "./relay";
import { type Sweep, sweepDue } from "./sweeps";

const desk = await openDesk();
const log = { info: () => undefined, error: () => undefined };
const partsAt = (now: Date) => ({
  db: desk.db,
  log,
  makeContext: (actor: SystemActor): Context<SystemActor> => ({
    ...{ db: desk.db, keys: desk.keys, log, actor, now },
    today: makeToday(now),
  }),
});
const later = (seconds: number) => new Date(desk.now.getTime() + seconds * 1000);

it("takes tags off in every tenant once their last day is over", async () => {
  const cases: { ctx: OperatorContext; caseId: number }[] = [];
  for (const tenant of [await desk.tenant(), await desk.tenant()]) {
    const ctx = await tenant.operator();
    const partyId = await inTransaction(ctx, (_, { sql }) =>
      sql<{ id: number }[]>`
        insert into parties (kind, full_name, name_key) values ('natural_person', 'Jan', 'jan')
        returning id`.then(([row]) => row?.id ?? 0),
    );
    const parties = [{ partyId, role: "debtor" }];
    const { caseId } = await openCase(ctx, { category: "collection", parties });
    const { tagId } = await saveTag(ctx, { code: "klid", name: "Klid" });
    await tagCases(ctx, { caseIds: [caseId], tagId, endsOn: ctx.today });
    cases.push({ ctx, caseId });
  }
  const at = (now: Date) => sweepDue(partsAt(now));
  const tagsOf = async () =>
    Promise.all(cases.map(async ({ ctx, caseId }) => (await getCase(ctx, { caseId })).tags.length));
  await at(desk.now);
  expect(await tagsOf()).toEqual([1, 1]);
  await at(new Date(desk.now.getTime() + 24 * 60 * 60 * 1000));
  expect(await tagsOf()).toEqual([0, 0]);
});

describe("the clock", () => {
  /** A sweep of one tenant that notes when it ran. */
  function noted(tenantId: number, everyMs = minutes(1)) {
    const runs: string[] = [];
    let fail = false;
    const sweep: Sweep = {
      everyMs,
      run: async ({ actor, now }) => {
        if (actor.tenantId !== tenantId) return { count: 0 };
        runs.push(now.toISOString().slice(11, 19));
        if (fail) throw new TypeError("of a kind");
        return { count: 0 };
      },
    };
    const failNow = (value: boolean) => {
      fail = value;
    };
    return { runs, sweep, failNow };
  }

  it("runs a minute's sweep every minute and no oftener, however often it looks", async () => {
    const { id } = await desk.tenant();
    const { runs, sweep } = noted(id);
    for (const seconds of [0, 5, 59, 60, 65, 119, 125, 184, 185]) {
      await sweepDue(partsAt(later(seconds)), { minute: sweep });
    }
    expect(runs).toEqual(["09:00:00", "09:01:00", "09:02:05", "09:03:04"]);
  });

  it("lets one of several processes run it", async () => {
    const { id } = await desk.tenant();
    const { runs, sweep } = noted(id);
    const parts = partsAt(later(0));
    await Promise.all(Array.from({ length: 4 }, () => sweepDue(parts, { once: sweep })));
    expect(runs).toHaveLength(1);
  });

  it("takes over from one that was killed when its lease is over, and hears it no more", async () => {
    const { id } = await desk.tenant();
    const { runs, sweep } = noted(id);
    let end: () => void = () => undefined;
    const hung = new Promise<void>((resolve) => {
      end = resolve;
    });
    let isInside: () => void = () => undefined;
    const inside = new Promise<void>((resolve) => {
      isInside = resolve;
    });
    const dying: Sweep = {
      everyMs: minutes(1),
      run: async ({ actor }) => {
        if (actor.tenantId === id) {
          isInside();
          await hung;
        }
        return { count: 0 };
      },
    };
    const dead = sweepDue(partsAt(later(0)), { mortal: dying });
    await inside;
    await sweepDue(partsAt(later(120)), { mortal: sweep });
    expect(runs).toEqual([]);
    await sweepDue(partsAt(later(301)), { mortal: sweep });
    expect(runs).toEqual(["09:05:01"]);
    end();
    await dead;
    await sweepDue(partsAt(later(330)), { mortal: sweep });
    expect(runs).toHaveLength(1);
  });

  it("serves every tenant in its time while one of them is held up by a slow outside", async () => {
    const [slow, other] = [await desk.tenant(), await desk.tenant()];
    let now = later(0);
    let letGo: () => void = () => undefined;
    const hung = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const runs: string[] = [];
    const sweep: Sweep = {
      ...{ everyMs: minutes(1), tenantsAtOnce: 2 },
      run: async (ctx) => {
        const { tenantId } = ctx.actor;
        if (tenantId === slow.id) await hung;
        if (tenantId === other.id) runs.push(ctx.now.toISOString().slice(11, 19));
        return { count: 0 };
      },
    };
    const parts = {
      ...partsAt(now),
      makeContext: (actor: SystemActor) => partsAt(now).makeContext(actor),
      // The schedules go by the database's clock, the jobs by that of their context.
      aheadMs: () => now.getTime() - desk.now.getTime(),
      leaseMs: 3_600_000,
    };
    const functions = functionsOf(parts, { subscribers: {}, sweeps: { asked: sweep } });
    const executor = await openEmbedded(parts, functions);
    const stop = await executor.start();
    for (const seconds of [0, 60, 120]) {
      now = later(seconds);
      await desk.owner`select pg_notify('clock', '')`;
      await expect.poll(() => runs.length, { timeout: 8_000 }).toBe(1 + seconds / 60);
    }
    letGo();
    await stop();
    expect(runs).toEqual(["09:00:00", "09:01:00", "09:02:00"]);
  });

  it("is done once however often a tenant is told, and at once when somebody asks", async () => {
    const tenant = await desk.tenant();
    const { runs, sweep } = noted(tenant.id, minutes(60));
    const parts = partsAt(later(0));
    const functions = functionsOf(parts, { subscribers: {}, sweeps: { told: sweep } });
    const executor = await openEmbedded(parts, functions);
    const due = (slot: number) => ({
      id: `sweep:told:${tenant.id}:${slot}`,
      name: "sweep.due",
      data: { tenantId: tenant.id, payload: { job: "told", slot } },
    });
    await executor.send([due(1), due(1), due(2)]);
    await executor.send([due(1)]);
    await executor.drain(tenant.id);
    // The third was for a slot of its own; by then the job is not due any more.
    expect(runs).toHaveLength(1);
    const supervisor = await tenant.operator("supervisor");
    await runSweepNow(supervisor, { job: "told" });
    const relay = { db: desk.db, log, names: factsFor({}), send: executor.send };
    expect(await relayTenant(relay, tenant.id)).toBe(1);
    await executor.drain(tenant.id);
    expect(runs).toHaveLength(2);
  });

  it("shows what failed and when, and runs now where somebody asks who may", async () => {
    const tenant = await desk.tenant();
    const { runs, sweep, failNow } = noted(tenant.id, minutes(60));
    failNow(true);
    await sweepDue(partsAt(later(0)), { hourly: sweep });
    const supervisor = await tenant.operator("supervisor");
    const [failed] = (await listSweeps(supervisor)).filter(({ job }) => job === "hourly");
    expect(failed).toMatchObject({ outcome: "failed", error: "TypeError", isRunning: false });
    failNow(false);
    await sweepDue(partsAt(later(10)), { hourly: sweep });
    expect(runs).toHaveLength(1);
    await runSweepNow(supervisor, { job: "hourly" });
    await sweepDue(partsAt(later(15)), { hourly: sweep });
    expect(runs).toHaveLength(2);
    await expect(runSweepNow(supervisor, { job: "none" })).rejects.toMatchObject({
      code: "clock.job_not_found",
    });
    await expect(listSweeps(await tenant.operator("operator"))).rejects.toMatchObject({
      code: "access.forbidden",
    });
  });
});
