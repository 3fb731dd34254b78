import type { Fragment, Tx } from "@/db/client";
import type { PostAuthor } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { writeSystemEvents } from "../cases";
import { authorOf, type Context } from "../context";
import { writeFact } from "../events";
import { attachDocuments, attachUploads } from "./files/attach-files";
import { livingRequest } from "./lock-requests";
import { withMerged } from "./with-merged";

export interface PostFile {
  /** Of the file in its request. */
  id: number;
  /** Of the document on the case; null: somebody deleted it there. */
  fileId: number | null;
  name: string;
  sizeBytes: number;
}

export interface Post {
  id: number;
  author: PostAuthor;
  authorName: string;
  text: string;
  at: Date;
  files: PostFile[];
}

/** What a client is told of a line. */
export type MyPost = Omit<Post, "files"> & { files: Omit<PostFile, "fileId">[] };

interface Row extends Omit<Post, "files"> {
  files: PostFile[] | null;
}

const rowsOf = ({ sql }: Tx, caseId: number, fileId: Fragment) => sql<Row[]>`
  select p.id, p.author, p.author_name as "authorName", p.text, p.at,
         (select json_agg(json_build_object('id', r.id, 'fileId', ${fileId}, 'name', f.name,
                                            'sizeBytes', f.size_bytes) order by r.id)
            from request_files r join files f on f.id = r.file_id
           where r.post_id = p.id) as files
    from request_posts p where p.case_id = any(${withMerged(sql, caseId)}) order by p.id`;

/** All that was written in a request and in those merged into it, the oldest first. */
export async function readPosts(tx: Tx, caseId: number): Promise<Post[]> {
  const kept = tx.sql`(select e.file_id from case_events e where e.file_id = r.file_id
                          and e.deleted_at is null limit 1)`;
  const rows = await rowsOf(tx, caseId, kept);
  return rows.map((row) => ({ ...row, files: row.files ?? [] }));
}

/** The same as its client sees it: in their transaction nothing else can be read. */
export async function readMyPosts(tx: Tx, caseId: number): Promise<MyPost[]> {
  const rows = await rowsOf(tx, caseId, tx.sql`null::bigint`);
  return rows.map((row) => ({
    ...row,
    files: (row.files ?? []).map(({ id, name, sizeBytes }) => ({ id, name, sizeBytes })),
  }));
}

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
  /** What the client sent before and puts to it now. */
  uploadIds?: readonly number[];
  /** Documents that an operator gives the client with it. */
  fileIds?: readonly number[];
}

/** What a post is kept under, so that sent again it is the same one. */
export const postKey = ({
  author,
  authorId,
  idempotencyKey,
}: Pick<NewPost, "author" | "authorId" | "idempotencyKey">): string =>
  `${author}:${authorId ?? "mail"}:${idempotencyKey}`;

/** The case where a line stands that was sent before: the same words under the same key. */
export async function writtenIn(
  { sql }: Tx,
  post: Pick<NewPost, "author" | "authorId" | "idempotencyKey" | "text">,
): Promise<number | null> {
  const [row] = await sql<{ caseId: number }[]>`
    select case_id as "caseId" from request_posts
     where source_key = ${postKey(post)} and text = ${post.text}`;
  return row?.caseId ?? null;
}

/** Whether a line stands already in a request, in the one it was merged into, or in one of that. */
export async function isWritten(tx: Tx, post: NewPost): Promise<boolean> {
  const foundIn = await writtenIn(tx, post);
  if (foundIn === null || foundIn === post.caseId) return foundIn !== null;
  return (await livingRequest(tx, foundIn)) === (await livingRequest(tx, post.caseId));
}

/**
 * Writes a line into a request, with its mark on the timeline and its fact. Sent twice with one key
 * it is one line; answers whether it is a new one. Throws conflict `requests.key_used`, invalid
 * `requests.file_gone`.
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
    if (await isWritten(ctx.tx, post)) return false;
    throw new DomainError("conflict", "requests.key_used");
  }
  if (authorId !== null) {
    const attached = { caseId, postId: row.id, authorId };
    await attachUploads(ctx, attached, post.uploadIds ?? []);
    await attachDocuments(ctx, attached, post.fileIds ?? []);
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
