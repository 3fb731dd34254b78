import type { Tx } from "@/db/client";
import type { Mails } from "@/emails/mails";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../audit";
import { moveCase, requireCase } from "../cases";
import { authorize, type Context, inTransaction, type OperatorContext, reading } from "../context";
import { queueMails } from "../mails";
import { refreshClocks } from "./clock/refresh-clocks";
import { endAnswerTasks } from "./end-answer-tasks";
import { type AnswerInput, answerInput, postsInput } from "./inputs";
import { requireUnmerged } from "./lock-requests";
import { answerByMail } from "./mail/answer-by-mail";
import { noteReading } from "./note-reading";
import { isWritten, type Post, readPosts, writePost } from "./posts";

/** All that was written in a request; empty for a case of another category. Throws not_found. */
export async function postsOfRequest(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<Post[]> {
  authorize(ctx, "cases:read");
  const { caseId } = postsInput.parse(raw);
  const posts = await reading(ctx, async (tx) => {
    await requireCase(tx, caseId);
    return readPosts(tx, caseId);
  });
  if (posts.length > 0) await noteReading(ctx, caseId);
  return posts;
}

/** A field of a canned answer that had no value here: `{Dluh.Celkem}`. */
const UNFILLED = /\{\p{Lu}\p{L}*\.\p{L}+\}/u;

/**
 * Writes to the client of a request; it then waits for the client. Sent twice with one key it is one
 * answer. Throws not_found, precondition `requests.no_request`, `requests.closed`, invalid
 * `requests.unfilled` while a field of a canned answer stands in the words.
 */
export async function answerRequest(ctx: OperatorContext, raw: AnswerInput): Promise<void> {
  authorize(ctx, "cases:edit");
  const { caseId, text, fileIds, idempotencyKey } = answerInput.parse(raw);
  const [unfilled] = UNFILLED.exec(text) ?? [];
  if (unfilled) throw new DomainError("invalid", "requests.unfilled", { name: unfilled });
  await inTransaction(ctx, async (inner, tx) => {
    await requireCase(tx, caseId);
    const [row] = await tx.sql<{ category: string; state: string }[]>`
      select category, state from cases where id = ${caseId} for no key update`;
    const { operatorId: authorId } = ctx.actor;
    const post = { caseId, author: "operator" as const, authorId, text, fileIds, idempotencyKey };
    // It did arrive, whatever has become of the request since.
    if (await isWritten(tx, post)) return;
    await requireUnmerged(tx, [caseId]);
    if (row?.category !== "request") {
      throw new DomainError("precondition", "requests.no_request");
    }
    if (row.state === "closed") throw new DomainError("precondition", "requests.closed");
    if (!(await writePost(inner, post))) return;
    await endAnswerTasks(inner, tx, caseId);
    await tellAnswer(inner, tx, { caseId, text, fileIds });
    const entry = { action: "requests.answer", entity: "case", entityId: caseId, caseId };
    await writeAudit(inner, entry);
    if (row.state !== "waiting-client") await moveCase(inner, { caseId, transition: "answer" });
    await refreshClocks(tx, { now: ctx.now, caseIds: [caseId] });
  });
}

/** Sends a line of ours to its client: whole where they are answered by mail, else that it is there. */
export async function tellAnswer(
  ctx: Context,
  tx: Tx,
  { caseId, text, fileIds = [] }: { caseId: number; text: string; fileIds?: readonly number[] },
): Promise<void> {
  const postId = await lastPostId(tx, caseId);
  const mailedTo = await answerByMail(ctx, tx, { caseId, postId, text, fileIds });
  await tellClients(ctx, tx, { caseId, mailedTo });
}

async function lastPostId({ sql }: Tx, caseId: number): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    select max(id) as id from request_posts where case_id = ${caseId}`;
  return row?.id ?? 0;
}

interface Told {
  userId: number;
  email: string;
  language: Locale;
  postId: number;
  data: Mails["request_answered"];
}

/**
 * A mail to each account of whoever asked: that there is an answer, not what it says. Who gets the
 * words by mail gets no notice beside them.
 */
async function tellClients(
  ctx: Context,
  tx: Tx,
  { caseId, mailedTo }: { caseId: number; mailedTo: string | null },
): Promise<void> {
  const rows = await tx.sql<Told[]>`
    select u.id as "userId", u.email, u.language,
           (select max(r.id) from request_posts r where r.case_id = k.id) as "postId",
           json_build_object('sender', coalesce(nullif(s.title, ''), t.name), 'refNo', k.ref_no,
             'subject', coalesce(k.fields->>'subject', ''),
             'path', coalesce('//' || s.host, '/portal/' || t.slug) || '/requests/' || k.ref_no) as data
      from cases k
      join case_parties cp on cp.case_id = k.id and cp.role = 'client'
      join portal_users u on living_party(u.party_id) = cp.party_id and u.is_active
      join tenants t on t.id = k.tenant_id
      join portal_sites s on s.tenant_id = t.id and s.is_open
     where k.id = ${caseId} and lower(u.email) is distinct from ${mailedTo?.toLowerCase() ?? null}`;
  await queueMails(
    ctx,
    tx,
    rows.map(({ userId, email: toAddress, language, postId, data }) => ({
      key: `request.answered:${postId}:${userId}`,
      ...{ kind: "request_answered" as const, operatorId: null, toAddress, language, data },
    })),
  );
}
