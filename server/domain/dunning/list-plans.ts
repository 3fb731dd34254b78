import type { z } from "zod";
import type { PlanState } from "@/db/values/dunning";
import { authorize, type Context, reading } from "../context";
import { optionalPlanInput } from "./inputs";
import { readActivePlan, readPlan } from "./load";
import type { DunningPlan } from "./step";

export interface PlanItem {
  id: number;
  name: string;
  state: PlanState;
  stepCount: number;
  createdAt: Date;
  activatedAt: Date | null;
  retiredAt: Date | null;
}

/** Plans of the tenant: that in force, drafts, then those that were. */
export async function listPlans(ctx: Context): Promise<PlanItem[]> {
  authorize(ctx, "dunning:read");
  return reading(
    ctx,
    ({ sql }) => sql<PlanItem[]>`
      select p.id, p.name, p.state, p.created_at as "createdAt", p.activated_at as "activatedAt",
             p.retired_at as "retiredAt",
             (select count(*)::int from dunning_steps s where s.plan_id = p.id) as "stepCount"
        from dunning_plans p
       order by array_position('{active,draft,retired}'::text[], p.state), p.id desc limit 100`,
  );
}

/** A plan with its steps: the one that is named, else the one in force, else null. */
export async function getPlan(
  ctx: Context,
  raw: z.input<typeof optionalPlanInput> = {},
): Promise<DunningPlan | null> {
  authorize(ctx, "dunning:read");
  const { planId } = optionalPlanInput.parse(raw);
  return reading(ctx, (tx) => (planId ? readPlan(tx, planId) : readActivePlan(tx)));
}
