import type { Tx } from "@/db/client";
import { DATA_RIGHTS, type RequestKind } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { type Context, inService, inTransaction, type PortalContext, reading } from "../context";
import { type OpenRequestInput, openRequestInput } from "./inputs";
import { writtenIn } from "./posts";
import { askRight } from "./rights/ask-right";
import { requireRoom } from "./room";
import { startRequest } from "./start-request";

/**
 * Opens a request; sent twice with one key it is one. Throws not_found `requests.not_found` where it
 * names a case that is not the client's, invalid `requests.file_gone`; of what the law lets a person
 * ask also what `askRight` throws.
 */
export async function openRequest(
  ctx: PortalContext,
  raw: OpenRequestInput,
): Promise<{ refNo: string }> {
  const { aboutRefNo = null, ...input } = openRequestInput.parse(raw);
  if (aboutRefNo !== null) await requireOwnCase(ctx, aboutRefNo);
  const written = { ...input, aboutRefNo, ...(await clientOf(ctx)) };
  const right = DATA_RIGHTS.find((kind) => kind === input.kind);
  return inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    if (!right) return { refNo: (await writeRequest(inner, tx, written)).refNo };
    const opened = await writeRequest(inner, tx, { ...written, decision: "pending" });
    if (opened.isNew) await askRight(inner, tx, { ...opened, kind: right });
    return { refNo: opened.refNo };
  });
}

/** Who asks, and which cases are theirs: read in the client's own transaction. */
export async function clientOf(
  ctx: PortalContext,
): Promise<Pick<NewRequest, "authorId" | "partyId" | "ownIds" | "language">> {
  const { portalUserId, letter, partyId, language } = ctx.actor;
  // Who came by a letter has no account that could be the author.
  const authorId = letter ? null : portalUserId;
  return { authorId, partyId, language, ownIds: await reading(ctx, ({ sql }) => ownCaseIds(sql)) };
}

export interface NewRequest {
  subject: string;
  kind: RequestKind;
  text: string;
  aboutRefNo: string | null;
  uploadIds: readonly number[];
  idempotencyKey: string;
  /** Null: who came by a letter, without an account; they send no files. */
  authorId: number | null;
  partyId: number;
  language: string;
  ownIds: readonly { id: number }[];
  /** Where it cannot end before somebody decides. */
  decision?: "pending";
}

export interface OpenedRequest {
  caseId: number;
  refNo: string;
  partyId: number;
  isNew: boolean;
}

/** The request with its first words, in the transaction of the verb that opens it. */
export async function writeRequest(
  ctx: Context,
  tx: Tx,
  request: NewRequest,
): Promise<OpenedRequest> {
  const { authorId, text, uploadIds, idempotencyKey: key, ownIds: _, ...written } = request;
  if (authorId === null && uploadIds.length > 0) {
    throw new DomainError("invalid", "requests.file_gone");
  }
  // Lines without an account share one author: whose they are is a part of what they are kept under.
  const idempotencyKey = authorId === null ? `letter:${request.partyId}:${key}` : key;
  const post = { author: "client" as const, authorId, idempotencyKey, text };
  if (authorId !== null && (await writtenIn(tx, post)) === null) {
    await requireRoom(ctx, tx, authorId);
  }
  const place = await placeOf(tx, request);
  const opened = await startRequest(ctx, {
    ...{ ...written, ...place, channel: "portal" },
    idempotencyKey: authorId === null ? idempotencyKey : `portal:${authorId}:${key}`,
    post: { authorId, text, uploadIds, idempotencyKey },
  });
  return { ...opened, partyId: place.partyId };
}

const ownCaseIds = (sql: Tx["sql"]) => sql<{ id: number }[]>`
  select id from cases where category <> 'request'`;

/**
 * Behind which wall the request stands: that of the case it is about, else of the client's newest
 * open one. A request without a wall would show its client to everybody. A merged card is its other.
 */
async function placeOf(
  { sql }: Tx,
  { partyId, aboutRefNo, ownIds }: Pick<NewRequest, "partyId" | "aboutRefNo" | "ownIds">,
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

async function requireOwnCase(ctx: PortalContext, refNo: string): Promise<void> {
  const [found] = await reading(
    ctx,
    ({ sql }) => sql`select 1 from cases where ref_no = ${refNo} and category <> 'request'`,
  );
  if (!found) throw new DomainError("not_found", "requests.not_found");
}
