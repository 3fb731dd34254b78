import { addDays, type Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { inService, inTransaction, type PortalContext } from "../context";
import { createSchedule, type PlannedInstalment, planInstalments } from "../instalments";
import { type PlanInput, planInput, type TakePlanInput, takePlanInput } from "./inputs";
import { myCase } from "./my-case";

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
  if (!plan || count > plan.countMax) throw new DomainError("precondition", "portal.no_plan");
  const { currency, totalMinor } = plan;
  const firstOn: Day = addDays(ctx.today, FIRST_AFTER_DAYS);
  const rows = planInstalments({ totalMinor, firstOn, rhythm: "monthly", count, isWhole: true });
  return { currency, totalMinor, rows };
}

/**
 * The client agrees to pay what they owe in instalments, within what the tenant offers, and the
 * schedule is in force at once. Throws precondition `portal.no_plan`, conflict `portal.plan_changed`
 * where the total is another than the one they saw.
 */
export async function takePlan(ctx: PortalContext, raw: TakePlanInput): Promise<void> {
  const { refNo, count, totalMinor, idempotencyKey } = takePlanInput.parse(raw);
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    // Held until here is done: of two who agree at once the second finds a plan that runs.
    const [held] = await tx.sql<{ id: number }[]>`
      select id from cases where ref_no = ${refNo} and voided_at is null for no key update`;
    const shown = await showPlan(ctx, { refNo, count });
    if (shown.totalMinor !== totalMinor) throw new DomainError("conflict", "portal.plan_changed");
    if (!held) throw new DomainError("not_found", "portal.case_not_found");
    await createSchedule(inner, {
      ...{ caseId: held.id, currency: shown.currency, totalMinor, rows: shown.rows },
      ...{ rhythm: "monthly", idempotencyKey: `portal:${idempotencyKey}` },
    });
  });
}
