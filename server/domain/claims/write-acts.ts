import type { Tx } from "@/db/client";
import type { ActKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { authorOf, type Context } from "../context";

export interface Act {
  caseId: number;
  kind: ActKind;
  valueOn: Day;
  reason: string;
  sourceKey: string | null;
  items: readonly { componentId: number; amountMinor: number }[];
}

/**
 * Acts that lower debts, with their entries, in two statements however many they are. Answers their
 * ids in the same order. Not a verb: the caller holds the cases' locks and recomputes them.
 */
export async function writeActs(
  ctx: Context,
  { sql }: Tx,
  acts: readonly Act[],
): Promise<number[]> {
  const author = authorOf(ctx.actor).id;
  const rows = await sql<{ id: number }[]>`
    insert into claim_acts (case_id, kind, value_on, reason, source_key, booked_at, booked_by)
    select n.case_id, n.kind, n.value_on::date, n.reason, n.source_key, ${ctx.now}, ${author}
      from unnest(${acts.map((act) => act.caseId)}::bigint[],
                  ${acts.map((act) => act.kind)}::text[],
                  ${acts.map((act) => act.valueOn)}::text[],
                  ${acts.map((act) => act.reason)}::text[],
                  ${acts.map((act) => act.sourceKey)}::text[])
           with ordinality as n (case_id, kind, value_on, reason, source_key, place)
     order by n.place
    returning id`;
  const ids = rows.map(({ id }) => id).sort((a, b) => a - b);
  const entries = acts.flatMap((act, i) => {
    const { valueOn, reason } = act;
    return act.items.map((item) => ({ ...item, actId: ids[i] ?? 0, valueOn, reason }));
  });
  await sql`
    insert into component_entries
           (component_id, amount_minor, value_on, reason, act_id, booked_at, booked_by)
    select n.component_id, -n.amount, n.value_on::date, n.reason, n.act_id, ${ctx.now}, ${author}
      from unnest(${entries.map((each) => each.componentId)}::bigint[],
                  ${entries.map((each) => each.amountMinor)}::bigint[],
                  ${entries.map((each) => each.valueOn)}::text[],
                  ${entries.map((each) => each.reason)}::text[],
                  ${entries.map((each) => each.actId)}::bigint[])
           as n (component_id, amount, value_on, reason, act_id)`;
  return ids;
}
