import type { Tx } from "@/db/client";
import type { FeedGap } from "@/db/values/insolvency-feed";
import type { IsirEvent, IsirEvents } from "@/server/connectors/isir-cz";
import { nameKey } from "@/server/kernel/person-name";
import { type FeedRead, PAUSE_MS } from "./claim-read";
import { type FeedParts, inFeedHand } from "./hand";
import { hashKeys } from "./hint-keys";
import { FORGET_TYPES, HINT_TYPES } from "./hint-types";

type Page = Extract<IsirEvents, { outcome: "read" }>;
type Place = FeedRead & { afterId: number };

/**
 * Writes a page of events, what is missing of it, and the place to go on from; and brings it together
 * with who is watched. Answers how many hints that gave, or null where another process has taken the
 * reading over. Read twice, nothing is there twice.
 */
export async function keepPage(parts: FeedParts, read: Place, page: Page): Promise<number | null> {
  const { register, afterId } = read;
  return inFeedHand(parts, async (tx) => {
    if (!(await movePlace(parts, tx, { read, page }))) return null;
    await insertEvents(tx, register, page.events);
    await insertProceedings(tx, register, page.events);
    await insertDebtors(parts, tx, { register, events: page.events });
    await insertGaps(parts, tx, { read, page });
    const [found] = await tx.sql<{ count: number }[]>`
      select match_insolvency_events(${register}, ${afterId}, ${page.lastId}, ${[...HINT_TYPES]},
                                     ${parts.now}) as count`;
    await forgetDebtors(tx, register, page.events);
    return found?.count ?? 0;
  });
}

async function movePlace(
  { now }: FeedParts,
  { sql }: Tx,
  { read, page }: { read: Place; page: Page },
): Promise<boolean> {
  const { register, readNo, afterId } = read;
  const nextAt = page.isEnd ? new Date(now.getTime() + PAUSE_MS) : now;
  const { count } = await sql`
    update insolvency_feeds set last_id = ${page.lastId}, lease_until = null, read_at = ${now},
           failures = 0, trouble = null, trouble_at = null, next_at = ${nextAt},
           end_at = case when ${page.isEnd} then ${now}::timestamptz else end_at end
     where register = ${register} and read_no = ${readNo} and last_id = ${afterId}
       and lease_until is not null`;
  return count > 0;
}

/** As the log of checks names a proceeding; what is of none keeps what it bears. */
const markOf = ({ proceeding, mark }: IsirEvent): string =>
  proceeding ? `INS ${proceeding.number}/${proceeding.year}` : mark;

async function insertEvents(
  { sql }: Tx,
  register: string,
  events: readonly IsirEvent[],
): Promise<void> {
  const text = (pick: (event: IsirEvent) => string | null) => sql`${events.map(pick)}::text[]`;
  await sql`
    insert into insolvency_events (register, event_id, mark, type, section, published_at, state)
    select ${register}, id, mark, type, section, published_at::timestamptz, state
      from unnest(${events.map(({ id }) => id)}::bigint[], ${text(markOf)}, ${text((e) => e.type)},
        ${text((e) => e.section)},
        ${text((e) => (e.publishedAt ?? e.createdAt)?.toISOString() ?? null)},
        ${text((e) => e.note?.state ?? null)})
        as e(id, mark, type, section, published_at, state)
    on conflict (register, event_id) do update
       set mark = excluded.mark, type = excluded.type, section = excluded.section,
           published_at = excluded.published_at, state = excluded.state`;
}

interface Proceeding {
  mark: string;
  court: string | null;
  state: string | null;
  claimsUntilOn: string | null;
  endedOn: string | null;
  eventId: number;
}

/** What the events of a page say of each proceeding, the later over the earlier. */
function proceedingsOf(events: readonly IsirEvent[]): Proceeding[] {
  const known = new Map<string, Proceeding>();
  for (const event of events) {
    const { note, proceeding, id } = event;
    if (note === null || proceeding === null) continue;
    const mark = markOf(event);
    const before = known.get(mark);
    known.set(mark, {
      mark,
      court: note.courtPrefix ?? before?.court ?? null,
      state: note.state ?? before?.state ?? null,
      claimsUntilOn: note.claimsUntilOn ?? before?.claimsUntilOn ?? null,
      endedOn: note.endedOn ?? note.cancelledOn ?? before?.endedOn ?? null,
      eventId: id,
    });
  }
  return [...known.values()];
}

async function insertProceedings(
  { sql }: Tx,
  register: string,
  events: readonly IsirEvent[],
): Promise<void> {
  const rows = proceedingsOf(events);
  const text = (pick: (row: Proceeding) => string | null) => sql`${rows.map(pick)}::text[]`;
  await sql`
    insert into insolvency_proceedings as p (register, mark, court, state, claims_until_on, ended_on,
                                             event_id)
    select ${register}, mark, court, state, claims_until_on::date, ended_on::date, event_id
      from unnest(${text((r) => r.mark)}, ${text((r) => r.court)}, ${text((r) => r.state)},
        ${text((r) => r.claimsUntilOn)}, ${text((r) => r.endedOn)},
        ${rows.map(({ eventId }) => eventId)}::bigint[])
        as r(mark, court, state, claims_until_on, ended_on, event_id)
    on conflict (register, mark) do update
       set court = coalesce(excluded.court, p.court), state = coalesce(excluded.state, p.state),
           claims_until_on = coalesce(excluded.claims_until_on, p.claims_until_on),
           ended_on = coalesce(excluded.ended_on, p.ended_on), event_id = excluded.event_id
     where p.event_id <= excluded.event_id`;
}

async function insertDebtors(
  { keys }: FeedParts,
  { sql }: Tx,
  { register, events }: { register: string; events: readonly IsirEvent[] },
): Promise<void> {
  const rows = events.flatMap((event) => {
    if (event.proceeding === null) return [];
    const mark = markOf(event);
    const none = { birthNumber: null, registrationNo: null, nameKey: null, birthOn: null };
    const own = HINT_TYPES.includes(event.type) ? hashKeys(keys, { ...none, marks: [mark] }) : [];
    const debtors = (event.note?.persons ?? []).filter(({ isDebtor }) => isDebtor);
    const theirs = debtors.flatMap(({ birthNumber, registrationNo, givenName, name, bornOn }) =>
      hashKeys(keys, {
        ...{ birthNumber, registrationNo, birthOn: bornOn, marks: [] },
        nameKey: givenName && name ? nameKey({ givenName, surname: name }) : null,
      }),
    );
    return [...own, ...theirs].map((each) => ({ ...each, mark, eventId: event.id }));
  });
  await sql`
    insert into insolvency_debtors (register, mark, key, kind, event_id)
    select ${register}, mark, decode(key, 'hex'), kind, event_id
      from unnest(${rows.map((row) => row.mark)}::text[],
        ${rows.map(({ key }) => key.toString("hex"))}::text[],
        ${rows.map(({ kind }) => kind)}::text[], ${rows.map((row) => row.eventId)}::bigint[])
        as r(mark, key, kind, event_id)
    on conflict do nothing`;
}

/** Ids that no row of the page has, and rows that could not be read. */
function gapsOf(afterId: number, page: Page): { from: number; to: number; kind: FeedGap }[] {
  const named = page.unreadable.flatMap(({ id }) => (id === null || id <= afterId ? [] : id));
  const ids = [...new Set([...page.events.map(({ id }) => id), ...named])].sort((a, b) => a - b);
  const skipped = ids.flatMap((id, at) => {
    const before = ids[at - 1] ?? afterId;
    return id > before + 1 ? { from: before + 1, to: id - 1, kind: "skipped" as const } : [];
  });
  const unread = page.unreadable.map(({ id, part }) =>
    // Not even its id: somewhere on this page.
    id === null
      ? { from: afterId + 1, to: page.lastId, kind: part }
      : { from: id, to: id, kind: part },
  );
  return [...skipped, ...unread].filter(({ from, to }) => from <= to);
}

async function insertGaps(
  { now }: FeedParts,
  { sql }: Tx,
  { read, page }: { read: Place; page: Page },
): Promise<void> {
  const gaps = gapsOf(read.afterId, page);
  await sql`
    insert into insolvency_gaps (register, from_id, to_id, kind, noted_at)
    select ${read.register}, from_id, max(to_id), kind, ${now}
      from unnest(${gaps.map(({ from }) => from)}::bigint[], ${gaps.map(({ to }) => to)}::bigint[],
        ${gaps.map(({ kind }) => kind)}::text[]) as g(from_id, to_id, kind)
     group by from_id, kind
    on conflict (register, from_id, kind) do update set to_id = excluded.to_id`;
}

async function forgetDebtors(
  { sql }: Tx,
  register: string,
  events: readonly IsirEvent[],
): Promise<void> {
  const marks = events.filter(({ type }) => FORGET_TYPES.includes(type)).map(markOf);
  if (marks.length === 0) return;
  await sql`
    delete from insolvency_debtors where register = ${register} and mark = any(${marks}::text[])`;
}
