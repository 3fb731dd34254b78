import { jsonText } from "@/server/kernel/well-formed";
import { authorKindOf, authorOf, type Context, clientIdOf } from "../context";

export interface AuditRow {
  /** "<room>.<verb>", e.g. "claims.record-payment". */
  action: string;
  entity: string;
  entityId: number | null;
  caseId?: number | null;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
  reason?: string | null;
}

/** Writes who did what in the verb's own transaction; without an open one it throws (fails closed). */
export async function writeAudit(ctx: Context, rows: AuditRow | AuditRow[]): Promise<void> {
  if (!ctx.tx) throw new Error("audit is written inside the verb's transaction");
  const list = Array.isArray(rows) ? rows : [rows];
  if (list.length === 0) return;
  const { id: operatorId, name } = authorOf(ctx.actor);
  const id = operatorId ?? clientIdOf(ctx.actor);
  await ctx.tx.sql`
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id,
                               case_id, before, after, reason)
    select ${ctx.now}::timestamptz, ${authorKindOf(ctx.actor)}, ${id}::bigint, ${name}, action, entity,
           entity_id, case_id, before, after, reason
      from json_to_recordset(${jsonText(list.map(rowOf))}::text::json)
           as r(action text, entity text, entity_id bigint, case_id bigint, before jsonb,
                after jsonb, reason text)`;
}

const rowOf = ({ entityId, caseId, ...row }: AuditRow) => ({
  ...row,
  entity_id: entityId,
  case_id: caseId,
});

/** What changed between two records, both sides, only keys that differ; null when nothing did. */
export function changes(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): { before: Record<string, unknown>; after: Record<string, unknown> } | null {
  const from: Record<string, unknown> = {};
  const to: Record<string, unknown> = {};
  for (const key of Object.keys(after)) {
    if (JSON.stringify(before[key] ?? null) === JSON.stringify(after[key] ?? null)) continue;
    from[key] = before[key] ?? null;
    to[key] = after[key] ?? null;
  }
  return Object.keys(to).length > 0 ? { before: from, after: to } : null;
}
