import type { Database, TxSettings } from "@/db/client";
import type { Log } from "@/server/domain/context";
import type { FactName, Facts } from "@/server/domain/events";
import type { FactEvent } from "./on-fact";

/** How long claimed facts are out of reach of other processes. */
const LEASE_SECONDS = 60;
const DELAY_MAX_SECONDS = 3_600;
const AT_ONCE = 200;
const POLL_MS = 15_000;

interface Claimed {
  id: number;
  name: FactName;
  payload: Facts[FactName];
  attempts: number;
  occurredAt: Date;
}

export interface RelayParts {
  db: Database;
  log: Log;
  /** Which facts somebody waits for. */
  names: readonly FactName[];
  /** Takes events for good, or throws. */
  send(events: readonly FactEvent[]): Promise<unknown>;
}

const settingsOf = (tenantId: number): TxSettings => ({
  tenantId,
  actorKind: "system",
  actorId: null,
  accessGroupIds: "all",
});

/**
 * Takes the oldest due facts of a tenant for this process alone: the claim moves their next attempt
 * ahead before anybody acts. Facts nobody waits for are marked as gone.
 */
async function claim({ db, names }: RelayParts, tenantId: number): Promise<Claimed[]> {
  return db.begin(settingsOf(tenantId), async ({ sql }) => {
    await sql`update outbox_facts set relayed_at = now()
      where relayed_at is null and not name = any(${[...names]})`;
    const facts = await sql<Claimed[]>`
      update outbox_facts f set attempts = f.attempts + 1,
             next_attempt_at = now() + ${LEASE_SECONDS} * interval '1 second'
        from (select id from outbox_facts where relayed_at is null and next_attempt_at <= now()
                 and name = any(${[...names]}) order by id limit ${AT_ONCE}
                 for update skip locked) due
       where f.id = due.id
      returning f.id, f.name, f.payload, f.attempts, f.occurred_at as "occurredAt"`;
    return facts.toSorted((a, b) => a.id - b.id);
  });
}

/**
 * A fact as an event. Its id is the fact's: handed over twice, it is acted on once. Its time is of it,
 * because after a restore ids come again, and whoever took the events may remember the earlier ones.
 */
const eventOf = (tenantId: number, { id, name, payload, occurredAt }: Claimed): FactEvent => ({
  id: `fact:${tenantId}:${id}:${occurredAt.getTime()}`,
  name,
  data: { tenantId, tenant: String(tenantId), payload },
  ts: occurredAt.getTime(),
});

/** Hands over what is due in one tenant; answers how many facts left. */
export async function relayTenant(parts: RelayParts, tenantId: number): Promise<number> {
  let handled = 0;
  for (;;) {
    const facts = await claim(parts, tenantId);
    if (facts.length === 0) return handled;
    const ids = facts.map(({ id }) => id);
    try {
      await parts.send(facts.map((fact) => eventOf(tenantId, fact)));
    } catch (cause) {
      await putOff(parts, tenantId, { facts, cause });
      return handled;
    }
    await parts.db.begin(settingsOf(tenantId), ({ sql }) =>
      sql`update outbox_facts set relayed_at = now(), last_error = null
           where id = any(${ids}::bigint[])`.then(() => undefined),
    );
    handled += facts.length;
  }
}

/** Nobody took them: they are offered again, for as long as it takes. */
async function putOff(
  { db, log }: RelayParts,
  tenantId: number,
  { facts, cause }: { facts: readonly Claimed[]; cause: unknown },
): Promise<void> {
  log.error("facts could not be handed over", { tenantId, count: facts.length, cause });
  const said = cause instanceof Error ? cause.name : "error";
  const ids = facts.map(({ id }) => id);
  await db.begin(settingsOf(tenantId), ({ sql }) =>
    sql`update outbox_facts set last_error = ${said}, next_attempt_at = now()
             + least(${DELAY_MAX_SECONDS}, power(2, least(attempts, 12))) * interval '1 second'
         where id = any(${ids}::bigint[])`.then(() => undefined),
  );
}

/** Every tenant of the install. */
export async function tenantIds(db: Database): Promise<number[]> {
  const settings: TxSettings = { ...settingsOf(0), tenantId: null };
  return db.begin(settings, async ({ sql }) => {
    const rows = await sql<{ id: number }[]>`select id from tenant_ids() as id`;
    return rows.map((row) => row.id);
  });
}

/**
 * Relays facts until it is stopped: woken by the database at every commit that wrote some, and
 * every quarter of a minute for what waits for another try. Stopping lets the facts in hand leave.
 */
export async function startRelay(parts: RelayParts): Promise<() => Promise<void>> {
  let isStopped = false;
  const running = new Map<number, Promise<void>>();
  const again = new Set<number>();

  const run = (tenantId: number): void => {
    if (isStopped) return;
    if (running.has(tenantId)) {
      again.add(tenantId);
      return;
    }
    const work = relayTenant(parts, tenantId)
      .then(
        () => undefined,
        (cause: unknown) => parts.log.error("relay failed", { tenantId, cause }),
      )
      .then(() => {
        running.delete(tenantId);
        if (again.delete(tenantId)) run(tenantId);
      });
    running.set(tenantId, work);
  };
  const sweep = async () => {
    try {
      // A restore is noticed also where nobody reads the feed of changes.
      await parts.db.call((sql) => sql`select settle_feed()`);
      for (const id of await tenantIds(parts.db)) run(id);
    } catch {
      parts.log.error("relay could not list tenants");
    }
  };

  const unlisten = await parts.db.listen("outbox", (payload) => run(Number(payload)));
  const timer = setInterval(sweep, POLL_MS);
  await sweep();
  return async () => {
    isStopped = true;
    clearInterval(timer);
    await unlisten();
    await Promise.all(running.values());
  };
}
