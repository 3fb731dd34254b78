import type { Tx } from "@/db/client";
import { formatInstant } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../context";

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
