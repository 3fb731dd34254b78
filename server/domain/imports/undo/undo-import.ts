import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { refreshTimeline } from "../../cases";
import { takeBack } from "../../claims";
import { authorKindOf, authorOf, type Context } from "../../context";
import { takeSchedulesBack } from "../../instalments";
import type { ImportRow } from "../load";
import { reservedKept } from "../reserved-fields";
import { findBlockers } from "./blockers";
import { takePartiesBack } from "./parties";

/**
 * Takes everything back that the import brought, and puts back what it changed. Refused as a whole
 * (conflict `imports.undo_blocked`) while anything newer depends on it.
 */
export async function undoImport(ctx: Context, tx: Tx, row: ImportRow): Promise<void> {
  const { total } = await findBlockers(tx, row.id);
  if (total > 0) throw new DomainError("conflict", "imports.undo_blocked", { count: total });
  if (row.kind === "claims" || row.kind === "payments") return undoLedger(ctx, tx, row);
  if (row.kind === "schedules") return undoSchedules(ctx, tx, row.id);
  if (row.kind === "events") return undoEvents(ctx, tx, row.id);
  await putCasesBack(ctx, tx, row.id);
  await voidCases(ctx, tx, row.id);
  await takePartiesBack(ctx, tx, row.id);
  await tx.sql`
    select refresh_case_search(array(
      select case_id from t_touched union
      select cp.case_id from t_touched_party p join case_parties cp on cp.party_id = p.party_id))`;
}

async function undoLedger(ctx: Context, tx: Tx, { id, kind }: ImportRow): Promise<void> {
  const { sql } = tx;
  const claims = await sql<{ id: number; caseId: number }[]>`
    select id, case_id as "caseId" from claims where import_id = ${id} and voided_at is null order by id`;
  const payments = await sql<{ id: number }[]>`
    select id from payments where import_id = ${id} and reverses_id is null order by id`;
  await takeBack(ctx, tx, {
    claimIds: claims.map((claim) => claim.id),
    paymentIds: payments.map((payment) => payment.id),
    reason: `import ${id}`,
  });
  // The line it wrote on each timeline goes with what the line tells of.
  await sql`
    update case_events set deleted_at = ${ctx.now}
     where import_id = ${id} and kind = 'system' and deleted_at is null`;
  if (kind !== "claims") return;
  // The same file may come again; payments cannot let go of their keys, see undonePayments.
  await sql`update claims set source_key = null where import_id = ${id}`;
  await sql`
    select refresh_case_search(${[...new Set(claims.map(({ caseId }) => caseId))]}::bigint[])`;
}

/** Schedules vanish from every list, and may come again with the same file. */
async function undoSchedules(ctx: Context, tx: Tx, importId: number): Promise<void> {
  await takeSchedulesBack(ctx, tx, { importId });
  await tx.sql`
    update case_events set deleted_at = ${ctx.now}
     where import_id = ${importId} and kind = 'system' and deleted_at is null`;
}

async function undoEvents(ctx: Context, tx: Tx, importId: number): Promise<void> {
  const { sql } = tx;
  const author = authorOf(ctx.actor);
  const gone = await sql<{ caseId: number }[]>`
    with gone as (
      update case_events set deleted_at = ${ctx.now} where import_id = ${importId} and deleted_at is null
      returning id, case_id, kind),
    told as (
      insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, before)
      select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'timeline.delete-event', 'case_event',
             id, case_id, jsonb_build_object('kind', kind, 'importId', ${importId}::bigint) from gone)
    select distinct case_id as "caseId" from gone`;
  await refreshTimeline(
    tx,
    gone.map(({ caseId }) => caseId),
  );
}

async function putCasesBack(ctx: Context, { sql }: Tx, importId: number): Promise<void> {
  const author = authorOf(ctx.actor);
  const kept = reservedKept({ sql }, sql`(h.before -> 'fields')`);
  await sql`
    with back as (
      update cases c set fields = h.before -> 'fields' || ${kept}, extra_fields = h.before -> 'extra_fields',
             owner_id = (h.before ->> 'owner_id')::bigint, version = c.version + 1, updated_at = ${ctx.now}
        from import_changes h
       where h.import_id = ${importId} and h.entity = 'case' and c.id = h.entity_id
      returning c.id, h.before, h.after)
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, before, after)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'cases.update', 'case', id, id,
           after || jsonb_build_object('importId', ${importId}::bigint), before from back`;
}

/** New cases vanish from every list; known ones lose the parties and tags that came. */
async function voidCases(ctx: Context, { sql }: Tx, importId: number): Promise<void> {
  const author = authorOf(ctx.actor);
  await sql`
    create temp table t_touched on commit drop as
    select distinct cp.case_id from case_parties cp join cases c on c.id = cp.case_id
     where cp.import_id = ${importId} and c.import_id is distinct from ${importId}::bigint`;
  await sql`
    with gone as (delete from case_tags where import_id = ${importId} returning case_id)
    update cases c set tag_codes = array(
        select t.code from case_tags ct join tags t on t.id = ct.tag_id
         where ct.case_id = c.id and ct.removed_at is null
           and ct.import_id is distinct from ${importId}::bigint order by t.code)
     where c.id in (select case_id from gone)`;
  await sql`delete from case_parties where import_id = ${importId}`;
  await sql`
    with gone as (
      update cases set voided_at = ${ctx.now}, debtor_party_id = null, search = '', version = version + 1,
             updated_at = ${ctx.now}
       where import_id = ${importId} and voided_at is null
      returning id, ref_no, category, state)
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, before)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'cases.void', 'case', id, id,
           jsonb_build_object('refNo', ref_no, 'category', category, 'state', state,
             'importId', ${importId}::bigint) from gone`;
  // A group that only this import used goes with it.
  await sql`
    update cases c set group_id = null from case_groups g
     where g.id = c.group_id and g.import_id = ${importId} and c.import_id = ${importId}`;
  await sql`
    delete from case_groups g where g.import_id = ${importId}
       and not exists (select from cases c where c.group_id = g.id)`;
}
