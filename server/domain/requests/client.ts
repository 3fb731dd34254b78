import type { Tx } from "@/db/client";
import type { RequestKind } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../audit";
import { moveCase, openCase, updateCase } from "../cases";
import { type Context, inService, inTransaction, type PortalContext, reading } from "../context";
import { addTask } from "../timeline";
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
  const { portalUserId: authorId } = ctx.actor;
  const aboutRefNo = input.aboutRefNo ?? null;
  if (aboutRefNo !== null) await requireOwnCase(ctx, aboutRefNo);
  const ownIds = await reading(ctx, ({ sql }) => ownCaseIds(sql));
  return inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    await requireRoom(inner, tx, authorId);
    const { partyId, accessGroupId } = await placeOf(tx, {
      ...{ partyId: ctx.actor.partyId, aboutRefNo, ownIds },
    });
    const { caseId, refNo } = await openCase(inner, {
      category: "request",
      accessGroupId,
      parties: [{ partyId, role: "client" }],
      fields: { subject: input.subject, requestKind: input.kind, aboutRefNo },
      idempotencyKey: `portal:${authorId}:${input.idempotencyKey}`,
    });
    const { text, idempotencyKey } = input;
    const isNew = await writePost(inner, {
      ...{ caseId, author: "client", authorId, text, idempotencyKey },
    });
    if (isNew) await askSomebody(inner, caseId);
    return { refNo };
  });
}

const ownCaseIds = (sql: Tx["sql"]) => sql<{ id: number }[]>`
  select id from cases where category <> 'request'`;

interface Asking {
  partyId: number;
  aboutRefNo: string | null;
  ownIds: readonly { id: number }[];
}

/**
 * Behind which wall the request stands: that of the case it is about, else of the client's newest
 * open one. A request without a wall would show its client to everybody. A merged card is its other.
 */
async function placeOf(
  { sql }: Tx,
  { partyId, aboutRefNo, ownIds }: Asking,
): Promise<{ partyId: number; accessGroupId: number | null }> {
  const ids = ownIds.map(({ id }) => id);
  const [row] = await sql<{ partyId: number; accessGroupId: number | null }[]>`
    select living_party(${partyId}) as "partyId",
           (select k.access_group_id from cases k
             where k.id = any(${ids}::bigint[])
               and (${aboutRefNo}::text is null or k.ref_no = ${aboutRefNo})
             order by k.closed_at is null desc, k.access_group_id is null, k.id desc
             limit 1) as "accessGroupId"`;
  if (!row) throw new Error("no row");
  return row;
}

const POSTS_PER_DAY = 60;

/** One account writes only so much in a day. Throws precondition `requests.too_many`. */
async function requireRoom(ctx: Context, { sql }: Tx, authorId: number): Promise<void> {
  const since = new Date(ctx.now.getTime() - 86_400_000);
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from request_posts
     where author = 'client' and author_id = ${authorId} and at > ${since}`;
  if ((row?.count ?? 0) >= POSTS_PER_DAY) {
    throw new DomainError("precondition", "requests.too_many");
  }
}

const TASKS: Record<Locale, string> = {
  cs: "Odpovědět klientovi",
  sk: "Odpovedať klientovi",
  en: "Answer the client",
  ru: "Ответить клиенту",
};

/** A task of whoever has the request, due tomorrow; one is enough until it is done. */
async function askSomebody(ctx: Context, caseId: number): Promise<void> {
  if (!ctx.tx) throw new Error("a task is written inside the verb's transaction");
  const [row] = await ctx.tx.sql<{ ownerId: number | null; isAsked: boolean; language: Locale }[]>`
    select k.owner_id as "ownerId", t.language,
           exists (select from case_events e where e.case_id = k.id and e.kind = 'task'
                      and e.resolved_at is null and e.deleted_at is null) as "isAsked"
      from cases k join tenants t on t.id = k.tenant_id where k.id = ${caseId}`;
  if (!row || row.isAsked) return;
  const dueAt = new Date(ctx.now.getTime() + 86_400_000);
  const text = TASKS[row.language] ?? TASKS.cs;
  await addTask(ctx, { caseId, text, dueAt, assigneeId: row.ownerId });
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
    await requireRoom(inner, tx, authorId);
    const isNew = await writePost(inner, {
      ...{ caseId, author: "client", authorId, text, idempotencyKey },
    });
    if (!isNew) return;
    await askSomebody(inner, caseId);
    const entry = { action: "requests.reply", entity: "case", entityId: caseId, caseId };
    await writeAudit(inner, entry);
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
    const [answered] = await tx.sql`
      select 1 from request_posts where case_id = ${caseId} and author = 'operator' limit 1`;
    if (!isDone || !answered) throw new DomainError("precondition", "requests.not_answered");
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
