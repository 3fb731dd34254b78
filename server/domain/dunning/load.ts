import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { DunningPlan, DunningStep } from "./step";

type PlanRow = Omit<DunningPlan, "steps">;

/** The plan in force, or null where none was ever switched on. */
export async function readActivePlan(tx: Tx): Promise<DunningPlan | null> {
  const [row] = await tx.sql<PlanRow[]>`
    select id, name, state, skip_policy as "skipPolicy", gathering, version
      from dunning_plans where state = 'active'`;
  return row ? { ...row, steps: await readSteps(tx, row.id) } : null;
}

/** A plan by its id, else the one in force. Throws not_found `dunning.plan_not_found`. */
export async function readPlan(tx: Tx, planId: number | null | undefined): Promise<DunningPlan> {
  if (!planId) {
    const active = await readActivePlan(tx);
    if (!active) throw new DomainError("not_found", "dunning.plan_not_found");
    return active;
  }
  const [row] = await tx.sql<PlanRow[]>`
    select id, name, state, skip_policy as "skipPolicy", gathering, version
      from dunning_plans where id = ${planId}`;
  if (!row) throw new DomainError("not_found", "dunning.plan_not_found");
  return { ...row, steps: await readSteps(tx, row.id) };
}

async function readSteps({ sql }: Tx, planId: number): Promise<DunningStep[]> {
  return sql<DunningStep[]>`
    select s.id, s.series_id as "seriesId", s.template_id as "templateId",
           t.name as "templateName", t.methods, s.day_offset as "dayOffset", s.currency,
           s.categories, s.states, s.group_ids as "groupIds", s.filter,
           s.fee_minor as "feeMinor", s.fee_description as "feeDescription",
           s.move_to as "moveTo", s.is_auto as "isAuto", s.is_last as "isLast",
           s.is_pre_action as "isPreAction", s.grace_days as "graceDays"
      from dunning_steps s join templates t on t.id = s.template_id
     where s.plan_id = ${planId} order by s.day_offset, s.id`;
}
