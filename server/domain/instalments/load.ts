import type { Tx } from "@/db/client";
import type { ScheduleEnd } from "@/db/values/instalments";
import { GRACE_DAYS_DEFAULT } from "@/db/values/instalments";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { lockAgreements } from "./lock-agreements";

/** How the key of a form is kept: it must not meet the keys of imports. */
export const handKey = (idempotencyKey: string) => `hand:${idempotencyKey}`;

export interface LoadedSchedule {
  id: number;
  caseId: number;
  totalMinor: number;
  currency: Currency;
  endKind: ScheduleEnd | null;
}

/**
 * A schedule that runs, locked with all that is agreed on its case. Throws not_found
 * `instalments.not_found`, conflict `instalments.ended`.
 */
export async function lockSchedule(tx: Tx, scheduleId: number): Promise<LoadedSchedule> {
  const [of] = await tx.sql<{ caseId: number }[]>`
    select case_id as "caseId" from instalment_schedules where id = ${scheduleId}`;
  if (!of) throw new DomainError("not_found", "instalments.not_found");
  await lockAgreements(tx, [of.caseId]);
  const [row] = await tx.sql<LoadedSchedule[]>`
    select s.id, s.case_id as "caseId", s.total_minor as "totalMinor", s.currency,
           s.end_kind as "endKind"
      from instalment_schedules s join cases k on k.id = s.case_id
     where s.id = ${scheduleId} and s.voided_at is null and k.voided_at is null`;
  if (!row) throw new DomainError("not_found", "instalments.not_found");
  if (row.endKind) throw new DomainError("conflict", "instalments.ended");
  return row;
}

/** The claim must be one of the case and of the currency. */
export async function checkClaim(
  { sql }: Tx,
  { caseId, claimId, currency }: { caseId: number; claimId: number | null; currency: Currency },
): Promise<void> {
  if (claimId === null) return;
  const [claim] = await sql<{ currency: Currency }[]>`
    select currency from claims
     where id = ${claimId} and case_id = ${caseId} and voided_at is null`;
  if (!claim) throw new DomainError("not_found", "claims.not_found");
  if (claim.currency !== currency) {
    throw new DomainError("invalid", "instalments.currency_mismatch", { currency: claim.currency });
  }
}

/** Days of grace as the case's group has them, else the tenant, else three. */
export async function graceDaysOf({ sql }: Tx, groupId: number | null): Promise<number> {
  const [row] = await sql<{ graceDays: number }[]>`
    select grace_days as "graceDays" from schedule_settings
     where group_id is null or group_id = ${groupId}
     order by group_id nulls last limit 1`;
  return row?.graceDays ?? GRACE_DAYS_DEFAULT;
}
