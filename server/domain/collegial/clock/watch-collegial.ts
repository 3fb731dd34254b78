import type { Fragment, Tx } from "@/db/client";
import type { CollegialAlarm, CollegialKind } from "@/db/values/collegial";
import { addDays, type Day } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { jsonText } from "@/server/kernel/well-formed";
import { refreshTimeline } from "../../cases";
import { type Context, inTransaction, type SystemActor } from "../../context";
import { writeFacts } from "../../events";
import { seesCase } from "../../sees-case";
import { type Able, ableSql, isItsTurn, isNow } from "../people";
import { markOf } from "./action-tasks";
import { dueText, nobodyText } from "./task-texts";

const CHUNK = 200;

interface Rung {
  actionId: number;
  round: number;
  caseId: number;
  kind: CollegialKind;
  dueOn: Day | null;
  assignedName: string;
  able: Able[] | null;
}

interface Reader {
  id: number | null;
  name: string;
  language: Locale;
}

interface Reminder {
  caseId: number;
  actionId: number;
  text: string;
  assigneeId: number | null;
  dueOn: Day;
}

/**
 * Reminds of what is due, those who may do it and are here; and where nobody is, asks a supervisor
 * to see to it. Once each for every round. Answers how many it still found.
 */
export async function watchCollegial(ctx: Context<SystemActor>): Promise<{ count: number }> {
  const due = await inTransaction(ctx, remindOfDue);
  const alone = await inTransaction(ctx, askSupervisors);
  return { count: due + alone };
}

async function remindOfDue(ctx: Context<SystemActor>, tx: Tx): Promise<number> {
  const { sql } = tx;
  const rung = await ring(ctx, tx, { alarm: "due", which: sql`l.due_on <= ${ctx.today}::date` });
  const ids = rung.flatMap(({ able }) => readersOf(able));
  const languages = await languagesOf(tx, ids);
  const reminders = rung.flatMap(({ able, ...action }) =>
    readersOf(able).map((id): Reminder => {
      const forName = able?.find(({ operatorId }) => operatorId === id)?.forName ?? null;
      const language = languages.get(id) ?? "cs";
      const dueOn = action.dueOn ?? ctx.today;
      const { actionId, caseId, kind } = action;
      const text = dueText(language, { kind, forName });
      return { caseId, actionId, assigneeId: id, dueOn, text };
    }),
  );
  await give(ctx, tx, reminders);
  return rung.length;
}

/** Those asked who are here; where none is, their deputies. */
function readersOf(able: Able[] | null): number[] {
  const here = (able ?? []).filter(({ isPresent }) => isPresent);
  const own = here.filter(({ forId }) => forId === null);
  const readers = own.length > 0 ? own : here;
  return [...new Set(readers.map(({ operatorId }) => operatorId))];
}

async function languagesOf({ sql }: Tx, ids: readonly number[]): Promise<Map<number, Locale>> {
  const rows = await sql<{ id: number; language: Locale }[]>`
    select id, language from operators where id = any(${ids as number[]})`;
  return new Map(rows.map(({ id, language }) => [id, language]));
}

async function askSupervisors(ctx: Context<SystemActor>, tx: Tx): Promise<number> {
  const { sql } = tx;
  // Deputies are found per action, so that is asked only where those named are all away.
  const isAlone = sql`not exists (
    select from json_array_elements(coalesce(${ableSql(sql, ctx.today)}, '[]'::json)) e
     where (e ->> 'isPresent')::boolean)`;
  const rung = await ring(ctx, tx, { alarm: "nobody", which: isAlone });
  const readers = await supervisorsOf(tx, [...new Set(rung.map(({ caseId }) => caseId))]);
  await give(
    ctx,
    tx,
    rung.map(({ actionId, caseId, kind, assignedName }) => {
      const { id, language } = readers.get(caseId) ?? { id: null, language: "cs" as Locale };
      const text = nobodyText(language, { kind, assignedName });
      return { caseId, actionId, assigneeId: id, dueOn: addDays(ctx.today, 1), text };
    }),
  );
  return rung.length;
}

/** Marks the alarm of open actions, in the same statement that finds them; each rings once. */
async function ring(
  ctx: Context<SystemActor>,
  { sql }: Tx,
  { alarm, which }: { alarm: CollegialAlarm; which: Fragment },
): Promise<Rung[]> {
  const rows = await sql<Rung[]>`
    with found as (
      select a.id, a.round from collegial_actions a
        join collegial_calls l on l.id = a.call_id
        join cases k on k.id = a.case_id and k.voided_at is null
       where a.withdrawn_at is null and a.outcome is null
         and not exists (select from collegial_alarms m
               where m.action_id = a.id and m.round = a.round and m.kind = ${alarm})
         and ${isNow(sql)} and ${isItsTurn(sql)} and ${which}
       order by a.id limit ${CHUNK}),
    rung as (
      insert into collegial_alarms (action_id, round, kind, raised_at)
      select id, round, ${alarm}, ${ctx.now} from found
      on conflict do nothing returning action_id, round)
    select a.id as "actionId", a.round, a.case_id as "caseId", a.kind, l.due_on as "dueOn",
           l.assigned_name as "assignedName", ${ableSql(sql, ctx.today)} as able
      from rung g join collegial_actions a on a.id = g.action_id
      join collegial_calls l on l.id = a.call_id join cases k on k.id = a.case_id
     order by a.id`;
  return [...rows];
}

/** For each case a supervisor who is here and sees it, the least busy first; else an administrator. */
async function supervisorsOf({ sql }: Tx, caseIds: number[]): Promise<Map<number, Reader>> {
  const rows = await sql<(Reader & { caseId: number })[]>`
    select k.id as "caseId", r.id, r.name, r.language from cases k cross join lateral (
      select o.id, o.name, o.language from operators o
       where o.is_active and o.role in ('supervisor', 'administrator') and ${seesCase(sql)}
       order by not o.is_present, o.role <> 'supervisor',
             (select count(*) from case_events e where e.kind = 'task' and e.assignee_id = o.id
                 and e.resolved_at is null and e.deleted_at is null), o.id
       limit 1) r
     where k.id = any(${caseIds})`;
  return new Map(rows.map(({ caseId, ...reader }) => [caseId, reader]));
}

async function give(ctx: Context, tx: Tx, reminders: readonly Reminder[]): Promise<void> {
  if (reminders.length === 0) return;
  const rows = reminders.map((each) => ({ ...each, data: markOf(each.actionId) }));
  const made = await tx.sql<{ eventId: number; caseId: number; assigneeId: number | null }[]>`
    insert into case_events (case_id, kind, at, text, due_at, is_all_day, assignee_id, priority,
                             data, created_at)
    select n."caseId", 'task', ${ctx.now}, n.text,
           n."dueOn"::timestamp at time zone 'Europe/Prague', true, n."assigneeId", 'high',
           n.data, ${ctx.now}
      from json_to_recordset(${jsonText(rows)}::text::json)
             as n("caseId" bigint, text text, "dueOn" date, "assigneeId" bigint, data jsonb)
    returning id as "eventId", case_id as "caseId", assignee_id as "assigneeId"`;
  await refreshTimeline(tx, [...new Set(made.map(({ caseId }) => caseId))]);
  await writeFacts(
    ctx,
    made.flatMap(({ eventId, caseId, assigneeId }) =>
      assigneeId === null
        ? []
        : [{ name: "task.assigned" as const, payload: { eventId, caseId, assigneeId } }],
    ),
  );
}
