import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../context";

const POSTS_PER_DAY = 60;

/** One account writes only so much in a day. Throws precondition `requests.too_many`. */
export async function requireRoom(ctx: Context, { sql }: Tx, authorId: number): Promise<void> {
  const since = new Date(ctx.now.getTime() - 86_400_000);
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from request_posts
     where author = 'client' and author_id = ${authorId} and at > ${since}`;
  if ((row?.count ?? 0) >= POSTS_PER_DAY) {
    throw new DomainError("precondition", "requests.too_many");
  }
}
