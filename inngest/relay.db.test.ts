import { expect, it } from "vitest";
import {
  cancelRun,
  listFailures,
  listRunFunctions,
  listRuns,
  retryFailure,
} from "@/server/domain/clock";
import {
  type Context,
  inTransaction,
  makeToday,
  reading,
  type SystemActor,
} from "@/server/domain/context";
import { writeFact } from "@/server/domain/events";
import { openDesk } from "@/server/domain/testing";
import { DomainError } from "@/server/kernel/errors";
import { openEmbedded } from "./embedded";
import { factsFor, functionsOf } from "./functions";
import { relayTenant, startRelay } from "./relay";
import type { Subscribers } from "./subscribers";
import { type CarryParts, carryTenant } from "./testing/carry";

const desk = await openDesk();

const log = { info: () => undefined, error: () => undefined };

function parts(subscribers: Subscribers, more: Partial<CarryParts> = {}): CarryParts {
  return {
    db: desk.db,
    log,
    subscribers,
    makeContext: (actor: SystemActor): Context<SystemActor> => ({
      db: desk.db,
      keys: desk.keys,
      log,
      actor,
      now: desk.now,
      today: makeToday(desk.now),
    }),
    ...more,
  };
}

async function tenantWithFacts(count: number) {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor");
  await inTransaction(ctx, async (inner) => {
    for (let partyId = 1; partyId <= count; partyId += 1) {
      await writeFact(inner, { name: "party.created", payload: { partyId } });
    }
  });
  const rows = () =>
    reading(ctx, (tx) =>
      tx.sql`select relayed_at is not null as gone, attempts, last_error
      from outbox_facts order by id`.then((all) => [...all]),
    );
  const runs = () =>
    reading(ctx, (tx) =>
      tx.sql`select function_id, state, attempts, error from clock_runs order by id`.then((all) => [
        ...all,
      ]),
    );
  // Lets a test come back to a fact without waiting for its next try.
  const makeDue = () =>
    inTransaction(ctx, (_, tx) =>
      tx.sql`update outbox_facts set next_attempt_at = '2000-01-01'`.then(() => null),
    );
  return { id: tenant.id, ctx, rows, runs, makeDue };
}

it("delivers every fact once, in order, though two relays run at once", async () => {
  const tenant = await tenantWithFacts(50);
  const seen: number[] = [];
  const subscribers: Subscribers = {
    "party.created": async (_, { partyId }) => {
      seen.push(partyId);
    },
  };
  await Promise.all([
    carryTenant(parts(subscribers), tenant.id),
    carryTenant(parts(subscribers), tenant.id),
  ]);
  await carryTenant(parts(subscribers), tenant.id);
  expect(seen).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
});

it("lets a fact nobody waits for go", async () => {
  const tenant = await tenantWithFacts(1);
  await carryTenant(parts({}), tenant.id);
  expect(await tenant.rows()).toEqual([{ gone: true, attempts: 0, last_error: null }]);
  expect(await tenant.runs()).toEqual([]);
});

it("tries again after a fault, and not after a refusal", async () => {
  const tenant = await tenantWithFacts(1);
  let tries = 0;
  let aheadMs = 0;
  const flaky: Subscribers = {
    "party.created": async () => {
      tries += 1;
      if (tries === 1) throw new TypeError("Jan Novák has no line");
    },
  };
  const carry = () => carryTenant(parts(flaky, { aheadMs: () => aheadMs }), tenant.id);
  await carry();
  await carry();
  expect(tries).toBe(1);
  const [waiting] = (await listRuns(tenant.ctx)).items;
  expect(waiting).toMatchObject({ functionId: "party-created", state: "retrying", attempts: 1 });
  aheadMs = 60_000;
  await carry();
  expect(tries).toBe(2);
  const [done] = await tenant.runs();
  expect(done).toMatchObject({ state: "done", attempts: 2, error: null });
  expect(await listFailures(tenant.ctx)).toEqual({ items: [], isMore: false });

  const other = await tenantWithFacts(1);
  let refusals = 0;
  const refusing: Subscribers = {
    "party.created": async () => {
      refusals += 1;
      throw new DomainError("precondition", "imports.not_checked");
    },
  };
  await carryTenant(parts(refusing), other.id);
  expect(refusals).toBe(1);
  const { items } = await listFailures(other.ctx);
  expect(items).toMatchObject([
    { functionId: "party-created", eventName: "party.created", error: "imports.not_checked" },
  ]);
});

it("tries again when whoever was asked outside said so", async () => {
  const tenant = await tenantWithFacts(1);
  let tries = 0;
  let aheadMs = 0;
  const busy: Subscribers = {
    "party.created": async () => {
      tries += 1;
      if (tries === 1) throw new DomainError("external", "feeds.busy", { retryAfterSeconds: 90 });
    },
  };
  const carry = () => carryTenant(parts(busy, { aheadMs: () => aheadMs }), tenant.id);
  await carry();
  aheadMs = 60_000;
  await carry();
  expect(tries).toBe(1);
  aheadMs = 120_000;
  await carry();
  expect(tries).toBe(2);
});

it("gives up in the end, shows why without a person's name, and lets it be tried anew once", async () => {
  const tenant = await tenantWithFacts(1);
  let isBroken = true;
  let aheadMs = 0;
  const seen: { partyId: number; attempt: number }[] = [];
  const broken: Subscribers = {
    "party.created": {
      one: async (_, { partyId }, { attempt }) => {
        seen.push({ partyId, attempt });
        if (isBroken) throw new RangeError("Jan Novák");
      },
      other: async () => undefined,
    },
  };
  const carry = () => carryTenant(parts(broken, { aheadMs: () => aheadMs }), tenant.id);
  for (let round = 0; round < 12; round += 1) {
    await carry();
    aheadMs += 3_600_000;
  }
  expect(seen.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  const [failure] = (await listFailures(tenant.ctx)).items;
  expect(failure).toMatchObject({ functionId: "one", error: "RangeError", attempts: 8 });
  const stored = await desk.owner.unsafe(`
    select set_config('app.tenant_id', '${tenant.id}', false);
    select count(*)::int as n from clock_runs r left join clock_steps s on s.run_id = r.id
     where (r::text || coalesce(s::text, '')) like '%Novák%'`);
  expect(stored.at(-1)).toEqual([{ n: 0 }]);

  isBroken = false;
  const failureId = failure?.id ?? 0;
  await retryFailure(tenant.ctx, { failureId });
  await expect(retryFailure(tenant.ctx, { failureId })).rejects.toMatchObject({
    code: "clock.already_retried",
  });
  await carry();
  expect(seen.at(-1)).toEqual({ partyId: 1, attempt: 1 });
  expect(seen).toHaveLength(9);
  expect((await listFailures(tenant.ctx)).items).toEqual([]);
});

it("cancels what waits, and refuses those who do not lead and other tenants", async () => {
  const tenant = await tenantWithFacts(1);
  let tries = 0;
  const flaky: Subscribers = {
    "party.created": async () => {
      tries += 1;
      throw new Error("no line");
    },
  };
  await carryTenant(parts(flaky), tenant.id);
  const [run] = (await listRuns(tenant.ctx, { functionId: "party-created" })).items;
  const runId = run?.id ?? 0;
  expect(await listRunFunctions(tenant.ctx)).toEqual(["party-created"]);
  const stranger = await (await desk.tenant()).operator("supervisor");
  await expect(cancelRun(stranger, { runId })).rejects.toMatchObject({
    code: "clock.run_not_found",
  });
  expect((await listRuns(stranger)).items).toEqual([]);
  const { id } = tenant;
  const operator = { ...tenant.ctx, actor: { ...tenant.ctx.actor, role: "operator" as const } };
  await expect(cancelRun(operator, { runId })).rejects.toMatchObject({ code: "access.forbidden" });
  await cancelRun(tenant.ctx, { runId });
  await carryTenant(parts(flaky, { aheadMs: () => 3_600_000 }), id);
  expect(tries).toBe(1);
  expect((await listRuns(tenant.ctx)).items).toEqual([]);
});

it("offers again what nobody took, and acts once on what was offered twice", async () => {
  const tenant = await tenantWithFacts(2);
  const relay = { db: desk.db, log, names: ["party.created" as const] };
  const away = () => Promise.reject(new TypeError("no server"));
  expect(await relayTenant({ ...relay, send: away }, tenant.id)).toBe(0);
  expect(await tenant.rows()).toEqual([
    { gone: false, attempts: 1, last_error: "TypeError" },
    { gone: false, attempts: 1, last_error: "TypeError" },
  ]);
  await tenant.makeDue();
  const seen: number[] = [];
  const subscribers: Subscribers = {
    "party.created": async (_, { partyId }) => {
      seen.push(partyId);
    },
  };
  expect(await carryTenant(parts(subscribers), tenant.id)).toBe(2);
  // As after a process that died between handing over and noting it.
  await inTransaction(tenant.ctx, (_, { sql }) =>
    sql`update outbox_facts set relayed_at = null, next_attempt_at = '2000-01-01'`.then(() => null),
  );
  expect(await carryTenant(parts(subscribers), tenant.id)).toBe(2);
  expect(seen).toEqual([1, 2]);
});

it("takes over what a dead process had claimed, once its lease is over", async () => {
  const tenant = await tenantWithFacts(1);
  let isDead = true;
  let tries = 0;
  let aheadMs = 0;
  const dying: Subscribers = {
    "party.created": () => {
      tries += 1;
      return isDead ? new Promise<void>(() => undefined) : Promise.resolve();
    },
  };
  const carry = () => carryTenant(parts(dying, { aheadMs: () => aheadMs }), tenant.id);
  void carry();
  await expect.poll(() => tries).toBe(1);
  await carry();
  expect(tries).toBe(1);
  isDead = false;
  aheadMs = 61_000;
  await carry();
  expect(tries).toBe(2);
  expect(await tenant.runs()).toMatchObject([{ state: "done" }]);
});

it("wakes at the commit that wrote a fact, and acts on it within a moment", async () => {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator();
  let hear: (partyId: number) => void = () => undefined;
  const subscribers: Subscribers = { "party.created": async (_, { partyId }) => hear(partyId) };
  const clock = parts(subscribers);
  const executor = await openEmbedded(clock, functionsOf(clock, { subscribers, sweeps: {} }));
  const stopExecutor = await executor.start();
  const names = factsFor(subscribers);
  const stop = await startRelay({ db: desk.db, log, names, send: executor.send });
  const write = async (partyId: number) => {
    const heard = new Promise<number>((resolve) => {
      hear = resolve;
    });
    const from = performance.now();
    await inTransaction(ctx, (inner) =>
      writeFact(inner, { name: "party.created", payload: { partyId } }),
    );
    expect(await heard).toBe(partyId);
    return performance.now() - from;
  };
  const took: number[] = [];
  for (let partyId = 1; partyId <= 20; partyId += 1) took.push(await write(partyId));
  // The median, and room: what else the machine does must not decide. Alone it takes some 40 ms.
  expect(took.toSorted((a, b) => a - b)[10]).toBeLessThan(250);
  await stop();
  await stopExecutor();
});
