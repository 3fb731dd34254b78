import type { Tx } from "@/db/client";
import { askReplikProceeding, type ReplikProceeding } from "@/server/connectors/isir-sk";
import { nameKey, parseFullName } from "@/server/kernel/person-name";
import { clockFrom } from "../../context";
import { OF_ONE_PARTY } from "../record";
import { type FeedParts, inFeedHand } from "./hand";
import { hashKeys } from "./hint-keys";
import { SLOVAK, slovakAccess } from "./slovak-changes";

/** Of one run; nothing is published of how many the register bears, so it is a modest pace. */
const AT_ONCE = 40;
/** After so long a run begins with no other: a slow register is asked again a minute later. */
const RUN_MS = 60_000;
/** Longer than one answer may take; what a process that died has left is read again. */
const LEASE_MS = 180_000;
const BACK_OFF_MS = 10 * 60_000;
const BACK_OFF_MAX_MS = 24 * 3_600_000;
/** A proceeding that is unreadable so often is given up, and noted as missing. */
const TRIES_MAX = 5;

interface Unread {
  mark: string;
  eventId: number;
  changedAt: Date;
  tries: number;
}

/**
 * Reads proceedings that have changed, one after the other, each claimed by itself at its own
 * moment, and brings their debtors together with the watched parties of all tenants. A run ends
 * after a minute, beside the answer that it waits for, and at a register that answers nobody; one
 * proceeding that cannot be read waits for longer each time. Answers how many were read, and how
 * many hints that gave.
 */
export async function readProceedings(
  parts: FeedParts,
  clock: () => Date = clockFrom(parts.now),
): Promise<{ readCount: number; hintCount: number; isMore: boolean }> {
  const access = slovakAccess(parts);
  const done = { readCount: 0, hintCount: 0, isMore: false };
  if (access === null) return done;
  const endAt = parts.now.getTime() + RUN_MS;
  for (let count = 0; count < AT_ONCE; count += 1) {
    const claimed = { ...parts, now: clock() };
    if (claimed.now.getTime() >= endAt) break;
    const unread = await claimUnread(claimed);
    if (unread === null) return done;
    const { answer } = await askReplikProceeding(access, unread.mark);
    const answered = { ...parts, now: clock() };
    if (answer.outcome === "found" && answer.records[0]) {
      done.hintCount += await keepProceeding(answered, { unread, proceeding: answer.records[0] });
      done.readCount += 1;
      continue;
    }
    const reason = answer.outcome === "unavailable" ? answer.reason : "garbage";
    await noteUnreadable(answered, { unread, reason });
    // It says "fault" of an id that is nobody's too, so a fault is of this proceeding alone.
    if (OF_ONE_PARTY.includes(reason) || reason === "fault") continue;
    await putOff(answered);
    return done;
  }
  return { ...done, isMore: true };
}

async function claimUnread(parts: FeedParts): Promise<Unread | null> {
  const { now } = parts;
  return inFeedHand(parts, async ({ sql }) => {
    const [row] = await sql<Unread[]>`
      update insolvency_unread u set next_at = ${new Date(now.getTime() + LEASE_MS)}
       where (register, mark) in (
               select register, mark from insolvency_unread
                where register = ${SLOVAK} and next_at <= ${now}
                order by next_at, event_id limit 1 for update skip locked)
      returning mark, event_id as "eventId", changed_at as "changedAt", tries`;
    return row ?? null;
  });
}

/** One that changed again meanwhile stays to be read once more. */
async function keepProceeding(
  parts: FeedParts,
  { unread, proceeding }: { unread: Unread; proceeding: ReplikProceeding },
): Promise<number> {
  const { mark, eventId } = unread;
  return inFeedHand(parts, async (tx) => {
    const { sql } = tx;
    await sql`delete from insolvency_unread
               where register = ${SLOVAK} and mark = ${mark} and event_id = ${eventId}`;
    await sql`
      insert into insolvency_proceedings as p (register, mark, court, event_id)
      values (${SLOVAK}, ${mark}, ${proceeding.courtName}, ${eventId})
      on conflict (register, mark) do update
         set court = coalesce(excluded.court, p.court), event_id = excluded.event_id
       where p.event_id <= excluded.event_id`;
    await insertDebtors(parts, tx, { unread, proceeding });
    const [found] = await sql<{ count: number }[]>`
      select match_insolvency_changes(${SLOVAK}, ${[eventId]}::bigint[], ${parts.now}) as count`;
    return found?.count ?? 0;
  });
}

async function insertDebtors(
  { keys }: FeedParts,
  { sql }: Tx,
  { unread, proceeding }: { unread: Unread; proceeding: ReplikProceeding },
): Promise<void> {
  const { mark, eventId } = unread;
  const { debtor } = proceeding;
  const rows = hashKeys(keys, {
    ...{ marks: [mark], birthOn: debtor?.bornOn ?? null },
    ...{ birthNumber: debtor?.birthNumber ?? null, registrationNo: debtor?.registrationNo ?? null },
    nameKey: debtor?.name && debtor.givenName ? keyOf(debtor.givenName, debtor.name) : null,
  });
  await sql`
    insert into insolvency_debtors (register, mark, key, kind, event_id)
    select ${SLOVAK}, ${mark}, decode(key, 'hex'), kind, ${eventId}
      from unnest(${rows.map(({ key }) => key.toString("hex"))}::text[],
                  ${rows.map(({ kind }) => kind)}::text[]) as r(key, kind)
    on conflict do nothing`;
}

/** Two given names may stand in one field, as they stand in ours. */
function keyOf(givenName: string, surname: string): string {
  const parsed = parseFullName(`${givenName} ${surname}`);
  return nameKey(parsed.ok ? parsed.value : { givenName, surname });
}

async function noteUnreadable(
  parts: FeedParts,
  { unread, reason }: { unread: Unread; reason: string },
): Promise<void> {
  const { mark, eventId, tries, changedAt } = unread;
  const { now } = parts;
  await inFeedHand(parts, async ({ sql }) => {
    if (tries + 1 < TRIES_MAX || !(OF_ONE_PARTY.includes(reason) || reason === "fault")) {
      const waitMs = Math.min(BACK_OFF_MS * 2 ** Math.min(tries, 10), BACK_OFF_MAX_MS);
      await sql`
        update insolvency_unread set tries = tries + 1, trouble = ${reason},
               next_at = ${new Date(now.getTime() + waitMs)}
         where register = ${SLOVAK} and mark = ${mark} and event_id = ${eventId}`;
      return;
    }
    const at = changedAt.getTime();
    await sql`delete from insolvency_unread
               where register = ${SLOVAK} and mark = ${mark} and event_id = ${eventId}`;
    await sql`
      insert into insolvency_gaps (register, from_id, to_id, kind, noted_at)
      values (${SLOVAK}, ${at}, ${at}, 'note', ${now}) on conflict do nothing`;
  });
}

/** Whoever waits would be told the same. */
async function putOff(parts: FeedParts): Promise<void> {
  const { now } = parts;
  await inFeedHand(parts, async ({ sql }) => {
    await sql`
      update insolvency_unread set next_at = ${new Date(now.getTime() + BACK_OFF_MS)}
       where register = ${SLOVAK} and next_at <= ${now}`;
  });
}
