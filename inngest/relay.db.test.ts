import { expect, it } from "vitest";
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
import { type RelayParts, relayTenant, startRelay } from "./relay";
import type { Subscribers } from "./subscribers";

const desk = await openDesk();

function parts(subscribers: Subscribers): RelayParts {
  const log = { info: () => undefined, error: () => undefined };
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
  };
}

async function tenantWithFacts(count: number) {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator();
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
  // Lets a test come back to a fact without waiting for its next try.
  const makeDue = () =>
    inTransaction(ctx, (_, tx) =>
      tx.sql`update outbox_facts set next_attempt_at = '2000-01-01'`.then(() => null),
    );
  return { id: tenant.id, ctx, rows, makeDue };
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
    relayTenant(parts(subscribers), tenant.id),
    relayTenant(parts(subscribers), tenant.id),
  ]);
  expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
});

it("lets a fact nobody waits for go", async () => {
  const tenant = await tenantWithFacts(1);
  await relayTenant(parts({}), tenant.id);
  expect(await tenant.rows()).toEqual([{ gone: true, attempts: 0, last_error: null }]);
});

it("tries again after a fault, and not after a refusal", async () => {
  const tenant = await tenantWithFacts(1);
  let tries = 0;
  const flaky: Subscribers = {
    "party.created": async () => {
      tries += 1;
      if (tries === 1) throw new Error("no line");
    },
  };
  await relayTenant(parts(flaky), tenant.id);
  expect(await tenant.rows()).toEqual([{ gone: false, attempts: 1, last_error: "Error" }]);
  await relayTenant(parts(flaky), tenant.id);
  expect(tries).toBe(1);
  await tenant.makeDue();
  await relayTenant(parts(flaky), tenant.id);
  expect(await tenant.rows()).toEqual([{ gone: true, attempts: 2, last_error: null }]);

  const other = await tenantWithFacts(1);
  const refusing: Subscribers = {
    "party.created": async () => {
      throw new DomainError("precondition", "imports.not_checked");
    },
  };
  await relayTenant(parts(refusing), other.id);
  expect(await other.rows()).toEqual([
    { gone: true, attempts: 1, last_error: "imports.not_checked" },
  ]);
});

it("takes over what a dead process had claimed, once its lease is over", async () => {
  const tenant = await tenantWithFacts(1);
  let isDead = true;
  const dying: Subscribers = {
    "party.created": () => (isDead ? new Promise<void>(() => undefined) : Promise.resolve()),
  };
  void relayTenant(parts(dying), tenant.id);
  await expect.poll(tenant.rows).toEqual([{ gone: false, attempts: 1, last_error: null }]);
  expect(await relayTenant(parts(dying), tenant.id)).toBe(0);
  isDead = false;
  await tenant.makeDue();
  expect(await relayTenant(parts(dying), tenant.id)).toBe(1);
  expect(await tenant.rows()).toEqual([{ gone: true, attempts: 2, last_error: null }]);
});

it("wakes at the commit that wrote a fact", async () => {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator();
  let hear: (partyId: number) => void = () => undefined;
  const heard = new Promise<number>((resolve) => {
    hear = resolve;
  });
  const stop = await startRelay(
    parts({
      "party.created": async (_, { partyId }) => hear(partyId),
    }),
  );
  await inTransaction(ctx, (inner) =>
    writeFact(inner, { name: "party.created", payload: { partyId: 7 } }),
  );
  expect(await heard).toBe(7);
  await stop();
});
