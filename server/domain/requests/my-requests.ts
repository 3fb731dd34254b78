import type { Tx } from "@/db/client";
import type { RequestDecision, RequestKind } from "@/db/values/portal";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { type PortalContext, reading } from "../context";
import { requestInput } from "./inputs";
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
  state: string;
}

const STANDINGS: Record<string, RequestStanding> = {
  "waiting-client": "answered",
  resolved: "resolved",
  closed: "closed",
};

const shown = ({ id: _, state, ...row }: Row): MyRequest => ({
  ...row,
  standing: STANDINGS[state] ?? "open",
});

const rowsOf = ({ sql }: Tx, refNo: string | null) => sql<Row[]>`
  select k.id, k.ref_no as "refNo", k.state, coalesce(k.fields->>'subject', '') as subject,
         k.fields->>'requestKind' as kind, k.fields->>'aboutRefNo' as "aboutRefNo",
         k.fields->>'rating' as rating, p."openedAt", p."lastPostAt"
    from cases k
    left join lateral (select min(r.at) as "openedAt", max(r.at) as "lastPostAt"
                         from request_posts r where r.case_id = k.id) p on true
   where k.category = 'request' and k.voided_at is null
     ${refNo === null ? sql`` : sql`and k.ref_no = ${refNo}`}
   order by p."lastPostAt" desc nulls last, k.id desc limit 200`;

/** The client's requests, the one that somebody wrote into last first. */
export async function myRequests(ctx: PortalContext): Promise<MyRequest[]> {
  const rows = await reading(ctx, (tx) => rowsOf(tx, null));
  return rows.map(shown);
}

/** A request of the client's. Throws not_found. */
export async function loadMine(tx: Tx, refNo: string): Promise<Row> {
  const [row] = await rowsOf(tx, refNo);
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
