import { z } from "zod";
import { addDays } from "@/server/kernel/days";
import { type Context, reading } from "../context";
import { type Processes, type ProcessTransition, readProcesses, statesFrom } from "../workflow";
import { moveCases } from "./move-cases";
import { type Ruling, ruledBy } from "./ruled-by";

/** So many cases are moved at once. */
const STEP_MAX = 500;

/**
 * Moves on by the clock what has rested long enough for a transition that its process calls
 * automatic, each case by its own version and variant; what is refused holds up no other. A job's
 * work, not a verb. Answers how many moved.
 */
export async function takeAutomaticSteps(ctx: Context): Promise<{ count: number }> {
  let count = 0;
  for (const ruling of rulingsOf(await reading(ctx, readProcesses))) {
    for (const transition of ruling.definition.transitions) {
      if (transition.automatic) count += await takeStep(ctx, { ...ruling, transition });
    }
  }
  return { count };
}

/** Every definition by which a case may go: of the delivered version and of all that are the tenant's. */
function rulingsOf(processes: Processes): Ruling[] {
  return processes.inForce.categories.flatMap(({ category }) => {
    const versions = [0, ...processes.versionsOf(category)];
    return versions.flatMap((version) => {
      const definitions = processes.definitionsOf(category, version);
      return definitions.map((definition) => ({ definition, definitions, version }));
    });
  });
}

type Step = Ruling & { transition: ProcessTransition };

async function takeStep(ctx: Context, step: Step): Promise<number> {
  let count = 0;
  let afterId = 0;
  for (;;) {
    const caseIds = await restingCases(ctx, step, afterId);
    const last = caseIds.at(-1);
    if (last === undefined) return count;
    const moved = await moveCases(ctx, { caseIds, transition: step.transition.code });
    count += moved.filter(({ ok }) => ok).length;
    afterId = last;
  }
}

/** The next page of those that have been there since a day early enough. */
function restingCases(ctx: Context, step: Step, afterId: number): Promise<number[]> {
  const states = [...statesFrom(step.definition, step.transition)];
  const before = addDays(ctx.today, 1 - daysOf(step.transition));
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<{ id: number }[]>`
      select c.id from cases c
       where ${ruledBy(sql, step)} and c.state = any(${states}::text[])
         and c.voided_at is null and c.id > ${afterId}
         and c.state_since < ${before}::date::timestamp at time zone 'Europe/Prague'
       order by c.id limit ${STEP_MAX}`;
    return rows.map(({ id }) => id);
  });
}

const restSchema = z.object({ days: z.number() });

/** The definition's own check has seen to it that the guard is there. */
function daysOf(transition: ProcessTransition): number {
  const rest = transition.guards.find(({ name }) => name === "daysInState");
  return restSchema.parse(rest?.params).days;
}
