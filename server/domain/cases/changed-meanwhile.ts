import type { Tx } from "@/db/client";
import { formatInstant } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { type Finding, finding } from "@/server/kernel/parsed";
import type { Context } from "../context";

export const MOVED_MEANWHILE = "cases.moved_meanwhile";

/** The refusal of a change made on an old version: it says who was faster, and when. */
export async function changedMeanwhile(ctx: Context, tx: Tx, caseId: number): Promise<DomainError> {
  const [last] = await tx.sql<{ name: string; at: Date }[]>`
    select actor_name as name, at from audit_entries
     where case_id = ${caseId} order by id desc limit 1`;
  const params = last
    ? { name: last.name, at: formatInstant(last.at, ctx.actor.language) }
    : { name: "", at: "" };
  return new DomainError("conflict", "cases.changed_meanwhile", params);
}

/** The refusal of a move from where the case no longer stands: it says who moved it, where and when. */
export async function movedMeanwhile(
  ctx: Context,
  tx: Tx,
  { caseId, state }: { caseId: number; state: string },
): Promise<Finding> {
  const [last] = await tx.sql<{ name: string | null; at: Date }[]>`
    select o.name, t.at from case_transitions t left join operators o on o.id = t.by_operator_id
     where t.case_id = ${caseId} order by t.id desc limit 1`;
  const at = last ? formatInstant(last.at, ctx.actor.language) : "";
  return finding(MOVED_MEANWHILE, { name: last?.name ?? "", at, state });
}
