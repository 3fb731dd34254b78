import type { MailboxSettings } from "./inbound-mail";
import { withMailbox } from "./with-mailbox";

/**
 * Marks mails as seen, for mailboxes that people look into as well. Says whether it did: the numbers
 * mean nothing once the server has numbered anew. Nothing is ever deleted. Throws external `mailbox.*`.
 */
export function markSeen(
  settings: MailboxSettings,
  { uidValidity, uids }: { uidValidity: string; uids: readonly number[] },
): Promise<boolean> {
  return withMailbox(settings, false, async ({ client, box }) => {
    if (uids.length === 0 || String(box.uidValidity) !== uidValidity) return false;
    return client.messageFlagsAdd(uids.join(","), ["\\Seen"], { uid: true });
  });
}
