import type { Tx } from "@/db/client";
import type { RequestDecision, RequestKind } from "@/db/values/portal";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { decodeNumbers, type Page, toPage } from "@/server/kernel/page";
import { type PortalContext, reading } from "../context";
import { type MyRequestsInput, myRequestsInput, requestInput } from "./inputs";
import { type MyPost, readMyPosts } from "./posts";

/** How far a request is, as its client sees it. */
export type RequestStanding = "open" | "answered" | "resolved" | "closed";

export interface MyRequest {
  refNo: string;
  subject: string;
  kind: RequestKind | null;
  aboutRefNo: string | null;
  standing: RequestStanding;
  openedAt: Date;
  lastPostAt: Date | null;
  rating: "good" | "bad" | null;
  /** Somebody of the house wrote what this account has not opened yet. */
  hasNews: boolean;
}

export interface MyRequestDetail extends MyRequest {
  posts: MyPost[];
  /** What of it is decided; null: it is a question, nothing to be decided. */
  decision: RequestDecision | null;
  /** By when the law wants it answered; null: by no law. */
  dueOn: Day | null;
}

interface Row extends Omit<MyRequest, "standing"> {
  id: number;
  order: number;
  state: string;
}

const STANDINGS: Record<string, RequestStanding> = {
  "waiting-client": "answered",
  resolved: "resolved",
  closed: "closed",
};

const shown = ({ id: _, order: __, state, ...row }: Row): MyRequest => ({
  ...row,
  standing: STANDINGS[state] ?? "open",
});

/** Microseconds: what the list is ordered by; of one without a line, nothing. */
const orderSql = ({ sql }: Tx) =>
  sql`coalesce((extract(epoch from p."lastPostAt") * 1000000)::bigint, 0)`;

type Wanted = { refNo: string } | { after: readonly number[] | null; limit: number };

/** Of `cases k`: not one that was merged into another. */
export const notMerged = (sql: Tx["sql"]) => sql`
  and not exists (select from desk_requests d
                   where d.case_id = k.id and d.merged_into_id is not null)`;

/** An old number of a merged request leads to where it went. */
const livingOf = (sql: Tx["sql"], refNo: string) => sql`
  select coalesce(d.merged_into_id, o.id) from cases o
    left join desk_requests d on d.case_id = o.id
   where o.category = 'request' and o.ref_no = ${refNo} and o.voided_at is null`;

/**
 * Of a post `r`, and what the account `g` has read of the request that it was written in: one that was
 * merged has a reading of its own, for what is read of the other says nothing of it.
 */
export const isNews = (sql: Tx["sql"]) => sql`
  r.author = 'operator' and r.id > coalesce(g.post_id, 0)`;

const rowsOf = (tx: Tx, wanted: Wanted) => tx.sql<Row[]>`
  select ${orderSql(tx)} as "order", k.id, k.ref_no as "refNo", k.state, coalesce(k.fields->>'subject', '') as subject,
         k.fields->>'requestKind' as kind, k.fields->>'aboutRefNo' as "aboutRefNo",
         k.fields->>'rating' as rating, p."openedAt", p."lastPostAt",
         coalesce(p."hasNews", false) as "hasNews"
    from cases k
    left join lateral (select min(r.at) as "openedAt", max(r.at) as "lastPostAt",
                              bool_or(${isNews(tx.sql)}) as "hasNews"
                         from request_posts r
                         left join request_readings g on g.case_id = r.case_id
                        where r.case_id = any (array(
                           select k.id union all select m.case_id from desk_requests m
                            where m.merged_into_id = k.id))) p on true
   where k.category = 'request' and k.voided_at is null
     ${"refNo" in wanted ? tx.sql`and k.id = (${livingOf(tx.sql, wanted.refNo)})` : notMerged(tx.sql)}
     ${"after" in wanted && wanted.after ? afterSql(tx, wanted.after) : tx.sql``}
   order by 1 desc, k.id desc limit ${"limit" in wanted ? wanted.limit : 1}`;

const afterSql = (tx: Tx, [order = 0, id = 0]: readonly number[]) =>
  tx.sql`and (${orderSql(tx)}, k.id) < (${order}::bigint, ${id}::bigint)`;

/** The client's requests, the one that somebody wrote into last first. */
export async function myRequests(
  ctx: PortalContext,
  raw: MyRequestsInput = {},
): Promise<Page<MyRequest>> {
  const { cursor, limit } = myRequestsInput.parse(raw);
  const after = cursor ? decodeNumbers(cursor, 2) : null;
  const rows = await reading(ctx, (tx) => rowsOf(tx, { after, limit: limit + 1 }));
  const { items, nextCursor } = toPage(rows, limit, ({ order, id }) => [order, id]);
  return { items: items.map(shown), nextCursor };
}

/** A request of the client's. Throws not_found. */
export async function loadMine(tx: Tx, refNo: string): Promise<Row> {
  const [row] = await rowsOf(tx, { refNo });
  if (!row) throw new DomainError("not_found", "requests.not_found");
  return row;
}

/** How far a request is, for a page that looks again by itself. Throws not_found. */
export async function requestStamp(
  ctx: PortalContext,
  raw: { refNo: string },
): Promise<Pick<MyRequest, "lastPostAt" | "standing">> {
  const { refNo } = requestInput.parse(raw);
  const { lastPostAt, standing } = shown(await reading(ctx, (tx) => loadMine(tx, refNo)));
  return { lastPostAt, standing };
}

/** One of them with all that was written. Throws not_found `requests.not_found`. */
export async function myRequest(
  ctx: PortalContext,
  raw: { refNo: string },
): Promise<MyRequestDetail> {
  const { refNo } = requestInput.parse(raw);
  return reading(ctx, async (tx) => {
    const row = await loadMine(tx, refNo);
    const [posts, [right]] = await Promise.all([
      readMyPosts(tx, row.id),
      tx.sql<{ decision: RequestDecision | null; dueOn: Day | null }[]>`
        select k.fields->>'decision' as decision, d.due_on as "dueOn"
          from cases k left join data_rights d on d.request_id = k.id where k.id = ${row.id}`,
    ]);
    return { ...shown(row), posts, decision: right?.decision ?? null, dueOn: right?.dueOn ?? null };
  });
}
