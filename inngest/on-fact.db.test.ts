import { expect, it } from "vitest";
import { makeToday, type SystemActor } from "@/server/domain/context";
import { openDesk } from "@/server/domain/testing";
import { openEmbedded } from "./embedded";
import { functionsOf, subscribers as real } from "./functions";
import type { Subscriber, Subscribers } from "./subscribers";
import { makeRecorder } from "./testing/contract-scene";

const desk = await openDesk();
const log = { info: () => undefined, error: () => undefined };
const parts = {
  ...{ db: desk.db, log },
  makeContext: (actor: SystemActor) => ({
    ...{ db: desk.db, keys: desk.keys, log, actor, now: desk.now, today: makeToday(desk.now) },
  }),
};
const WAIT = { timeout: 10_000, interval: 10 };

it("one channel of a tenant is served by one at a time, and holds up no other", async () => {
  const seen = makeRecorder();
  const of = (tenantId: number, channel: string) => `${tenantId} ${channel}`;
  const act: Subscriber<"messages.waiting"> = async ({ actor }, { channel }) => {
    const lane = of(actor.tenantId, channel);
    seen.enter(lane);
    seen.note(lane, "begun");
    if (channel === "email") await seen.until(lane, "go");
    seen.leave(lane);
  };
  const subscribers = {
    "messages.waiting": { ...(real["messages.waiting"] as object), act },
  } as Subscribers;
  const executor = await openEmbedded(
    { db: desk.db, log, leaseMs: 60_000, callsMax: 6 },
    functionsOf(parts, { subscribers, sweeps: {} }),
  );
  const end = await executor.start();
  const tenants = [(await desk.tenant()).id, (await desk.tenant()).id];
  await executor.send(
    tenants.flatMap((tenantId) =>
      ["email", "email", "email", "sms", "letter"].map((channel) => ({
        name: "messages.waiting",
        data: { tenantId, tenant: String(tenantId), payload: { channel } },
      })),
    ),
  );
  for (const tenantId of tenants) {
    // All mails are waited for until both other channels have had their turn.
    for (const channel of ["email", "sms", "letter"]) {
      await expect.poll(() => seen.of(of(tenantId, channel)), WAIT).toEqual(["begun"]);
    }
  }
  for (const tenantId of tenants) {
    const lane = of(tenantId, "email");
    seen.let(lane, "go");
    const begun = () => seen.of(lane).length;
    await expect.poll(begun, WAIT).toBe(3);
    expect(seen.most(lane)).toBe(1);
  }
  await end();
});
