import type { Tx } from "@/db/client";
import { interestTerms } from "@/db/schema";
import type { CapitalMonths, DayCount, InterestRegime } from "@/db/values/claims";
import { addDays, type Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { LATE_INTEREST_VERSION } from "../law";
import { dayError } from "./days";
import { type StopInterestInput, stopInterestInput } from "./inputs";
import { lockClaim } from "./load";
import { reallocateCases } from "./reallocate-cases";

interface Running {
  claimId: number;
  kind: "interest" | "lateInterest" | "contractualPenalty";
  regime: InterestRegime;
  ratePercent: string | null;
  dayCount: DayCount;
  delayFrom: Day;
  fromOn: Day;
  toOn: Day | null;
  ratePer: "year" | "day";
  capMinor: number | null;
  limitFrom: Day | null;
  capitalMonths: CapitalMonths | null;
}

/**
 * Ends interest with a day, the last that bears it; without one it never grew. What was paid of days
 * that are gone falls to the other components. Throws not_found `claims.interest_not_found`.
 */
export async function stopInterest(ctx: Context, raw: StopInterestInput): Promise<void> {
  authorize(ctx, "claims:reverse");
  const { componentId, lastOn, reason } = stopInterestInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const claimId = await claimOf(tx, componentId);
    const { caseId } = await lockClaim(tx, claimId);
    // Read behind the lock: somebody may have ended it meanwhile.
    const running = await runningOf(tx, componentId);
    if (lastOn && lastOn < running.fromOn) {
      throw dayError(ctx, "claims.interest_end_too_early", {
        day: lastOn,
        from: running.fromOn,
      });
    }
    const toOn = lastOn ?? addDays(running.fromOn, -1);
    if (running.toOn === toOn) return;
    // Its successor may have begun on the next day; the same days would be charged twice.
    if (running.toOn !== null && toOn > running.toOn) {
      throw new DomainError("conflict", "claims.interest_ended");
    }
    const { claimId: _, kind, ...terms } = running;
    await tx.insert(interestTerms).values({
      ...{ ...terms, componentId, toOn, reason },
      packVersion: LATE_INTEREST_VERSION,
      bookedAt: ctx.now,
      bookedBy: authorOf(ctx.actor).id,
    });
    await writeAudit(inner, {
      action: "claims.stop-interest",
      entity: "claim",
      entityId: claimId,
      caseId,
      before: { toOn: running.toOn },
      after: { componentId, toOn },
      reason,
    });
    await writeFact(inner, { name: "claim.charged", payload: { claimId, caseId, componentId } });
    await writeSystemEvents(inner, [
      {
        caseId,
        code: "claim.interest_stopped",
        params: { kind, lastOn: lastOn ?? null },
        text: reason,
      },
    ]);
    await reallocateCases(inner, tx, { caseIds: [caseId] });
  });
}

async function claimOf({ sql }: Tx, componentId: number): Promise<number> {
  const [row] = await sql<{ claimId: number }[]>`
    select m.claim_id as "claimId" from claim_components m
      join claims c on c.id = m.claim_id join cases k on k.id = c.case_id
     where m.id = ${componentId} and c.voided_at is null and k.voided_at is null
       and exists (select 1 from interest_terms t where t.component_id = m.id)`;
  if (!row) throw new DomainError("not_found", "claims.interest_not_found");
  return row.claimId;
}

async function runningOf({ sql }: Tx, componentId: number): Promise<Running> {
  const [row] = await sql<Running[]>`
    select m.claim_id as "claimId", m.kind, t.regime, t.rate_percent as "ratePercent",
           t.day_count as "dayCount", t.delay_from as "delayFrom", t.from_on as "fromOn",
           t.to_on as "toOn", t.rate_per as "ratePer", t.cap_minor as "capMinor",
           t.limit_from as "limitFrom", t.capital_months as "capitalMonths"
      from claim_components m join interest_terms t on t.component_id = m.id
     where m.id = ${componentId} order by t.id desc limit 1`;
  if (!row) throw new DomainError("not_found", "claims.interest_not_found");
  return row;
}
