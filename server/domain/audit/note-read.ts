import { type Context, inTransaction } from "../context";
import { type AuditRow, writeAudit } from "./write-audit";

const READING_MS = 3_600_000;

/**
 * A conversation that was read, as an entry among the changes, once an hour for each reader and thing:
 * a page that is left open asks again and again. What else an operator is shown `noteShown` keeps
 * apart. In a transaction of its own, as reading opens none that may write.
 */
export async function noteRead(ctx: Context, row: AuditRow): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "operator") return;
  const { action, entity, entityId } = row;
  const since = new Date(ctx.now.getTime() - READING_MS);
  const lock = [action, entity, entityId, actor.operatorId].join(" ");
  await inTransaction(ctx, async (inner, { sql }) => {
    const known = () => sql`
      select 1 from audit_entries
       where entity = ${entity} and entity_id is not distinct from ${entityId}::bigint
         and action = ${action} and at > ${since}
         and actor_kind = 'operator' and actor_id = ${actor.operatorId} limit 1`;
    if ((await known()).length > 0) return;
    // Two halves of a page ask at once: the second finds what the first has written.
    await sql`select pg_advisory_xact_lock(hashtext('read:' || app_tenant()), hashtext(${lock}))`;
    if ((await known()).length > 0) return;
    await writeAudit(inner, row);
  });
}
