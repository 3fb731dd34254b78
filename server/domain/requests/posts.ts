import type { Tx } from "@/db/client";
import type { PostAuthor } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { writeSystemEvents } from "../cases";
import { authorOf, type Context } from "../context";
import { writeFact } from "../events";

export interface Post {
  id: number;
  author: PostAuthor;
  authorName: string;
  text: string;
  at: Date;
}

/** All that was written in a request and in those merged into it, the oldest first. */
export const readPosts = ({ sql }: Tx, caseId: number) => sql<Post[]>`
  select id, author, author_name as "authorName", text, at
    from request_posts where case_id = any (array(
      select ${caseId}::bigint union all
      select d.case_id from desk_requests d where d.merged_into_id = ${caseId})) order by id`;

export interface NewPost {
  caseId: number;
  author: PostAuthor;
  /** Null: no account wrote it; then it has a name of its own. */
  authorId: number | null;
  /** Left out: the actor's. */
  authorName?: string;
  text: string;
  idempotencyKey: string;
  /** Its mark on the timeline is made by who calls. */
  isMarked?: boolean;
}

/** What a post is kept under, so that sent again it is the same one. */
export const postKey = ({ author, authorId, idempotencyKey }: NewPost): string =>
  `${author}:${authorId ?? "mail"}:${idempotencyKey}`;

/**
 * Writes a line into a request, with its mark on the timeline and its fact. Sent twice with one key
 * it is one line; answers whether it is a new one. Throws conflict `requests.key_used`.
 */
export async function writePost(ctx: Context, post: NewPost): Promise<boolean> {
  if (!ctx.tx) throw new Error("a post is written inside the verb's transaction");
  const { sql } = ctx.tx;
  const { caseId, author, authorId, text } = post;
  const name = post.authorName ?? authorOf(ctx.actor).name;
  const key = postKey(post);
  const [row] = await sql<{ id: number }[]>`
    insert into request_posts (case_id, author, author_id, author_name, text, at, source_key)
    values (${caseId}, ${author}, ${authorId}, ${name}, ${text}, ${ctx.now}, ${key})
    on conflict do nothing returning id`;
  if (!row) {
    const [same] = await sql`
      select 1 from request_posts
       where source_key = ${key} and case_id = ${caseId} and text = ${text}`;
    if (same) return false;
    throw new DomainError("conflict", "requests.key_used");
  }
  if (!post.isMarked) {
    await writeSystemEvents(ctx, [{ caseId, code: `request.${author}`, params: { name }, text }]);
  }
  await writeFact(ctx, {
    name: "request.posted",
    payload: { postId: row.id, caseId, by: author },
  });
  return true;
}
