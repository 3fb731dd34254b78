import type { z } from "zod";
import type { MailboxPurpose } from "@/db/values/request-mails";
import { readMail } from "@/server/connectors/imap";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction, reading } from "../../context";
import { fileContent } from "../../files";
import { retryUnreadableInput } from "../channel-inputs";
import { visibleMessage } from "../visible-message";
import { lockUnfiled } from "./load-unfiled";
import { takeMails } from "./take-mails";

interface Dead {
  fileId: number | null;
  mailbox: string;
  purpose: MailboxPurpose | null;
  at: Date;
}

/**
 * Reads a mail anew that could not be read or filed when it came, from its bytes as they are kept; the
 * first try is then put aside. Throws not_found `messages.not_found`, precondition
 * `channels.still_unreadable` where nothing of it is kept or it still cannot be read.
 */
export async function retryUnreadable(
  ctx: Context,
  raw: z.input<typeof retryUnreadableInput>,
): Promise<void> {
  authorize(ctx, "messages:send");
  const { messageId } = retryUnreadableInput.parse(raw);
  const { dead, bytes } = await reading(ctx, async (tx) => {
    const [row] = await tx.sql<Dead[]>`
      select m.to_address as mailbox, m.mailbox as purpose, coalesce(m.sent_at, m.created_at) as at,
             (select x.file_id from message_files x
               where x.message_id = m.id and x.kind = 'original' limit 1) as "fileId"
        from messages m left join cases c on c.id = m.case_id
       where m.id = ${messageId} and m.channel = 'email' and m.inbound_kind = 'unreadable'
         and ${visibleMessage(tx.sql)}`;
    if (!row) throw new DomainError("not_found", "messages.not_found");
    return { dead: row, bytes: row.fileId === null ? null : await fileContent(tx, row.fileId) };
  });
  const entry = { uid: 0, size: bytes?.length ?? 0, receivedAt: dead.at };
  const item = bytes && (await readMail(entry, bytes));
  if (item?.kind !== "mail") throw new DomainError("precondition", "channels.still_unreadable");
  await inTransaction(ctx, async (inner, tx) => {
    await lockUnfiled(tx, messageId);
    const key = `${item.key}#${messageId}`;
    const { tenantId, language } = inner.actor;
    const actor = { kind: "system", tenantId, job: "mailbox-read", language } as const;
    const items = [{ ...item, key }];
    await takeMails({ ...inner, actor }, tx, {
      items,
      mailbox: dead.mailbox,
      purpose: dead.purpose,
    });
    const [read] = await tx.sql`
      select 1 from messages where provider_id = ${key} and inbound_kind <> 'unreadable'`;
    if (!read) throw new DomainError("precondition", "channels.still_unreadable");
    await tx.sql`
      update messages set dismissed_at = ${inner.now}, dismissed_by = ${authorOf(inner.actor).id}
       where id = ${messageId}`;
    await writeAudit(inner, {
      ...{ action: "messages.retry-unreadable", entity: "message", entityId: messageId },
    });
  });
}
