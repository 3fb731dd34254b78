import type { z } from "zod";
import type { Fragment, Tx } from "@/db/client";
import type { EventKind, TaskPriority } from "@/db/values/cases";
import type { MessageState } from "@/db/values/messages";
import type { Day } from "@/server/kernel/days";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { requireCase } from "../cases";
import { authorize, type Context, reading } from "../context";
import { openTasksInput, timelineInput } from "./inputs";

export interface TimelineItem {
  id: number;
  kind: EventKind;
  at: Date;
  authorName: string | null;
  authorId: number | null;
  text: string;
  partyId: number | null;
  partyName: string | null;
  dueAt: Date | null;
  isAllDay: boolean;
  assigneeId: number | null;
  assigneeName: string | null;
  place: string | null;
  result: string | null;
  resolvedAt: Date | null;
  resolvedByName: string | null;
  snoozedUntil: Date | null;
  priority: TaskPriority;
  workQuantity: string | null;
  workUnit: string | null;
  workUnitPriceMinor: number | null;
  workCurrency: "CZK" | "EUR" | null;
  workOn: Day | null;
  fileId: number | null;
  fileName: string | null;
  fileSizeBytes: number | null;
  /** Earlier versions of the document, newest first. */
  versions: { eventId: number; fileId: number; fileName: string; at: string }[] | null;
  /** Of a document that proves the dispatch of a pre-action notice: the day it shows. */
  preActionPostedOn: Day | null;
  /** Of a document: who sees it in the portal. */
  shownTo: { partyId: number; name: string }[] | null;
  data: Record<string, unknown> | null;
  /** Of a message or a reply: what has become of it by now. */
  messageState: MessageState | null;
  version: number;
}

/** Events with what belongs to them, in the order of the part that is asked for. */
const selectSql = ({ sql }: Tx, events: Fragment, order: Fragment) => sql<TimelineItem[]>`
  select e.id, e.kind, e.at, o.name as "authorName", e.author_id as "authorId", e.text,
         e.party_id as "partyId", p.full_name as "partyName", e.due_at as "dueAt",
         e.is_all_day as "isAllDay", e.assignee_id as "assigneeId", s.name as "assigneeName",
         e.place, e.result, e.resolved_at as "resolvedAt", r.name as "resolvedByName",
         e.snoozed_until as "snoozedUntil", e.priority, e.work_quantity as "workQuantity",
         e.work_unit as "workUnit", e.work_unit_price_minor as "workUnitPriceMinor",
         e.work_currency as "workCurrency", e.work_on as "workOn", e.file_id as "fileId",
         f.name as "fileName", f.size_bytes as "fileSizeBytes", v.versions, e.data, e.version,
         e.pre_action_posted_on as "preActionPostedOn",
         m.state as "messageState", w.shown_to as "shownTo"
    from (${events}) e
    left join operators o on o.id = e.author_id
    left join operators s on s.id = e.assignee_id
    left join operators r on r.id = e.resolved_by
    left join parties p on p.id = e.party_id
    left join files f on f.id = e.file_id
    left join messages m on e.kind in ('message', 'reply')
          and m.id = (e.data ->> 'messageId')::bigint
    left join lateral (
      select json_agg(json_build_object('partyId', sp.id, 'name', sp.full_name)
                      order by sp.full_name, sp.id) as shown_to
        from shown_documents sd join parties sp on sp.id = sd.party_id
       where sd.event_id = e.id) w on e.kind = 'document'
    left join lateral (
      with recursive chain as (
        select x.id, x.file_id, x.at, x.replaces_event_id from case_events x
         where x.id = e.replaces_event_id
        union all
        select x.id, x.file_id, x.at, x.replaces_event_id from case_events x
          join chain on x.id = chain.replaces_event_id)
      select json_agg(json_build_object('eventId', chain.id, 'fileId', chain.file_id,
               'fileName', cf.name, 'at', chain.at) order by chain.at desc, chain.id desc)
               as versions
        from chain join files cf on cf.id = chain.file_id) v on e.replaces_event_id is not null
   order by ${order}`;

/** A case's events, newest first. A document shows its newest version and lists the earlier ones. */
export async function listTimeline(
  ctx: Context,
  raw: z.input<typeof timelineInput>,
): Promise<Page<TimelineItem>> {
  authorize(ctx, "cases:read");
  const { caseId, kinds, isHistory, cursor, limit } = timelineInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const [at, id] = cursor ? decodeCursor(cursor, 2) : [];
    const shown = kinds?.flatMap((kind) => (kind === "message" ? [kind, "reply"] : [kind]));
    const events = sql`
      select * from case_events e
       where e.case_id = ${caseId} and e.deleted_at is null
         ${shown ? sql`and e.kind = any(${shown})` : sql``}
         ${isHistory ? sql`and (e.kind <> 'task' or e.resolved_at is not null)` : sql``}
         ${at && id ? sql`and (e.at, e.id) < (${at}::timestamptz, ${id}::bigint)` : sql``}
         and not exists (select 1 from case_events n
               where n.case_id = e.case_id and n.replaces_event_id = e.id
                     and n.deleted_at is null)
       order by e.at desc, e.id desc limit ${limit + 1}`;
    const [rows] = await Promise.all([
      selectSql(tx, events, sql`e.at desc, e.id desc`),
      requireCase(tx, caseId),
    ]);
    return toPage([...rows], limit, (row) => [row.at.toISOString(), row.id]);
  });
}

const OPEN_TASKS_MAX = 200;

/** What is still to be done on a case, the next due first; snoozed tasks last. */
export async function listOpenTasks(
  ctx: Context,
  raw: z.input<typeof openTasksInput>,
): Promise<TimelineItem[]> {
  authorize(ctx, "cases:read");
  const { caseId } = openTasksInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const order = sql`coalesce(e.snoozed_until > ${ctx.now}, false), e.due_at, e.id`;
    const events = sql`
      select * from case_events e
       where e.case_id = ${caseId} and e.kind = 'task' and e.resolved_at is null
         and e.deleted_at is null order by ${order} limit ${OPEN_TASKS_MAX}`;
    const [rows] = await Promise.all([selectSql(tx, events, order), requireCase(tx, caseId)]);
    return [...rows];
  });
}
