import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { Mails } from "@/emails/mails";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../../audit";
import { refreshCaseSearch, refreshTimeline } from "../../cases";
import { type Context, inTransaction, type OperatorContext, type SystemActor } from "../../context";
import { type QueuedMail, queueMails } from "../../mails";
import { eraseParty } from "../../parties";
import { confirmErasureInput } from "../inputs";
import { endRight, isDecided, requireRequest } from "./decide-right";
import { addressesOf, emptyAccounts } from "./erase-accounts";
import { inOwnJob } from "./in-own-job";
import { legalHolds } from "./legal-holds";
import { lockRight, type RightRow } from "./load-right";

type ConfirmErasureInput = z.input<typeof confirmErasureInput>;

/**
 * The first of two people says that a person is to be erased. Throws precondition
 * `requests.legal_holds` while the law holds the data, `requests.not_confirmed`, conflict
 * `requests.right_decided`, not_found `requests.right_not_found`.
 */
export async function proposeErasure(
  ctx: OperatorContext,
  raw: ConfirmErasureInput,
): Promise<void> {
  const { caseId: requestId, confirmRefNo } = confirmErasureInput.parse(raw);
  await requireRequest(ctx, requestId);
  const { operatorId, name } = ctx.actor;
  await inTransaction(inOwnJob(ctx), async (inner, tx) => {
    const right = await loadErasable(inner, tx, { requestId, confirmRefNo });
    if (!right || right.proposedBy !== null) return;
    await tx.sql`
      update data_rights set proposed_by = ${operatorId}, proposed_name = ${name},
             proposed_at = ${inner.now} where id = ${right.id}`;
    const entry = { action: "requests.propose-erasure", entity: "party", entityId: right.partyId };
    await writeAudit(inner, { ...entry, caseId: requestId });
  });
}

/**
 * The second of two people approves, and the person is erased, in one transaction: the card, the
 * portal's accounts, what they wrote and sent in requests. Figures, audit and what was sent to them
 * stay, which a mail tells them. It cannot be taken back; done already, nothing happens. Throws as
 * `proposeErasure`, precondition `requests.not_proposed`, forbidden `requests.second_person`.
 */
export async function approveErasure(
  ctx: OperatorContext,
  raw: ConfirmErasureInput,
): Promise<void> {
  const { caseId: requestId, confirmRefNo } = confirmErasureInput.parse(raw);
  await requireRequest(ctx, requestId);
  await inTransaction(inOwnJob(ctx), async (inner, tx) => {
    const right = await loadErasable(inner, tx, { requestId, confirmRefNo });
    if (!right) return;
    if (right.proposedBy === null) throw new DomainError("precondition", "requests.not_proposed");
    if (right.proposedBy === ctx.actor.operatorId) {
      throw new DomainError("forbidden", "requests.second_person");
    }
    const emails = await addressesOf(tx, right.partyId);
    const farewells = await farewellsOf(tx, right);
    const { partyIds } = await eraseParty(inner, { partyId: right.partyId });
    await eraseRequests(tx, { partyIds, emails });
    await queueMails(inner, tx, farewells);
    await emptyAccounts(tx, { partyIds, emails });
    await endRight(inner, tx, { right, outcome: "granted", holds: [] });
  });
}

/** The request that may be carried out; null: it was already. */
async function loadErasable(
  ctx: Context<SystemActor>,
  tx: Tx,
  { requestId, confirmRefNo }: { requestId: number; confirmRefNo: string },
): Promise<RightRow | null> {
  const right = await lockRight(tx, { requestId, kind: "erasure" });
  if (isDecided(right, "granted")) return null;
  if (right.refNo !== confirmRefNo) {
    throw new DomainError("precondition", "requests.not_confirmed", { field: "confirmRefNo" });
  }
  const holds = await legalHolds(tx, { partyId: right.partyId, today: ctx.today });
  if (holds.length > 0) {
    throw new DomainError("precondition", "requests.legal_holds", { count: holds.length });
  }
  return right;
}

/** After it nobody can sign in to read an answer, so it goes to where they were written to. */
async function farewellsOf(tx: Tx, right: RightRow): Promise<QueuedMail[]> {
  const rows = await tx.sql<{ id: number; email: string; language: Locale; sender: string }[]>`
    select u.id, u.email, u.language, coalesce(nullif(s.title, ''), t.name) as sender
      from portal_users u join tenants t on t.id = u.tenant_id
      left join portal_sites s on s.tenant_id = u.tenant_id
     where living_party(u.party_id) = ${right.partyId} and u.password_hash <> '!'`;
  return rows.map(({ id, email: toAddress, language, sender }) => ({
    key: `data.erased:${right.id}:${id}`,
    ...{ kind: "data_erased" as const, operatorId: null, toAddress, language },
    data: { sender, refNo: right.refNo } satisfies Mails["data_erased"],
  }));
}

interface Erased {
  partyIds: readonly number[];
  emails: readonly string[];
}

/** What they wrote and sent in their requests and by mail; what we answered stays. */
async function eraseRequests(tx: Tx, { partyIds, emails }: Erased): Promise<void> {
  const { sql } = tx;
  const rows = await sql<{ id: number }[]>`
    select k.id from cases k
     where k.category = 'request' and k.id in (
       select case_id from case_parties
        where role = 'client' and party_id = any(${partyIds as number[]}::bigint[]))
     order by k.id for no key update`;
  const caseIds = rows.map(({ id }) => id);
  await sql`select erase_request_posts(${caseIds}::bigint[])`;
  const replyCaseIds = await eraseReplies(tx, { caseIds, emails });
  const files = await sql<{ fileId: number }[]>`
    select unnest(erase_request_mails(${caseIds}::bigint[])) as "fileId"
    union
    select unnest(erase_mails_of(${emails as string[]}::text[]))
    union
    select file_id from request_files
     where author = 'client' and case_id = any(${caseIds}::bigint[])`;
  const fileIds = files.map(({ fileId }) => fileId);
  await sql`
    update case_events set text = '', file_id = null, deleted_at = now(), version = version + 1
     where file_id = any(${fileIds}::bigint[])`;
  await sql`
    update case_events set text = '', data = jsonb_set(data, '{params,name}', '""')
     where case_id = any(${caseIds}::bigint[]) and kind = 'system'
       and data->>'code' = 'request.client'`;
  await sql`delete from request_files where file_id = any(${fileIds}::bigint[])`;
  // One that went out with a message is that message's, and what was sent stays.
  await sql`
    delete from files f where f.id = any(${fileIds}::bigint[])
       and not exists (select from message_files m where m.file_id = f.id)`;
  await sql`update cases set fields = fields || '{"subject": "–"}', version = version + 1
             where id = any(${caseIds}::bigint[])`;
  const touched = [...new Set([...caseIds, ...replyCaseIds])];
  await refreshTimeline(tx, touched);
  await refreshCaseSearch(tx, touched);
}

/** Lines of the timeline that show the mails which became their posts, or waited beside them. */
async function eraseReplies(
  { sql }: Tx,
  { caseIds, emails }: { caseIds: readonly number[]; emails: readonly string[] },
): Promise<number[]> {
  const rows = await sql<{ caseId: number }[]>`
    update case_events e set text = '', version = e.version + 1,
           data = e.data || '{"fromName": "", "fromAddress": "", "subject": ""}'
      from messages m join request_mails r on r.message_id = m.id
     where e.id = m.event_id and e.kind = 'reply' and m.direction = 'inbound'
       and (r.standing = 'posted' and r.case_id = any(${caseIds as number[]}::bigint[])
            or r.standing <> 'posted' and lower(m.from_address) = any(${emails as string[]}::text[]))
    returning e.case_id as "caseId"`;
  return rows.map(({ caseId }) => caseId);
}
