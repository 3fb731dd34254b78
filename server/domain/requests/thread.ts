import type { PostAuthor } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { authorize, type OperatorContext, reading } from "../context";
import { type RequestDebts, readDebts } from "./debts";
import { requestIdInput } from "./desk-inputs";
import { type DeskItem, readDeskItem } from "./list-desk";
import { noteReading } from "./note-reading";
import { type PostFile, readPosts } from "./posts";

/** A line of a request: of the client, to the client, or a note that the client never sees. */
export interface ThreadLine {
  key: string;
  author: PostAuthor | "note";
  authorName: string;
  text: string;
  at: Date;
  files: PostFile[];
}

export interface Thread {
  item: DeskItem;
  debts: RequestDebts;
  /** Numbers of those merged into it. */
  merged: string[];
  /** Where this one went. */
  mergedInto: { caseId: number; refNo: string } | null;
  lines: ThreadLine[];
}

/** A request with all that was written, notes of colleagues among it. Throws not_found. */
export async function requestThread(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<Thread> {
  authorize(ctx, "cases:read");
  const { caseId } = requestIdInput.parse(raw);
  const thread = await readThread(ctx, caseId);
  await noteReading(ctx, caseId);
  return thread;
}

function readThread(ctx: OperatorContext, caseId: number): Promise<Thread> {
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const [item, debts, posts, notes, ties] = await Promise.all([
      readDeskItem(tx, { caseId, now: ctx.now }),
      readDebts(ctx, tx, caseId),
      readPosts(tx, caseId),
      sql<{ id: number; authorName: string | null; text: string; at: Date }[]>`
        select e.id, o.name as "authorName", e.text, e.at from case_events e
          left join operators o on o.id = e.author_id
         where e.case_id = any (array(
                 select ${caseId}::bigint union all
                 select d.case_id from desk_requests d where d.merged_into_id = ${caseId}))
           and e.kind = 'note' and e.deleted_at is null order by e.id`,
      sql<Pick<Thread, "merged" | "mergedInto">[]>`
        select coalesce((select json_agg(m.ref_no order by m.id) from desk_requests x
                           join cases m on m.id = x.case_id
                          where x.merged_into_id = k.id), '[]') as merged,
               (select json_build_object('caseId', t.id, 'refNo', t.ref_no)
                  from desk_requests y join cases t on t.id = y.merged_into_id
                 where y.case_id = k.id) as "mergedInto"
          from cases k where k.id = ${caseId}`,
    ]);
    const [tie] = ties;
    if (!item || !tie) throw new DomainError("not_found", "requests.not_found");
    const lines: ThreadLine[] = [
      ...posts.map(({ id, ...post }) => ({ ...post, key: `post-${id}` })),
      ...notes.map(({ id, authorName, text, at }) => {
        return {
          key: `note-${id}`,
          author: "note" as const,
          authorName: authorName ?? "",
          text,
          at,
          files: [],
        };
      }),
    ];
    lines.sort((one, other) => one.at.getTime() - other.at.getTime());
    return { item, debts, ...tie, lines };
  });
}
