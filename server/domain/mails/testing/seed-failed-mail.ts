import type { MailKind } from "@/db/values/mails";
import { inTransaction, type OperatorContext } from "../../context";
import { queueMails } from "../queue-mails";

/** A mail to the actor that was given up; its fact has been carried. */
export async function seedFailedMail(
  ctx: OperatorContext,
  { name, ...more }: { name: string; caseId?: number },
): Promise<{ mailId: number }> {
  const { operatorId, language } = ctx.actor;
  return inTransaction(ctx, async (inner, tx) => {
    const kind: MailKind = "overdue_digest";
    const mail = { key: `seed:${name}`, kind, operatorId, language, data: { name, ...more } };
    await queueMails(inner, tx, [{ ...mail, toAddress: `old-${operatorId}@mail.example` }]);
    await tx.sql`update outbox_facts set relayed_at = now() where name = 'mail.queued'`;
    const [row] = await tx.sql<{ id: number }[]>`
      update mails set state = 'failed', attempts = 8, claimed_at = ${ctx.now},
             last_error = '451 EENVELOPE' where key = ${mail.key} returning id`;
    return { mailId: row?.id ?? 0 };
  });
}
