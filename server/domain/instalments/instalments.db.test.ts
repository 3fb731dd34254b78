import { describe, expect, it } from "vitest";
import { reversePayment } from "../claims";
import { inTransaction, reading } from "../context";
import { openDesk } from "../testing";
import { cancelPromise } from "./cancel-promise";
import { cancelSchedule } from "./cancel-schedule";
import { schedulesOfCase } from "./case-schedules";
import { createSchedule } from "./create-schedule";
import { listPromises } from "./list-promises";
import { countSchedules, listSchedules } from "./list-schedules";
import { listSettings } from "./list-settings";
import { makePromise } from "./make-promise";
import { refreshAgreements } from "./refresh-agreements";
import { removeSettings, saveSettings } from "./save-settings";
import {
  cacheOf,
  facts,
  key,
  makeDebtCase,
  makeThree,
  onDay,
  openDebt,
  pay,
  systemCodes,
  threeMonths,
} from "./testing/open-debt";
import { watchAgreements } from "./watch-agreements";

const desk = await openDesk();

const statesOf = async (ctx: Parameters<typeof schedulesOfCase>[0], caseId: number) => {
  const { schedules } = await schedulesOfCase(ctx, { caseId });
  return schedules.map(({ instalments }) => instalments.map(({ state }) => state).join(" "));
};

describe("a schedule", () => {
  it("is written with its rows, an event, an audit row and a fact; sent twice it is one", async () => {
    const { ctx, caseId, claimId } = await openDebt(desk);
    const input = threeMonths(caseId, { claimId, variableSymbol: "88", rhythm: "monthly" });
    const { scheduleId } = await createSchedule(ctx, input);
    expect(await createSchedule(ctx, input)).toEqual({ scheduleId, isRepeated: true });
    await expect(
      createSchedule(ctx, { ...threeMonths(caseId), idempotencyKey: input.idempotencyKey }),
    ).resolves.toMatchObject({ isRepeated: true });
    const { schedules } = await schedulesOfCase(ctx, { caseId });
    expect(schedules).toHaveLength(1);
    expect(schedules[0]).toMatchObject({
      ...{ id: scheduleId, totalMinor: 300_000, graceDays: 3, state: "overdue", claimId },
    });
    expect(await systemCodes(ctx, caseId)).toEqual(["schedule.created"]);
    expect(await facts(ctx, "schedule.%")).toEqual([
      { name: "schedule.created", payload: { scheduleId, caseId } },
    ]);
    const audits = await reading(ctx, ({ sql }) =>
      sql`select action from audit_entries where action like 'instalments.%'`.then((r) => [...r]),
    );
    expect(audits).toEqual([{ action: "instalments.create-schedule" }]);
  });

  it("must add up, rise in days, and stand on a claim of the case in its currency", async () => {
    const { ctx, caseId, claimId } = await openDebt(desk);
    const other = await openDebt(desk);
    const refused = (more: object) =>
      expect(createSchedule(ctx, threeMonths(caseId, more))).rejects;
    await refused({ totalMinor: 299_999 }).toThrow("instalments.sum_differs");
    await refused({ rows: threeMonths(caseId).rows.toReversed() }).toThrow(
      "instalments.days_order",
    );
    await refused({ claimId: other.claimId }).toMatchObject({ code: "claims.not_found" });
    await refused({ claimId, currency: "EUR" }).toMatchObject({
      code: "instalments.currency_mismatch",
    });
    await refused({ caseId: other.caseId }).toMatchObject({ code: "cases.not_found" });
    const reader = await other.tenant.operator("readOnly");
    await expect(createSchedule(reader, threeMonths(other.caseId))).rejects.toMatchObject({
      code: "access.forbidden",
    });
  });

  it("shows each instalment green, amber or red, and which payment paid it when", async () => {
    const { ctx, caseId } = await openDebt(desk);
    await makeThree(ctx, caseId, {
      rows: ["2026-10-01", "2026-11-20", "2026-11-25", "2027-03-01"].map((dueOn) => {
        return { dueOn, amountMinor: 75_000 };
      }),
    });
    expect(await statesOf(ctx, caseId)).toEqual(["overdue late soon planned"]);
    const first = await pay(ctx, caseId, { amountMinor: 50_000, valueOn: "2026-10-05" });
    const second = await pay(ctx, caseId, { amountMinor: 60_000, valueOn: "2026-11-10" });
    expect(await statesOf(ctx, caseId)).toEqual(["paid late soon planned"]);
    const { schedules } = await schedulesOfCase(ctx, { caseId });
    expect(schedules[0]?.instalments.map(({ parts }) => parts)).toEqual([
      [
        { paymentId: first, valueOn: "2026-10-05", amountMinor: 50_000 },
        { paymentId: second, valueOn: "2026-11-10", amountMinor: 25_000 },
      ],
      [{ paymentId: second, valueOn: "2026-11-10", amountMinor: 35_000 }],
      [],
      [],
    ]);
  });

  it("replaced on the day of a payment keeps what was booked before; the new one gets what comes", async () => {
    const { ctx, caseId } = await openDebt(desk);
    const first = await makeThree(ctx, caseId, { startsOn: "2026-09-01" });
    await pay(ctx, caseId, { amountMinor: 150_000, valueOn: ctx.today });
    const later = (minutes: number) => {
      return { ...ctx, now: new Date(ctx.now.getTime() + minutes * 60_000) };
    };
    const rows = [{ dueOn: "2026-12-01", amountMinor: 150_000 }];
    const rest = { totalMinor: 150_000, startsOn: undefined, rows };
    const second = await makeThree(later(1), caseId, { ...rest, replacesId: first });
    const third = await makeThree(later(3), caseId, { ...rest, replacesId: second });
    const paid = async () => {
      const { schedules } = await schedulesOfCase(ctx, { caseId });
      const minorOf = new Map(schedules.map(({ id, paidMinor }) => [id, paidMinor]));
      const caches = await Promise.all([first, second, third].map((id) => cacheOf(ctx, id)));
      const known = [first, second, third].map((id) => minorOf.get(id));
      expect(caches.map((cache) => cache?.paidMinor)).toEqual(known);
      return known;
    };
    expect(await paid()).toEqual([150_000, 0, 0]);
    // Entered after the others, by a clock between the two replacements.
    await pay(later(2), caseId, { amountMinor: 20_000, valueOn: ctx.today });
    await pay(later(4), caseId, { amountMinor: 30_000, valueOn: ctx.today });
    await refreshAgreements(ctx, { caseIds: [caseId] });
    expect(await paid()).toEqual([150_000, 20_000, 30_000]);
  });

  it("forgets a reversed payment, and a bounced one from its day on", async () => {
    const { ctx, caseId } = await openDebt(desk);
    await makeThree(ctx, caseId);
    const wrong = await pay(ctx, caseId, { amountMinor: 100_000, valueOn: "2026-09-01" });
    const bounced = await pay(ctx, caseId, { amountMinor: 200_000, valueOn: "2026-10-01" });
    expect(await statesOf(ctx, caseId)).toEqual(["paid paid paid"]);
    await reversePayment(ctx, { paymentId: wrong, kind: "correction", reason: "omyl" });
    expect(await statesOf(ctx, caseId)).toEqual(["paid paid overdue"]);
    await reversePayment(ctx, {
      ...{ paymentId: bounced, kind: "bounce", valueOn: "2026-11-22", reason: "vráceno" },
    });
    expect(await statesOf(ctx, caseId)).toEqual(["overdue overdue overdue"]);
  });

  it("is cancelled with a reason, or replaced; what was paid on it stays its own", async () => {
    const { ctx, caseId } = await openDebt(desk);
    const first = await makeThree(ctx, caseId);
    await pay(ctx, caseId, { amountMinor: 100_000, valueOn: "2026-09-01" });
    const second = await makeThree(ctx, caseId, { replacesId: first, startsOn: "2026-11-01" });
    await pay(ctx, caseId, { amountMinor: 100_000, valueOn: "2026-11-02" });
    const { schedules } = await schedulesOfCase(ctx, { caseId });
    expect(
      schedules.map(({ id, state, paidMinor, endKind }) => [id, state, paidMinor, endKind]),
    ).toEqual([
      [second, "overdue", 100_000, null],
      [first, "ended", 100_000, "replaced"],
    ]);
    const again = threeMonths(caseId, { replacesId: first });
    await expect(createSchedule(ctx, again)).rejects.toMatchObject({ code: "instalments.ended" });
    await cancelSchedule(ctx, { scheduleId: second, reason: "dohoda zanikla" });
    await expect(cancelSchedule(ctx, { scheduleId: second, reason: "x" })).rejects.toMatchObject({
      code: "instalments.ended",
    });
    expect(await systemCodes(ctx, caseId)).toEqual([
      ...["schedule.created", "schedule.ended", "schedule.created", "schedule.ended"],
    ]);
    await expect(
      inTransaction(ctx, (_, { sql }) =>
        sql`update instalments set amount_minor = 1`.then(() => 0),
      ),
    ).rejects.toThrow();
  });

  it("of several on a case takes what is meant for it", async () => {
    const { ctx, caseId, claimId } = await openDebt(desk);
    const whole = await makeThree(ctx, caseId);
    const ofClaim = await makeThree(ctx, caseId, { claimId });
    const ofSymbol = await makeThree(ctx, caseId, { variableSymbol: "99" });
    await pay(ctx, caseId, { amountMinor: 100, valueOn: "2026-09-01", claimId });
    await pay(ctx, caseId, {
      amountMinor: 20,
      valueOn: "2026-09-01",
      variableSymbol: "77",
    } as never);
    await pay(ctx, caseId, {
      amountMinor: 3,
      valueOn: "2026-09-01",
      variableSymbol: "099",
    } as never);
    await pay(ctx, caseId, { amountMinor: 4_000, valueOn: "2026-09-01" });
    const { schedules } = await schedulesOfCase(ctx, { caseId });
    const paid = new Map(schedules.map(({ id, paidMinor }) => [id, paidMinor]));
    expect([paid.get(whole), paid.get(ofClaim), paid.get(ofSymbol)]).toEqual([4_000, 120, 3]);
  });
});

describe("the list of schedules", () => {
  it("is told by facts what was paid, and then says what the payments say", async () => {
    const { tenant, ctx, caseId } = await openDebt(desk);
    const scheduleId = await makeThree(ctx, caseId);
    await pay(ctx, caseId, { amountMinor: 150_000, valueOn: "2026-10-01" });
    expect(await cacheOf(ctx, scheduleId)).toMatchObject({ paidMinor: 0 });
    await refreshAgreements(tenant.system(), { caseIds: [caseId] });
    expect(await cacheOf(ctx, scheduleId)).toEqual({
      ...{ paidCount: 1, paidMinor: 150_000, nextDueOn: "2026-10-01", nextOpenMinor: 50_000 },
    });
  });

  it("comes overdue first, by pages, narrowed by state as the case page says it", async () => {
    const { ctx, caseId } = await openDebt(desk);
    const rows = (dueOn: string) => ({ rows: [{ dueOn, amountMinor: 300_000 }] });
    const soon = await makeThree(ctx, caseId, rows("2026-11-30"));
    const overdue = await makeThree(ctx, caseId, rows("2026-10-01"));
    const late = await makeThree(ctx, caseId, rows("2026-11-20"));
    const gone = await makeThree(ctx, caseId, rows("2026-10-05"));
    await cancelSchedule(ctx, { scheduleId: gone, reason: "x" });
    const paid = await makeThree(ctx, await makeDebtCase(ctx), rows("2026-10-01"));
    const paidCase =
      (await listSchedules(ctx, {})).items.find(({ id }) => id === paid)?.caseId ?? 0;
    await pay(ctx, paidCase, { amountMinor: 300_000, valueOn: "2026-10-01" });
    await refreshAgreements(ctx, { caseIds: [paidCase] });
    const first = await listSchedules(ctx, { limit: 3 });
    const second = await listSchedules(ctx, { limit: 3, cursor: first.nextCursor });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(ids).toEqual([overdue, gone, late, soon, paid]);
    const of = async (state: "overdue" | "running" | "paid" | "ended") => {
      const { items } = await listSchedules(ctx, { filter: { state } });
      expect(items.every((item) => item.state === state)).toBe(true);
      expect((await countSchedules(ctx, { filter: { state } })).count).toBe(items.length);
      return items.map(({ id }) => id);
    };
    expect(await of("overdue")).toEqual([overdue]);
    expect(await of("running")).toEqual([late, soon]);
    expect(await of("paid")).toEqual([paid]);
    expect(await of("ended")).toEqual([gone]);
  });
});

describe("the watch", () => {
  it("finds a missed instalment once: fact, line, task for the owner, audit", async () => {
    const { tenant, ctx, caseId } = await openDebt(desk);
    const scheduleId = await makeThree(ctx, caseId);
    await pay(ctx, caseId, { amountMinor: 250_000, valueOn: "2026-11-01" });
    const early = onDay(tenant.system(), "2026-11-04");
    expect(await watchAgreements(early)).toEqual({ count: 1 });
    expect(await facts(ctx, "schedule.broken")).toEqual([]);
    const system = onDay(tenant.system(), "2026-11-05");
    expect(await watchAgreements(system)).toEqual({ count: 1 });
    expect(await watchAgreements(system)).toEqual({ count: 0 });
    expect(await facts(ctx, "schedule.broken")).toMatchObject([
      { payload: { scheduleId, caseId } },
    ]);
    const tasks = await reading(ctx, ({ sql }) =>
      sql`select text, assignee_id as owner from case_events where kind = 'task'`.then((r) => [
        ...r,
      ]),
    );
    expect(tasks).toEqual([
      {
        text: expect.stringMatching(/^Nezaplacená splátka 3\/3: chybí 500,00\sKč, splatná 1\. 11/),
        owner: ctx.actor.operatorId,
      },
    ]);
    expect(await systemCodes(ctx, caseId)).toEqual(["schedule.created", "schedule.broken"]);
  });

  it("leaves closed and ended ones alone", async () => {
    const { tenant, ctx, caseId } = await openDebt(desk);
    const closed = await makeDebtCase(ctx);
    await makeThree(ctx, closed);
    await inTransaction(ctx, (_, { sql }) =>
      sql`update cases set closed_at = now() where id = ${closed}`.then(() => 0),
    );
    const scheduleId = await makeThree(ctx, caseId);
    await cancelSchedule(ctx, { scheduleId, reason: "x" });
    expect(await watchAgreements(tenant.system())).toEqual({ count: 0 });
  });

  it("heals when the payment is found later, and says so", async () => {
    const { tenant, ctx, caseId } = await openDebt(desk);
    const system = tenant.system();
    await makeThree(ctx, caseId);
    await watchAgreements(system);
    expect(await facts(ctx, "schedule.broken")).toHaveLength(3);
    await pay(ctx, caseId, { amountMinor: 300_000, valueOn: "2026-09-01" });
    await refreshAgreements(system, { caseIds: [caseId] });
    await refreshAgreements(system, { caseIds: [caseId] });
    expect(await facts(ctx, "schedule.healed")).toHaveLength(3);
    expect(
      (await systemCodes(ctx, caseId)).filter((code) => code === "schedule.healed"),
    ).toHaveLength(3);
    expect(await watchAgreements(system)).toEqual({ count: 0 });
  });

  it("moves the case as its schedule or group has it, through the engine", async () => {
    const { tenant, ctx, caseId } = await openDebt(desk);
    await makeThree(ctx, caseId, { brokenTransition: "break-instalments" });
    await watchAgreements(tenant.system());
    const stateOf = (id: number) =>
      reading(
        ctx,
        async ({ sql }) => (await sql`select state from cases where id = ${id}`)[0]?.state,
      );
    expect(await stateOf(caseId)).toBe("amicable");
    expect(await systemCodes(ctx, caseId)).toContain("case.moved");
    // Of another state the engine refuses, and that stands on the case.
    const other = await makeDebtCase(ctx, { state: "court" });
    const admin = await tenant.operator("administrator");
    await saveSettings(admin, {
      groupId: null,
      graceDays: 5,
      brokenTransition: "break-instalments",
    });
    await makeThree(ctx, other);
    await watchAgreements(tenant.system());
    expect(await stateOf(other)).toBe("court");
    expect(await systemCodes(ctx, other)).toEqual([
      ...["schedule.created", "schedule.broken", "schedule.broken", "schedule.broken"],
      "schedule.move_refused",
    ]);
  });
});

describe("settings", () => {
  it("give a new schedule its days of grace: the group's, else the tenant's", async () => {
    const { tenant, ctx, caseId } = await openDebt(desk);
    const admin = await tenant.operator("administrator");
    expect(await listSettings(ctx)).toMatchObject([{ groupId: null, graceDays: 3 }]);
    await saveSettings(admin, { groupId: null, graceDays: 10 });
    await saveSettings(admin, { groupId: null, graceDays: 7 });
    const groupId = await inTransaction(admin, async (_, { sql }) => {
      const [row] = await sql`insert into case_groups (code) values ('G1') returning id`;
      await sql`update cases set group_id = ${row?.id} where id = ${caseId}`;
      return Number(row?.id);
    });
    const graceOf = async () => {
      const scheduleId = await makeThree(ctx, caseId);
      const { schedules } = await schedulesOfCase(ctx, { caseId });
      return schedules.find(({ id }) => id === scheduleId)?.graceDays;
    };
    expect(await graceOf()).toBe(7);
    await saveSettings(admin, { groupId, graceDays: 0 });
    expect(await graceOf()).toBe(0);
    expect(await listSettings(ctx)).toMatchObject([{ graceDays: 7 }, { groupCode: "G1" }]);
    await removeSettings(admin, { groupId });
    expect(await graceOf()).toBe(7);
    await expect(saveSettings(ctx, { groupId: null, graceDays: 1 })).rejects.toMatchObject({
      code: "access.forbidden",
    });
  });
});

describe("a promise to pay", () => {
  const promise = (caseId: number, more: object = {}) => ({
    ...{ caseId, amountMinor: 50_000, currency: "CZK" as const, dueOn: "2026-11-25" },
    idempotencyKey: key(),
    ...more,
  });
  const stateOf = async (ctx: Parameters<typeof schedulesOfCase>[0], caseId: number) =>
    (await schedulesOfCase(ctx, { caseId })).promises.map(({ state }) => state);

  it("is kept by money from its day on, in parts too; earlier money does not count", async () => {
    const { tenant, ctx, caseId } = await openDebt(desk);
    await pay(ctx, caseId, { amountMinor: 100_000, valueOn: "2026-11-21" });
    await makePromise(ctx, promise(caseId));
    await pay(ctx, caseId, { amountMinor: 20_000, valueOn: "2026-11-22" });
    expect(await stateOf(ctx, caseId)).toEqual(["open"]);
    await pay(ctx, caseId, { amountMinor: 30_000, valueOn: "2026-11-22" });
    await refreshAgreements(tenant.system(), { caseIds: [caseId] });
    expect(await stateOf(ctx, caseId)).toEqual(["kept"]);
    expect(await facts(ctx, "promise.%")).toMatchObject([{ name: "promise.kept" }]);
    expect(await systemCodes(ctx, caseId)).toEqual(["promise.made", "promise.kept"]);
  });

  it("is broken after its day and grace, once; a payment found later keeps it after all", async () => {
    const { tenant, ctx, caseId } = await openDebt(desk);
    await makePromise(ctx, promise(caseId));
    const inGrace = onDay(tenant.system(), "2026-11-28");
    expect(await watchAgreements(inGrace)).toEqual({ count: 0 });
    const after = onDay(tenant.system(), "2026-11-29");
    expect(await watchAgreements(after)).toEqual({ count: 1 });
    expect(await watchAgreements(after)).toEqual({ count: 0 });
    const later = onDay(ctx, "2026-12-01");
    await pay(later, caseId, { amountMinor: 50_000, valueOn: "2026-11-29" });
    await refreshAgreements(after, { caseIds: [caseId] });
    expect(await stateOf(later, caseId)).toEqual(["broken"]);
    await pay(later, caseId, { amountMinor: 50_000, valueOn: "2026-11-28" });
    await refreshAgreements(after, { caseIds: [caseId] });
    expect(await stateOf(later, caseId)).toEqual(["kept"]);
    expect((await facts(ctx, "promise.%")).map(({ name }) => name)).toEqual([
      ...["promise.broken", "promise.kept"],
    ]);
  });

  it("cannot be in the past, is sent once, and is cancelled with a reason", async () => {
    const { ctx, caseId } = await openDebt(desk);
    await expect(makePromise(ctx, promise(caseId, { dueOn: "2026-11-21" }))).rejects.toMatchObject({
      code: "instalments.promise_in_past",
    });
    const input = promise(caseId, { dueOn: "2026-11-22" });
    const { promiseId } = await makePromise(ctx, input);
    expect(await makePromise(ctx, input)).toEqual({ promiseId });
    const today = { dueFrom: "2026-11-22", dueTo: "2026-11-22", state: "open" } as const;
    const { items } = await listPromises(ctx, { filter: today });
    expect(items).toMatchObject([{ id: promiseId, caseId, amountMinor: 50_000 }]);
    await cancelPromise(ctx, { promiseId, reason: "omyl" });
    await expect(cancelPromise(ctx, { promiseId, reason: "omyl" })).rejects.toMatchObject({
      code: "instalments.promise_settled",
    });
    expect(await stateOf(ctx, caseId)).toEqual(["cancelled"]);
  });
});
