import type { Tx } from "@/db/client";
import type { RequestKind } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { moveCase, openCase, updateCase } from "../cases";
import { inService, inTransaction, type PortalContext, reading } from "../context";
import {
  type OpenRequestInput,
  openRequestInput,
  type RateInput,
  type ReplyInput,
  rateInput,
  replyInput,
  requestInput,
} from "./inputs";
import { type Post, readPosts, writePost } from "./posts";

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
  posts: Post[];
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

async function loadMine(tx: Tx, refNo: string): Promise<Row> {
  const [row] = await rowsOf(tx, refNo);
  if (!row) throw new DomainError("not_found", "requests.not_found");
  return row;
}

/** One of them with all that was written. Throws not_found `requests.not_found`. */
export async function myRequest(
  ctx: PortalContext,
  raw: { refNo: string },
): Promise<MyRequestDetail> {
  const { refNo } = requestInput.parse(raw);
  return reading(ctx, async (tx) => {
    const row = await loadMine(tx, refNo);
    return { ...shown(row), posts: [...(await readPosts(tx, row.id))] };
  });
}

/**
 * Opens a request; sent twice with one key it is one. Throws not_found `requests.not_found` where it
 * names a case that is not the client's.
 */
export async function openRequest(
  ctx: PortalContext,
  raw: OpenRequestInput,
): Promise<{ refNo: string }> {
  const input = openRequestInput.parse(raw);
  const { partyId, portalUserId: authorId } = ctx.actor;
  const aboutRefNo = input.aboutRefNo ?? null;
  if (aboutRefNo !== null) await requireOwnCase(ctx, aboutRefNo);
  return inTransaction(inService(ctx, "portal"), async (inner) => {
    const { caseId, refNo } = await openCase(inner, {
      category: "request",
      parties: [{ partyId, role: "client" }],
      fields: { subject: input.subject, requestKind: input.kind, aboutRefNo },
      idempotencyKey: `portal:${authorId}:${input.idempotencyKey}`,
    });
    const { text, idempotencyKey } = input;
    await writePost(inner, { caseId, author: "client", authorId, text, idempotencyKey });
    return { refNo };
  });
}

async function requireOwnCase(ctx: PortalContext, refNo: string): Promise<void> {
  const [found] = await reading(
    ctx,
    ({ sql }) => sql`select 1 from cases where ref_no = ${refNo} and category <> 'request'`,
  );
  if (!found) throw new DomainError("not_found", "requests.not_found");
}

/** Writes into a request; one that was answered, resolved or closed goes back to the people. */
export async function replyToRequest(ctx: PortalContext, raw: ReplyInput): Promise<void> {
  const { refNo, text, idempotencyKey } = replyInput.parse(raw);
  const { id: caseId } = await reading(ctx, (tx) => loadMine(tx, refNo));
  const { portalUserId: authorId } = ctx.actor;
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    const state = await lockedState(tx, caseId);
    const isNew = await writePost(inner, {
      ...{ caseId, author: "client", authorId, text, idempotencyKey },
    });
    if (!isNew) return;
    if (state === "closed") await moveCase(inner, { caseId, transition: "reopen" });
    else if (state === "waiting-client" || state === "resolved") {
      await moveCase(inner, { caseId, transition: "client-replied" });
    }
  });
}

/** Closes a request that its client no longer needs. Closed already, it stays so. */
export async function closeMyRequest(ctx: PortalContext, raw: { refNo: string }): Promise<void> {
  const { refNo } = requestInput.parse(raw);
  const { id: caseId } = await reading(ctx, (tx) => loadMine(tx, refNo));
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    if ((await lockedState(tx, caseId)) === "closed") return;
    await moveCase(inner, { caseId, transition: "close" });
  });
}

/** Says whether the answer helped. Throws precondition `requests.not_answered`. */
export async function rateRequest(ctx: PortalContext, raw: RateInput): Promise<void> {
  const { refNo, rating } = rateInput.parse(raw);
  const { id: caseId } = await reading(ctx, (tx) => loadMine(tx, refNo));
  await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    const state = await lockedState(tx, caseId);
    const isDone = state === "resolved" || state === "closed";
    if (!isDone) throw new DomainError("precondition", "requests.not_answered");
    const [row] = await tx.sql<{ version: number }[]>`
      select version from cases where id = ${caseId}`;
    await updateCase(inner, { caseId, version: row?.version ?? 0, fields: { rating } });
    const entry = { entity: "case", entityId: caseId, caseId, action: "requests.rate" };
    await writeAudit(inner, { ...entry, after: { rating } });
  });
}

async function lockedState({ sql }: Tx, caseId: number): Promise<string> {
  const [row] = await sql<{ state: string }[]>`
    select state from cases where id = ${caseId} for no key update`;
  return row?.state ?? "";
}
