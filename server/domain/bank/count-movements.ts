import type { z } from "zod";
import { MOVEMENT_STATES, type MovementReason, type MovementState } from "@/db/values/bank";
import { authorize, type Context, reading } from "../context";
import { countMovementsInput } from "./inputs";
import { narrowMovements } from "./narrow-movements";

/** Nobody reads further; ten thousand and one stands for more. */
const COUNT_MAX = 10_001;

export interface MovementCounts extends Record<MovementState, number> {
  /** Why the open ones wait; those that none waits for are left out. */
  reasons: Partial<Record<MovementReason, number>>;
}

/** How many movements stand where, of those that the rest of a filter leaves. */
export async function countMovements(
  ctx: Context,
  raw: z.input<typeof countMovementsInput>,
): Promise<MovementCounts> {
  authorize(ctx, "bank:read");
  const { filter } = countMovementsInput.parse(raw);
  return reading(ctx, async (tx) => {
    const rest = { ...filter, state: undefined, reasons: undefined };
    const { where } = await narrowMovements(tx, rest);
    const rows = await tx.sql<{ state: MovementState; count: number }[]>`
      select s.state, n.count from unnest(${[...MOVEMENT_STATES]}::text[]) as s (state)
       cross join lateral (
         select count(*) as count from (
           select 1 from bank_movements m where m.state = s.state ${where}
            limit ${COUNT_MAX}) few) n`;
    const reasons = await tx.sql<{ reason: MovementReason; count: number }[]>`
      select few.reason, count(*) as count from (
        select m.reason from bank_movements m where m.state = 'open' ${where}
         limit ${COUNT_MAX}) few group by few.reason`;
    const counts: MovementCounts = { open: 0, parked: 0, matched: 0, ignored: 0, reasons: {} };
    for (const { state, count } of rows) counts[state] = count;
    for (const { reason, count } of reasons) counts.reasons[reason] = count;
    return counts;
  });
}
