import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { visibleMessage } from "../visible-message";

/**
 * A message that belongs nowhere yet, for who sees all groups; for others it is not there. Throws
 * not_found `messages.not_found`, conflict `channels.not_unfiled` where somebody was
 * faster.
 */
export async function lockUnfiled({ sql }: Tx, messageId: number): Promise<{ body: string }> {
  const [row] = await sql<{ body: string; isOpen: boolean }[]>`
    select m.body, m.state = 'unfiled' and m.dismissed_at is null as "isOpen"
      from messages m left join cases c on c.id = m.case_id
     where m.id = ${messageId} and m.direction = 'inbound'
       and ${visibleMessage(sql)} for update of m`;
  if (!row) throw new DomainError("not_found", "messages.not_found");
  if (!row.isOpen) throw new DomainError("conflict", "channels.not_unfiled");
  return row;
}
