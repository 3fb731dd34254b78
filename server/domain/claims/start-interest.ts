import type { z } from "zod";
import type { Tx } from "@/db/client";
import { claimComponents, interestTerms } from "@/db/schema";
import type { DayCount } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { LATE_INTEREST_VERSION, parseRate, type RateBook, rateText, statutoryRates } from "../law";
import { checkDebtDay } from "./days";
import { type StartInterestInput, startInterestInput } from "./inputs";
import { delayFromOf } from "./interest-terms";
import { handKey, lockClaim } from "./load";
import { lawfulTerms } from "./penalty-terms";
import { readRateBook } from "./rate-book";
import { reallocateCases } from "./reallocate-cases";

type Input = z.output<typeof startInterestInput>;

/**
 * From a day on a claim's open principal bears interest: late interest by law, or interest that was
 * agreed. Payments that came since may move to it. Throws `claims.interest_running` where interest of
 * the kind grows already, `claims.rate_unknown` where the law's rate of the day is not known.
 */
export async function startInterest(
  ctx: Context,
  raw: StartInterestInput,
): Promise<{ componentId: number }> {
  authorize(ctx, "claims:edit");
  const input = startInterestInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { caseId, currency } = await lockClaim(tx, input.claimId);
    const sourceKey = handKey(input.idempotencyKey);
    const known = await startedBy(tx, { claimId: input.claimId, sourceKey });
    if (known) return { componentId: known };
    const delayFrom = delayFromOf(await dueDayOf(tx, input.claimId));
    const fromOn = input.fromOn ?? delayFrom;
    checkDebtDay(ctx, fromOn);
    checkRate(input, { delayFrom, book: await readRateBook(tx) });
    const { claimId, kind, regime } = input;
    const dayCount = dayCountOf(input);
    await refuseStopped(ctx, tx, caseId);
    await refuseSecond(tx, { claimId, kind, fromOn });
    const [component] = await tx
      .insert(claimComponents)
      .values({ claimId, kind, description: input.description, sourceKey, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: claimComponents.id });
    if (!component) throw new DomainError("conflict", "claims.key_used");
    const ratePercent = percentOf(input);
    const { creditMinor = null, isConsumerCredit, capitalMonths = null } = input;
    const lawful = await lawfulTerms(inner, tx, {
      ...{ claimId, caseId, currency, kind, ratePercent, delayFrom, creditMinor, isConsumerCredit },
    });
    await tx.insert(interestTerms).values({
      ...{ componentId: component.id, regime, dayCount, delayFrom, fromOn, ratePercent },
      ...{ ...lawful, capitalMonths },
      packVersion: LATE_INTEREST_VERSION,
      reason: input.reason || null,
      bookedAt: ctx.now,
      bookedBy: authorOf(ctx.actor).id,
    });
    await writeAudit(inner, {
      action: "claims.start-interest",
      entity: "claim",
      entityId: claimId,
      caseId,
      after: { kind, regime, ratePercent, dayCount, delayFrom, fromOn, capitalMonths, ...lawful },
      reason: input.reason || null,
    });
    await writeFact(inner, {
      name: "claim.charged",
      payload: { claimId, caseId, componentId: component.id },
    });
    await writeSystemEvents(inner, [
      { caseId, code: "claim.interest_started", params: { kind, fromOn } },
    ]);
    await reallocateCases(inner, tx, { caseIds: [caseId] });
    return { componentId: component.id };
  });
}

/** A percent a day is the same every day: it is kept as that of 365 days, and counted by 365. */
export const dayCountOf = ({ kind, dayCount }: Pick<Input, "kind" | "dayCount">): DayCount =>
  kind === "contractualPenalty" ? "act365" : dayCount;

function percentOf({ regime, ratePercent }: Input): string | null {
  if (regime !== "agreed") return null;
  const rate = parseRate(ratePercent ?? "");
  if (rate === null) throw new DomainError("invalid", "claims.rate_missing");
  return rateText(rate);
}

function checkRate(
  { regime }: Input,
  { delayFrom, book }: { delayFrom: Day; book: RateBook },
): void {
  if (regime === "agreed") return;
  const { unknownFrom } = statutoryRates(regime, delayFrom, { until: delayFrom, book });
  if (unknownFrom === null) return;
  throw new DomainError("precondition", "claims.rate_unknown", { day: unknownFrom });
}

async function dueDayOf({ sql }: Tx, claimId: number): Promise<Day> {
  const [row] = await sql<{ dueOn: Day }[]>`
    select due_on as "dueOn" from claims where id = ${claimId}`;
  if (!row) throw new DomainError("not_found", "claims.not_found");
  return row.dueOn;
}

async function startedBy(
  { sql }: Tx,
  { claimId, sourceKey }: { claimId: number; sourceKey: string },
): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from claim_components where source_key = ${sourceKey} and claim_id = ${claimId}`;
  return row?.id ?? null;
}

/** A tag of the case forbids interest. Throws precondition `claims.interest_stopped`. */
async function refuseStopped(ctx: Context, { sql }: Tx, caseId: number): Promise<void> {
  const [row] = await sql`
    select 1 from case_tags ct join tags t on t.id = ct.tag_id
     where ct.case_id = ${caseId} and ct.removed_at is null and 'stop_interest' = any(t.effects)
       and not ct.is_interest_kept
       and (ct.ends_on is null or ct.ends_on >= ${ctx.today}::date)`;
  if (row) throw new DomainError("precondition", "claims.interest_stopped");
}

/** Two that grow at once would charge the same days twice. */
async function refuseSecond(
  { sql }: Tx,
  { claimId, kind, fromOn }: { claimId: number; kind: string; fromOn: Day },
): Promise<void> {
  const [row] = await sql`
    select 1 from claim_components m
      join lateral (select from_on, to_on from interest_terms t where t.component_id = m.id
                     order by t.id desc limit 1) t on true
     where m.claim_id = ${claimId} and m.kind = ${kind}
       and (t.to_on is null or (t.to_on >= t.from_on and t.to_on >= ${fromOn}::date))`;
  if (row) throw new DomainError("conflict", "claims.interest_running");
}
