import type { Tx } from "@/db/client";
import { authorize, authorKindOf, authorOf, type Context } from "../context";
import { lockAgreements } from "./lock-agreements";
import { refreshAgreements } from "./refresh-agreements";

const CHUNK = 500;

/**
 * Undo of an import: its schedules are marked as taken back and let go of their keys, so that the same
 * file may come again; payments find other schedules. Call it inside the undo's transaction.
 */
export async function takeSchedulesBack(
  ctx: Context,
  tx: Tx,
  { importId }: { importId: number },
): Promise<void> {
  authorize(ctx, "imports:undo");
  const author = authorOf(ctx.actor);
  const touched = await tx.sql<{ caseId: number }[]>`
    select distinct case_id as "caseId" from instalment_schedules
     where import_id = ${importId} and voided_at is null`;
  await lockAgreements(
    tx,
    touched.map(({ caseId }) => caseId),
  );
  const rows = await tx.sql<{ caseId: number }[]>`
    with gone as (
      update instalment_schedules set voided_at = ${ctx.now}, source_key = null
       where import_id = ${importId} and voided_at is null
      returning id, case_id, total_minor, currency),
    told as (
      insert into audit_entries
             (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, before)
      select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'instalments.void-schedule',
             'instalment_schedule', id, case_id, jsonb_build_object('totalMinor', total_minor,
               'currency', currency, 'importId', ${importId}::bigint) from gone)
    select distinct case_id as "caseId" from gone order by 1`;
  const caseIds = rows.map(({ caseId }) => caseId);
  for (let at = 0; at < caseIds.length; at += CHUNK) {
    await refreshAgreements({ ...ctx, tx }, { caseIds: caseIds.slice(at, at + CHUNK) });
  }
}
