import { authorize, type Context, reading } from "../context";
import { visibleParty } from "../parties";
import { conditions } from "./list-screenings";
import { partiesOf } from "./parties-of";

/** How many hits nobody has seen to, among the parties that the actor sees. */
export async function countOpenHits(ctx: Context): Promise<{ open: number }> {
  authorize(ctx, "registers:read");
  return reading(ctx, async (tx) => {
    const [row] = await tx.sql<{ open: number }[]>`
      select count(*)::int as open from screenings s ${partiesOf(tx)}
       where ${visibleParty(tx, ctx.actor)} and ${conditions(tx, { isOpen: true })}`;
    return { open: row?.open ?? 0 };
  });
}
