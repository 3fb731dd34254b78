import { expect, it } from "vitest";
import { reading } from "../context";
import { openDesk } from "../testing";
import { cancelPromise } from "./cancel-promise";
import { cancelSchedule } from "./cancel-schedule";
import { createSchedule } from "./create-schedule";
import { makePromise } from "./make-promise";
import { refreshAgreements } from "./refresh-agreements";
import { facts, key, makeThree, openDebt, pay, threeMonths } from "./testing/open-debt";
import { watchAgreements } from "./watch-agreements";

const desk = await openDesk();

it("two watches at once tell of a missed instalment once", async () => {
  const { tenant, ctx, caseId } = await openDebt(desk);
  await makeThree(ctx, caseId);
  await Promise.all(Array.from({ length: 5 }, () => watchAgreements(tenant.system())));
  expect(await facts(ctx, "schedule.broken")).toHaveLength(3);
  const [tasks] = await reading(ctx, ({ sql }) =>
    sql<{ n: number }[]>`select count(*)::int as n from case_events where kind = 'task'`.then(
      (r) => [...r],
    ),
  );
  expect(tasks?.n).toBe(1);
});

it("a payment and the watch at once end in what the payments say", async () => {
  const { tenant, ctx, caseId } = await openDebt(desk);
  await makeThree(ctx, caseId);
  await Promise.all([
    watchAgreements(tenant.system()),
    pay(ctx, caseId, { amountMinor: 300_000, valueOn: "2026-09-01" }),
  ]);
  await refreshAgreements(tenant.system(), { caseIds: [caseId] });
  const broken = await facts(ctx, "schedule.broken");
  expect(await facts(ctx, "schedule.healed")).toHaveLength(broken.length);
});

it("a form sent twice at once is one schedule", async () => {
  const { ctx, caseId } = await openDebt(desk);
  const input = threeMonths(caseId);
  const results = await Promise.allSettled([
    createSchedule(ctx, input),
    createSchedule(ctx, input),
  ]);
  const [row] = await reading(ctx, ({ sql }) =>
    sql<{ n: number }[]>`select count(*)::int as n from instalment_schedules`.then((r) => [...r]),
  );
  expect(row?.n).toBe(1);
  expect(results.some(({ status }) => status === "fulfilled")).toBe(true);
});

it("cancelling and replacing beside the relay and the watch lock nobody out", async () => {
  const { tenant, ctx, caseId } = await openDebt(desk);
  const system = tenant.system();
  for (let round = 0; round < 10; round += 1) {
    const ids: number[] = [];
    for (let each = 0; each < 5; each += 1) ids.push(await makeThree(ctx, caseId));
    const promised = { caseId, amountMinor: 5, currency: "CZK" as const, dueOn: ctx.today };
    const promise = { ...promised, channel: "call" as const, idempotencyKey: key() };
    const { promiseId } = await makePromise(ctx, promise);
    const [, replacesId, ...cancelled] = ids;
    const relay = () => refreshAgreements(system, { caseIds: [caseId] });
    const results = await Promise.allSettled([
      ...cancelled.reverse().flatMap((scheduleId) => {
        return [cancelSchedule(ctx, { scheduleId, reason: "zánik" }), relay()];
      }),
      cancelPromise(ctx, { promiseId, reason: "omyl" }),
      createSchedule(ctx, threeMonths(caseId, { replacesId })),
      watchAgreements(system),
    ]);
    const faults = results.flatMap((result) => (result.status === "rejected" ? result.reason : []));
    expect(faults).toEqual([]);
  }
});
