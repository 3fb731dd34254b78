import { addDays, type Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { claimsOfCase } from "../claims";
import { inService, inTransaction, type PortalContext, reading, senderOf } from "../context";
import {
  createSchedule,
  type PlannedInstalment,
  planInstalments,
  schedulesOfCase,
} from "../instalments";
import { type PlanInput, planInput, type TakePlanInput, takePlanInput } from "./inputs";
import { loadMyCase, myCase } from "./my-case";
import { type PlanOffer, planOffer, readPlanPolicy } from "./plan-policy";

/** The first instalment is due in so many days: time for one payday. */
const FIRST_AFTER_DAYS = 14;

export interface PlanShown {
  currency: Currency;
  totalMinor: number;
  rows: PlannedInstalment[];
}

/** How the instalments would be. Throws precondition `portal.no_plan` where none are offered. */
export async function showPlan(ctx: PortalContext, raw: PlanInput): Promise<PlanShown> {
  const { refNo, count } = planInput.parse(raw);
  const { plan } = await myCase(ctx, { refNo });
  return rowsOf(plan, { count, today: ctx.today });
}

function rowsOf(
  plan: PlanOffer | null,
  { count, today }: { count: number; today: Day },
): PlanShown {
  if (!plan || count > plan.countMax) throw new DomainError("precondition", "portal.no_plan");
  const { currency, totalMinor } = plan;
  const firstOn: Day = addDays(today, FIRST_AFTER_DAYS);
  const rows = planInstalments({ totalMinor, firstOn, rhythm: "monthly", count, isWhole: true });
  return { currency, totalMinor, rows };
}

/**
 * The client agrees to pay what they owe in instalments, within what the tenant offers, and the
 * schedule is in force at once; sent twice with one key it is one. Throws not_found
 * `portal.case_not_found`, precondition `portal.no_plan`, conflict `portal.plan_changed` where the
 * total is another than the one they saw.
 */
export async function takePlan(ctx: PortalContext, raw: TakePlanInput): Promise<void> {
  const { refNo, count, totalMinor, idempotencyKey } = takePlanInput.parse(raw);
  const head = await reading(ctx, (tx) => loadMyCase(tx, refNo));
  const key = `portal:${senderOf(ctx.actor)}:${idempotencyKey}`;
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    const { id: caseId, isOpen, isOwing } = head;
    // Held until here is done: of two who agree at once the second finds a plan that runs.
    await tx.sql`select id from cases where id = ${caseId} for no key update`;
    const [known] = await tx.sql`
      select 1 from instalment_schedules
       where case_id = ${caseId} and right(source_key, ${key.length}::int) = ${key}`;
    if (known) return;
    // Asked in this very transaction: one that waited for a second connection could wait for ever.
    const { totals } = await claimsOfCase(inner, { caseId });
    const { schedules } = await schedulesOfCase(inner, { caseId });
    const running = schedules.map(({ endKind, state }) => {
      return { isRunning: endKind === null && state !== "paid" };
    });
    const policy = await readPlanPolicy(tx);
    const plan = planOffer(policy, { isOpen, isOwing, totals, schedules: running });
    const shown = rowsOf(plan, { count, today: ctx.today });
    if (shown.totalMinor !== totalMinor) throw new DomainError("conflict", "portal.plan_changed");
    await createSchedule(inner, {
      ...{ caseId, currency: shown.currency, totalMinor, rows: shown.rows },
      ...{ rhythm: "monthly", idempotencyKey: key },
    });
  });
}
