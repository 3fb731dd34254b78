import type { Context } from "../context";
import { inTransaction, reading } from "../context";

export interface Stretch {
  /** What is counted, and of whom. */
  what: string;
  text: string;
  /** For how long. */
  ms: number;
}

export interface Count {
  count: number;
  endsAt: Date;
}

/**
 * Counts one more within a stretch of time that begins with the first, in one statement: of a
 * thousand at once each gets a number of its own. Answers the numbers in the order asked.
 */
export async function countAtDoor(ctx: Context, stretches: readonly Stretch[]): Promise<Count[]> {
  // Always in one order, so that two who count the same things wait for each other in turn.
  const all = stretches
    .map((stretch) => ({ ...stretch, key: keyOf(ctx, stretch) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const rows = await inTransaction(ctx, async (_, { sql }) => {
    return sql<(Count & { key: string })[]>`
      insert into portal_counts as c (key, count, ends_at)
      select decode(n.key, 'hex'), 1, ${ctx.now}::timestamptz + n.ms * interval '1 millisecond'
        from unnest(${all.map(({ key }) => key)}::text[],
                    ${all.map(({ ms }) => ms)}::bigint[]) as n (key, ms)
      on conflict (tenant_id, key) do update set
        count = case when c.ends_at <= ${ctx.now} then 1 else c.count + 1 end,
        ends_at = case when c.ends_at <= ${ctx.now} then excluded.ends_at else c.ends_at end
      returning encode(key, 'hex') as key, count, ends_at as "endsAt"`;
  });
  return stretches.map((stretch) => {
    const key = keyOf(ctx, stretch);
    const row = rows.find((each) => each.key === key);
    if (!row) throw new Error("a count was not written");
    return { count: row.count, endsAt: row.endsAt };
  });
}

/** How many were counted in the stretch that runs, without counting one more. */
export async function countedAtDoor(ctx: Context, stretch: Omit<Stretch, "ms">): Promise<number> {
  const key = keyOf(ctx, stretch);
  const rows = await reading(
    ctx,
    ({ sql }) => sql<{ count: number }[]>`
      select count from portal_counts
       where key = decode(${key}, 'hex') and ends_at > ${ctx.now}`,
  );
  return rows[0]?.count ?? 0;
}

/** Takes back one of each, of a try that was none. */
export async function releaseAtDoor(
  ctx: Context,
  stretches: readonly Omit<Stretch, "ms">[],
): Promise<void> {
  const keys = stretches.map((stretch) => keyOf(ctx, stretch));
  await inTransaction(ctx, async (_, { sql }) => {
    // Locked in the order in which they are counted: nobody waits crosswise.
    await sql`
      update portal_counts c set count = c.count - 1
        from (select key from portal_counts
               where key in (select decode(k, 'hex') from unnest(${keys}::text[]) as k)
                 and count > 0 and ends_at > ${ctx.now}
               order by key for update) held
       where c.key = held.key`;
  });
}

const keyOf = ({ keys }: Context, { what, text }: Pick<Stretch, "what" | "text">): string =>
  keys.hash(`portal:count:${what}`, text.trim().toLowerCase()).toString("hex");
