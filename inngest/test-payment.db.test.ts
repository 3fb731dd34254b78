import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { listPayments } from "@/server/domain/claims";
import { type Context, makeToday, reading, type SystemActor } from "@/server/domain/context";
import { enterTestPayment, myCase, testPaymentOffer } from "@/server/domain/portal";
import { portalScene } from "@/server/domain/portal/testing/portal-scene";
import { registered } from "@/server/domain/portal/testing/registered";
import { openDesk } from "@/server/domain/testing";
import { SWEEPS, sweepDue } from "./sweeps";

const desk = await openDesk();
const log = { info: () => undefined, error: () => undefined };
const NAME = "accounting-take-over";
const later = (seconds: number) => new Date(desk.now.getTime() + seconds * 1000);
const takeOver = SWEEPS[NAME];
if (!takeOver) throw new Error("the clock has no such job");
/** The clock's own job and no other, at a moment. */
const tick = (now: Date) =>
  sweepDue(
    {
      ...{ db: desk.db, log },
      makeContext: (actor: SystemActor): Context<SystemActor> => ({
        ...{ db: desk.db, keys: desk.keys, log, actor, now, today: makeToday(now) },
      }),
    },
    { [NAME]: takeOver },
  );

it("a client's test payment is on both sides within a minute of the clock, once, in a demo alone", async () => {
  const scene = await portalScene(desk);
  const { first, second, admin } = scene;
  const { refNo, claimId, partyId } = first;
  const live = await registered(desk, scene, first);
  const payment = { refNo, claimId, amountMinor: 250_00, idempotencyKey: randomUUID() };
  await expect(enterTestPayment(live, payment)).rejects.toMatchObject({ code: "portal.test_live" });
  expect(await testPaymentOffer(live, { refNo })).toEqual({ isOffered: false });

  const outside = { fioUrl: "", isPrivateAllowed: true, isCatching: true };
  const ctx = { ...live, outside };
  expect(await testPaymentOffer(ctx, { refNo })).toEqual({ isOffered: true });
  const theirs = { ...payment, refNo: second.refNo, claimId: second.claimId };
  await expect(enterTestPayment(ctx, theirs)).rejects.toMatchObject({ kind: "not_found" });
  await enterTestPayment(ctx, payment);
  await enterTestPayment(ctx, payment);
  expect((await myCase(ctx, { refNo })).totals[0]?.paidMinor).toBe(100_00);

  await tick(later(0));
  await tick(later(30));
  expect((await myCase(ctx, { refNo })).totals[0]?.paidMinor).toBe(350_00);
  const { items } = await listPayments(admin, { filter: { partyId } });
  expect(items.map(({ amountMinor }) => amountMinor).sort()).toEqual([100_00, 250_00]);
  const [entry] = await reading(admin, ({ sql }) => {
    return sql<{ kind: string }[]>`
      select actor_kind as kind from audit_entries where action = 'feeds.enter-payment'`;
  });
  expect(entry?.kind).toBe("portalUser");
});
