import type { Fragment, Tx } from "@/db/client";
import type { PostAuthor, RequestKind } from "@/db/values/portal";
import type { RequestChannel, RequestPriority, RequestPromise } from "@/db/values/requests";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { authorize, type OperatorContext, reading } from "../context";
import { type Promises, readPromises } from "./clock/read-promises";
import { deskConditions, viewCondition } from "./desk-conditions";
import { type ListDeskInput, listDeskInput } from "./desk-inputs";

/** What is promised next of a request, in working time. */
export interface DeskClock {
  promise: RequestPromise;
  totalMs: number;
  /** Negative: so much too late. */
  leftMs: number;
  /** Null: the clock stands. */
  dueAt: Date | null;
  isWarned: boolean;
}

export interface DeskItem {
  caseId: number;
  refNo: string;
  subject: string;
  kind: RequestKind | null;
  state: string;
  priority: RequestPriority;
  channel: RequestChannel;
  clientId: number | null;
  clientName: string;
  ownerId: number | null;
  ownerName: string | null;
  teamName: string | null;
  openedAt: Date;
  lastPostAt: Date | null;
  lastBy: PostAuthor | null;
  lastText: string;
  rating: "good" | "bad" | null;
  /** A decision is due first: until then it is neither resolved nor closed by hand. */
  isUndecided: boolean;
  /** Null: nothing is promised any more. */
  clock: DeskClock | null;
}

interface Row extends Omit<DeskItem, "clock"> {
  order: Date | null;
  isResting: boolean;
  replyMinutes: number;
  resolutionMinutes: number;
  firstRepliedAt: Date | null;
  replyDueAt: Date | null;
  resolutionDueAt: Date | null;
  resolutionLeftMs: number;
  resolvedAt: Date | null;
}

/** What stands for no date in the order of the list: after all of them. */
const NEVER = new Date(Date.UTC(9999, 0));

/** The desk as the actor may see it: what is due soonest first, what is done the latest first. */
export async function listDesk(ctx: OperatorContext, raw: ListDeskInput): Promise<Page<DeskItem>> {
  authorize(ctx, "cases:read");
  const { filter, cursor, limit } = listDeskInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const { where } = await deskConditions(ctx, tx, filter);
    const isDone = filter.view === "done";
    const key = isDone ? sql`d.resolved_at` : sql`coalesce(d.due_at, ${NEVER}::timestamptz)`;
    const [at, id] = cursor ? decodeCursor(cursor, 2) : [];
    const after = isDone ? sql`<` : sql`>`;
    const direction = isDone ? sql`desc` : sql`asc`;
    const page = sql`
      select c.id, ${key} as key
        from desk_requests d join cases c on c.id = d.case_id
       where ${viewCondition(ctx, tx, filter.view).is} ${where}
         ${at && id ? sql`and (${key}, d.case_id) ${after} (${at}::timestamptz, ${id}::bigint)` : sql``}
       order by ${key} ${direction}, d.case_id ${direction} limit ${limit + 1}`;
    const [rows, promises] = await Promise.all([
      rowsOf(tx, sql`(${page})`, direction),
      readPromises(tx),
    ]);
    const shown = toPage([...rows], limit, (row) => [
      (row.order ?? NEVER).toISOString(),
      row.caseId,
    ]);
    return { ...shown, items: shown.items.map((row) => itemOf(row, { promises, now: ctx.now })) };
  });
}

/** One request as the desk has it; null: it is not there, or behind a wall. */
export async function readDeskItem(
  tx: Tx,
  { caseId, now }: { caseId: number; now: Date },
): Promise<DeskItem | null> {
  const { sql } = tx;
  const one = sql`(select c.id, null::timestamptz as key from cases c
                    where c.id = ${caseId} and c.category = 'request' and c.voided_at is null)`;
  const [[row], promises] = await Promise.all([rowsOf(tx, one, sql`asc`), readPromises(tx)]);
  return row ? itemOf(row, { promises, now }) : null;
}

const rowsOf = ({ sql }: Tx, page: Fragment, direction: Fragment) => sql<Row[]>`
  select c.id as "caseId", c.ref_no as "refNo", coalesce(c.fields->>'subject', '') as subject,
         c.fields->>'requestKind' as kind, c.fields->>'rating' as rating,
         coalesce(c.fields->>'decision' = 'pending', false) as "isUndecided", c.state, d.priority,
         d.channel, c.owner_id as "ownerId", o.name as "ownerName", g.name as "teamName",
         d.opened_at as "openedAt", p.id as "clientId", coalesce(p.full_name, '') as "clientName",
         r.at as "lastPostAt", r.author as "lastBy", coalesce(r.text, '') as "lastText",
         s.key as "order", d.is_resting as "isResting", d.reply_minutes as "replyMinutes",
         d.resolution_minutes as "resolutionMinutes", d.first_replied_at as "firstRepliedAt",
         d.reply_due_at as "replyDueAt", d.resolution_due_at as "resolutionDueAt",
         d.resolution_left_ms as "resolutionLeftMs", d.resolved_at as "resolvedAt"
    from ${page} s
    join cases c on c.id = s.id
    join desk_requests d on d.case_id = c.id
    left join operators o on o.id = c.owner_id
    left join access_groups g on g.id = d.team_id
    left join lateral (select q.id, q.full_name from case_parties x join parties q on q.id = x.party_id
                        where x.case_id = c.id and x.role = 'client' order by x.position limit 1) p on true
    left join lateral (select t.at, t.author, left(t.text, 160) as text from request_posts t
                        where t.case_id = c.id order by t.id desc limit 1) r on true
   order by s.key ${direction}, c.id ${direction}`;

function itemOf(row: Row, at: { promises: Promises; now: Date }): DeskItem {
  const { caseId, refNo, subject, kind, state, priority, channel, clientId, clientName } = row;
  const { ownerId, ownerName, teamName, openedAt, lastPostAt, lastBy, lastText, rating } = row;
  const { isUndecided } = row;
  return {
    ...{ caseId, refNo, subject, kind, state, priority, channel, clientId, clientName },
    ...{
      ownerId,
      ownerName,
      teamName,
      openedAt,
      lastPostAt,
      lastBy,
      lastText,
      rating,
      isUndecided,
    },
    clock: clockOf(row, at),
  };
}

const MINUTE_MS = 60_000;

/** Of what was not replied to yet, the reply; else the end. */
function clockOf(row: Row, { promises, now }: { promises: Promises; now: Date }): DeskClock | null {
  if (row.resolvedAt) return null;
  const promise = row.firstRepliedAt ? "resolution" : "reply";
  const minutes = promise === "reply" ? row.replyMinutes : row.resolutionMinutes;
  const dueAt = promise === "reply" ? row.replyDueAt : row.resolutionDueAt;
  const totalMs = minutes * MINUTE_MS;
  const { time, settings } = promises;
  const leftMs = dueAt
    ? dueAt > now
      ? time.between(now, dueAt)
      : -time.between(dueAt, now)
    : row.resolutionLeftMs;
  const spent = totalMs - leftMs;
  return {
    promise,
    totalMs,
    leftMs,
    dueAt,
    isWarned: spent * 100 >= totalMs * settings.warnPercent,
  };
}
