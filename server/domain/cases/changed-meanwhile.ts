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

/** Refusals of moves from where cases no longer stand: who moved each, where and when. */
export async function movedMeanwhile(
  ctx: Context,
  tx: Tx,
  rows: readonly { id: number; state: string }[],
): Promise<Map<number, Finding>> {
  if (rows.length === 0) return new Map();
  const ids = rows.map(({ id }) => id);
  const last = await tx.sql<{ caseId: number; name: string | null; at: Date }[]>`
    select c.id as "caseId", o.name, t.at from unnest(${ids}::bigint[]) as c(id)
     cross join lateral (select by_operator_id, at from case_transitions
                          where case_id = c.id order by id desc limit 1) t
      left join operators o on o.id = t.by_operator_id`;
  const byCase = new Map(last.map((each) => [each.caseId, each]));
  return new Map(
    rows.map(({ id, state }) => {
      const { name = null, at = null } = byCase.get(id) ?? {};
      const when = at ? formatInstant(at, ctx.actor.language) : "";
      return [id, finding(MOVED_MEANWHILE, { name: name ?? "", at: when, state })];
    }),
  );
}
