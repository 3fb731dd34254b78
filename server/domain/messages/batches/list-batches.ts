import { authorize, type Context, reading } from "../../context";

export interface PostBatchItem {
  id: number;
  letters: number;
  pages: number;
  createdAt: Date;
  createdByName: string | null;
  postedOn: string | null;
  confirmedAt: Date | null;
  releasedAt: Date | null;
}

export interface PostBatches {
  /** Letters that wait for a batch now. */
  waiting: number;
  items: PostBatchItem[];
}

const SHOWN_MAX = 50;

/** Batches of letters, the newest first, and how many letters wait for the next one. */
export async function listBatches(ctx: Context): Promise<PostBatches> {
  authorize(ctx, "messages:read");
  return reading(ctx, async ({ sql }) => {
    const [row] = await sql<{ waiting: number }[]>`
      select count(*)::int as waiting from messages m join cases c on c.id = m.case_id
       where m.channel = 'letter' and m.state = 'waiting' and m.is_printed
         and m.batch_id is null and m.next_attempt_at <= ${ctx.now}`;
    const items = await sql<PostBatchItem[]>`
      select b.id, b.letters, b.pages, b.created_at as "createdAt", o.name as "createdByName",
             b.posted_on as "postedOn", b.confirmed_at as "confirmedAt",
             b.released_at as "releasedAt"
        from post_batches b left join operators o on o.id = b.created_by
       order by b.id desc limit ${SHOWN_MAX}`;
    return { waiting: row?.waiting ?? 0, items: [...items] };
  });
}
