import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { writeFacts } from "../events";
import { seesCase } from "../sees-case";
import { type ResendMailsInput, resendMailsInput } from "./inputs";

/**
 * Has failed mails tried once more, to the address that their reader has now. Left as they are: mails
 * to who works here no more, and about a case that has come behind a wall from their reader since.
 * Throws not_found `messages.none_to_resend` where nothing is left.
 */
export async function resendMails(ctx: Context, raw: ResendMailsInput): Promise<{ count: number }> {
  authorize(ctx, "settings:clock");
  const { mailIds } = resendMailsInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const rows = await tx.sql<{ id: number }[]>`
      update mails m set state = 'waiting', to_address = coalesce(o.email, m.to_address)
        from mails w left join operators o on o.id = w.operator_id
       where m.id = any(${mailIds}) and w.id = m.id and m.state = 'failed'
         and (m.operator_id is null or o.is_active)
         and not exists (
           select from jsonb_path_query(m.data, 'strict $.**.caseId ? (@.type() == "number")') c
             join cases k on k.id = c::bigint
            where m.operator_id is not null and not ${seesCase(tx.sql)})
      returning m.id`;
    if (rows.length === 0) throw new DomainError("not_found", "messages.none_to_resend");
    await writeFacts(
      inner,
      rows.map(({ id: mailId }) => ({
        name: "mail.queued" as const,
        payload: { mailId },
        key: `mail.queued:${mailId}:again:${ctx.now.getTime()}`,
      })),
    );
    await writeAudit(
      inner,
      rows.map(({ id }) => ({ action: "mails.resend", entity: "mail", entityId: id })),
    );
    return { count: rows.length };
  });
}
