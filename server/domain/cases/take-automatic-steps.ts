import { z } from "zod";
import { addDays } from "@/server/kernel/days";
import { type Context, reading } from "../context";
import { type ProcessTransition, readProcesses, statesFrom } from "../workflow";
import { moveCases } from "./move-cases";

/** Cases of one transition that one call moves; what is left over the next one takes. */
const STEP_MAX = 500;

/**
 * Moves on by the clock what has rested long enough for a transition that its process calls
 * automatic. A job's work, not a verb. Answers how many moved.
 */
export async function takeAutomaticSteps(ctx: Context): Promise<{ count: number }> {
  let count = 0;
  const { inForce } = await reading(ctx, readProcesses);
  for (const definition of inForce.definitions) {
    for (const transition of definition.transitions.filter(({ automatic }) => automatic)) {
      const caseIds = await restingCases(ctx, {
        category: definition.category,
        states: statesFrom(definition, transition),
        before: addDays(ctx.today, 1 - daysOf(transition)),
      });
      if (caseIds.length === 0) continue;
      const moved = await moveCases(ctx, { caseIds, transition: transition.code });
      count += moved.filter(({ ok }) => ok).length;
    }
  }
  return { count };
}

interface Resting {
  category: string;
  states: readonly string[];
  /** They have been there since a day earlier than this one. */
  before: string;
}

function restingCases(ctx: Context, { category, states, before }: Resting): Promise<number[]> {
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<{ id: number }[]>`
      select id from cases
       where category = ${category} and state = any(${[...states]}::text[]) and voided_at is null
         and state_since < ${before}::date::timestamp at time zone 'Europe/Prague'
       order by id limit ${STEP_MAX}`;
    return rows.map(({ id }) => id);
  });
}

const restSchema = z.object({ days: z.number() });

/** The definition's own check has seen to it that the guard is there. */
function daysOf(transition: ProcessTransition): number {
  const rest = transition.guards.find(({ name }) => name === "daysInState");
  return restSchema.parse(rest?.params).days;
}
