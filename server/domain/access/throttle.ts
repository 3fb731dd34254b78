import type { Tx } from "@/db/client";
import type { Context } from "../context";

/** What stands at the door before anybody is known. */
export type Doorstep = Pick<Context, "db" | "keys" | "log" | "now">;

const MINUTE_MS = 60_000;
const LOCK_MINUTES_MAX = 24 * 60;
/** Failures older than this are forgotten. Longer than the longest lock, or waiting would reset it. */
const FORGET_AFTER_MS = 48 * 60 * MINUTE_MS;

/** Free failures by what is guarded. Whole offices stand behind one address, hence its larger number. */
const FREE_FAILURES = {
  ...{ email: 5, address: 30, operator: 5, client: 5, clientAddress: 30 },
  /** Of those who check a paper that a client showed them. */
  paperAddress: 30,
  // Not failures but all of them: what a client may ask of registers, and ways in to be mailed.
  ...{ joinCode: 5, companyLookup: 20, registration: 10 },
} as const;
export type Guarded = keyof typeof FREE_FAILURES;

export interface Attempt {
  key: Buffer;
  failures: number;
  lockedUntil: Date | null;
}

export type AttemptClaim =
  | { isLocked: false; attempt: Attempt }
  | { isLocked: true; lockedUntil: Date };

/** Minutes of lock after this many failures: none, then 1, 2, 4 … 1440. */
export function lockMinutes(failures: number, freeFailures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(LOCK_MINUTES_MAX, 2 ** Math.min(20, failures - freeFailures));
}

function outside<T>(door: Doorstep, work: (tx: Tx) => Promise<T>): Promise<T> {
  const nobody = { tenantId: null, actorKind: "system", actorId: null, accessGroupIds: [] };
  return door.db.begin(nobody, work);
}

/**
 * Counts an attempt as failed before it is made, in one statement: of a thousand attempts at once
 * only the free ones pass, the rest meet the lock. `forgetFailures` or `releaseAttempt` takes it back.
 */
export async function claimAttempt(
  door: Doorstep,
  guarded: Guarded,
  text: string,
): Promise<AttemptClaim> {
  const key = door.keys.hash(`sign-in:${guarded}`, text.trim().toLowerCase());
  const free = FREE_FAILURES[guarded];
  const stale = new Date(door.now.getTime() - FORGET_AFTER_MS);
  return outside(door, async ({ sql }) => {
    const [claimed] = await sql<Attempt[]>`
      insert into sign_in_throttles as t (key, failures, last_failed_at)
      values (${key}, 1, ${door.now})
      on conflict (key) do update set
        failures = case when t.last_failed_at < ${stale} then 1 else t.failures + 1 end,
        last_failed_at = excluded.last_failed_at,
        locked_until = case
          when t.last_failed_at < ${stale} or t.failures + 1 < ${free} then null
          else excluded.last_failed_at + interval '1 minute'
               * least(${LOCK_MINUTES_MAX}, power(2, least(20, t.failures + 1 - ${free}))) end
      where t.locked_until is null or t.locked_until <= excluded.last_failed_at
      returning key, failures, locked_until as "lockedUntil"`;
    if (claimed) return { isLocked: false, attempt: claimed };
    const [lock] = await sql<{ lockedUntil: Date }[]>`
      select locked_until as "lockedUntil" from sign_in_throttles where key = ${key}`;
    return { isLocked: true, lockedUntil: lock?.lockedUntil ?? door.now };
  });
}

/** Takes one claim back, and the lock it set, but no lock that a later attempt set. */
export async function releaseAttempt(door: Doorstep, attempt: Attempt): Promise<void> {
  await outside(
    door,
    ({ sql }) => sql`
      update sign_in_throttles set
        failures = greatest(0, failures - 1),
        locked_until = case when locked_until = ${attempt.lockedUntil} then null else locked_until end
      where key = ${attempt.key}`,
  );
}

/** After a complete sign-in the account starts from nothing. */
export async function forgetFailures(door: Doorstep, attempt: Attempt): Promise<void> {
  await outside(door, ({ sql }) => sql`delete from sign_in_throttles where key = ${attempt.key}`);
}

/** An administrator who set a new password also lifts the lock. */
export async function liftLock(door: Doorstep, guarded: Guarded, text: string): Promise<void> {
  const key = door.keys.hash(`sign-in:${guarded}`, text.trim().toLowerCase());
  await outside(door, ({ sql }) => sql`delete from sign_in_throttles where key = ${key}`);
}

/** Whole minutes until a lock ends, at least one. */
export function minutesUntil(lockedUntil: Date, now: Date): number {
  return Math.max(1, Math.ceil((lockedUntil.getTime() - now.getTime()) / MINUTE_MS));
}
