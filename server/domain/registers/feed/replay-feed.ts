import type { InsolvencyRegister } from "@/db/values/registers";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../../context";

/**
 * Lets a register's events be read once more from an id on, as the administrator of the install asks:
 * of what is there already nothing becomes twice, what was missing is looked for anew. It runs with
 * the rights of the tables' owner. Throws not_found `registers.feed_not_found` where the feed was
 * never read. Of the Slovak register the place is a moment in milliseconds, not an id.
 */
export async function replayFeed(
  { db, now }: Pick<Context, "db" | "now">,
  { register, fromId }: { register: InsolvencyRegister; fromId: number },
): Promise<void> {
  const settings = { tenantId: null, actorKind: "feed", actorId: null, accessGroupIds: [] };
  await db.begin(settings, async ({ sql }) => {
    // A page that is on its way then belongs to nobody: its number is not the last one any more.
    const { count } = await sql`
      update insolvency_feeds set last_id = ${fromId - 1}, read_no = read_no + 1, lease_until = null,
             next_at = ${now}, replayed_from = ${fromId}, replayed_at = ${now}
       where register = ${register}`;
    if (count === 0) throw new DomainError("not_found", "registers.feed_not_found", { register });
    await sql`update insolvency_gaps set to_id = ${fromId - 1}
      where register = ${register} and from_id < ${fromId} and to_id >= ${fromId}`;
    await sql`delete from insolvency_gaps where register = ${register} and from_id >= ${fromId}`;
  });
}
