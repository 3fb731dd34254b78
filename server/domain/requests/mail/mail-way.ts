import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../../audit";
import { requireCase } from "../../cases";
import { authorize, type Context, inTransaction } from "../../context";
import { withMerged } from "../with-merged";
import { type MailWayInput, mailWayInput } from "./inputs";
import { readMailRules } from "./rules";

/** How an answer reaches the client of a request by mail. */
export interface MailWay {
  /** Where its words go; null: by mail they get a notice at most. */
  to: { address: string; name: string; inReplyTo: string | null; language: Locale | null } | null;
  /** Whether the client has an account at an open portal, and a choice is to be made. */
  hasAccount: boolean;
  sendsText: boolean;
  /** Of this request alone, not of the tenant. */
  isOwnChoice: boolean;
}

interface Row {
  address: string | null;
  name: string | null;
  inReplyTo: string | null;
  language: Locale | null;
  accountAddress: string | null;
  accountName: string | null;
  accountLanguage: Locale | null;
  ownChoice: boolean | null;
}

/**
 * Who wrote by mail is answered by mail, at the address that they wrote from last; who has an account
 * at the portal gets a notice and reads there, unless the tenant or the request says otherwise.
 */
export async function mailWayOf(tx: Tx, caseId: number): Promise<MailWay> {
  const { sendsText: isTenants } = await readMailRules(tx);
  const [row] = await tx.sql<Row[]>`
    select w.from_address as address, w.from_name as name, w.message_id as "inReplyTo",
           w.language, u.email as "accountAddress", u.name as "accountName",
           u.language as "accountLanguage",
           (select sends_text from request_mail_ways where case_id = ${caseId}) as "ownChoice"
      from (values (1)) one
      left join lateral (
        select m.from_address, m.from_name, m.message_id, r.language
          from request_mails r join messages m on m.id = r.message_id
         where r.case_id = any(${withMerged(tx.sql, caseId)}) and r.standing = 'posted'
         order by r.post_id desc limit 1) w on true
      left join lateral (
        select p.email, p.name, p.language
          from case_parties cp join portal_users p on living_party(p.party_id) = cp.party_id
          join portal_sites s on s.tenant_id = p.tenant_id and s.is_open
         where cp.case_id = ${caseId} and cp.role = 'client' and p.is_active
         order by p.id limit 1) u on true`;
  if (!row) throw new Error("no row");
  const { address, name, inReplyTo, language, accountAddress, ownChoice } = row;
  const hasAccount = accountAddress !== null;
  const sendsText = ownChoice ?? isTenants;
  const way = { hasAccount, sendsText, isOwnChoice: ownChoice !== null };
  if (hasAccount && !sendsText) return { ...way, to: null };
  if (address !== null) return { ...way, to: { address, name: name ?? "", inReplyTo, language } };
  if (!hasAccount) return { ...way, to: null };
  const { accountName, accountLanguage } = row;
  const account = { address: accountAddress, name: accountName ?? "", inReplyTo: null };
  return { ...way, to: { ...account, language: accountLanguage } };
}

/** Says of one request whether answers leave whole; null: as the tenant has it. */
export async function setMailWay(ctx: Context, raw: MailWayInput): Promise<void> {
  authorize(ctx, "cases:edit");
  const { caseId, sendsText } = mailWayInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    await requireCase(tx, caseId);
    const [row] = await tx.sql<{ category: string }[]>`
      select category from cases where id = ${caseId}`;
    if (row?.category !== "request") {
      throw new DomainError("precondition", "requests.no_request");
    }
    if (sendsText === null) {
      await tx.sql`delete from request_mail_ways where case_id = ${caseId}`;
    } else {
      await tx.sql`
        insert into request_mail_ways (case_id, sends_text) values (${caseId}, ${sendsText})
        on conflict (tenant_id, case_id) do update set sends_text = excluded.sends_text`;
    }
    const entry = { action: "requests.set-mail-way", entity: "case", entityId: caseId, caseId };
    await writeAudit(inner, { ...entry, after: { sendsText } });
  });
}
