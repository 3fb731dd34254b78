import type { Tx } from "@/db/client";

/**
 * Locks everything that is agreed on these cases, schedules before promises and each by their ids, and
 * answers how many there are. Whoever means to write one of them calls this first and for all of its
 * cases at once: who locks one row and then the others meets the relay coming the other way.
 */
export async function lockAgreements({ sql }: Tx, caseIds: readonly number[]): Promise<number> {
  const ids = caseIds as number[];
  const schedules = await sql`
    select 1 from instalment_schedules where case_id = any(${ids}) order by id for no key update`;
  const promises = await sql`
    select 1 from payment_promises where case_id = any(${ids}) order by id for no key update`;
  return schedules.count + promises.count;
}
