import type { Database, TxSettings } from "@/db/client";
import type { Context, Log, SystemActor } from "@/server/domain/context";
import type { FactName, Facts } from "@/server/domain/events";
import { isDomainError } from "@/server/kernel/errors";
import type { Subscriber, Subscribers } from "./subscribers";

/** How long a claimed fact is out of reach without a beat, and between tries at most. */
const LEASE_SECONDS = 60;
const ATTEMPTS_MAX = 8;
const POLL_MS = 15_000;

interface Claimed {
  id: number;
  name: FactName;
  payload: Facts[FactName];
  attempts: number;
}

export interface RelayParts {
  db: Database;
  log: Log;
  subscribers: Subscribers;
  /** Which facts this relay delivers; left out: all. A slow outside must not hold up the others. */
  lane?: (name: FactName) => boolean;
  makeContext(actor: SystemActor): Context<SystemActor>;
}

const settingsOf = (tenantId: number): TxSettings => ({
  tenantId,
  actorKind: "system",
  actorId: null,
  accessGroupIds: "all",
});

/**
 * Takes the oldest due fact of a tenant for this process alone: the claim moves its next attempt
 * ahead before anybody acts. One at a time, because a lease that runs out behind another fact's long
 * work would hand it to a second process. Facts without a subscriber are marked as gone.
 */
async function claim(parts: RelayParts, tenantId: number): Promise<Claimed | undefined> {
  const known = Object.keys(parts.subscribers) as FactName[];
  const mine = parts.lane ? known.filter(parts.lane) : known;
  return parts.db.begin(settingsOf(tenantId), async ({ sql }) => {
    await sql`update outbox_facts set relayed_at = now()
      where relayed_at is null and not name = any(${known})`;
    const [fact] = await sql<Claimed[]>`
      update outbox_facts f set attempts = f.attempts + 1,
             next_attempt_at = now() + ${LEASE_SECONDS} * interval '1 second'
        from (select id from outbox_facts where relayed_at is null and next_attempt_at <= now()
                 and name = any(${mine}) order by id limit 1 for update skip locked) due
       where f.id = due.id returning f.id, f.name, f.payload, f.attempts`;
    return fact;
  });
}

async function settle(
  parts: RelayParts,
  at: { tenantId: number; fact: Claimed; error: unknown },
): Promise<void> {
  const { tenantId, fact, error } = at;
  await parts.db.begin(settingsOf(tenantId), async ({ sql }) => {
    if (error === null) {
      await sql`update outbox_facts set relayed_at = now(), last_error = null where id = ${fact.id}`;
      return;
    }
    const isFinal = fact.attempts >= ATTEMPTS_MAX || (isDomainError(error) && !error.retryable);
    const wait = Math.min(LEASE_SECONDS * 60, 2 ** fact.attempts);
    // A message may hold personal data; the code of a refusal does not.
    const said = isDomainError(error) ? error.code : error instanceof Error ? error.name : "error";
    await sql`
      update outbox_facts set last_error = ${said},
             relayed_at = ${isFinal ? sql`now()` : null},
             next_attempt_at = now() + ${wait} * interval '1 second' where id = ${fact.id}`;
  });
}

async function deliver(parts: RelayParts, tenantId: number, fact: Claimed): Promise<void> {
  const subscriber = parts.subscribers[fact.name] as Subscriber | undefined;
  if (!subscriber) return;
  const ctx = parts.makeContext({
    kind: "system",
    tenantId,
    job: `relay:${fact.name}`,
    language: "cs",
  });
  const beat = async () => {
    await parts.db.begin(settingsOf(tenantId), ({ sql }) =>
      sql`update outbox_facts set next_attempt_at = now() + ${LEASE_SECONDS} * interval '1 second'
           where id = ${fact.id}`.then(() => undefined),
    );
  };
  let error: unknown = null;
  try {
    await subscriber(ctx, fact.payload, { beat, attempt: fact.attempts });
  } catch (cause) {
    error = cause;
    parts.log.error("fact failed", { tenantId, fact: fact.name, factId: fact.id, cause });
  }
  await settle(parts, { tenantId, fact, error });
}

/** Delivers everything that is due in one tenant; answers how many facts it handled. */
export async function relayTenant(parts: RelayParts, tenantId: number): Promise<number> {
  let handled = 0;
  for (;;) {
    const fact = await claim(parts, tenantId);
    if (!fact) return handled;
    await deliver(parts, tenantId, fact);
    handled += 1;
  }
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
 * every quarter of a minute for what waits for another try. Stopping lets the fact in hand finish.
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
      .catch((cause: unknown) => {
        parts.log.error("relay failed", { tenantId, cause });
      })
      .then(() => {
        running.delete(tenantId);
        if (again.delete(tenantId)) run(tenantId);
      });
    running.set(tenantId, work);
  };
  const sweep = () =>
    tenantIds(parts.db).then(
      (ids) => ids.forEach(run),
      () => parts.log.error("relay could not list tenants"),
    );

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
