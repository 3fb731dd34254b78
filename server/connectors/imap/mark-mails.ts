import type { MailboxSettings } from "./inbound-mail";
import { mailboxError } from "./mailbox-errors";
import { withMailbox } from "./with-mailbox";

const FLAGS = { seen: "\\Seen", deleted: "\\Deleted" } as const;

/**
 * Marks mails as seen, or as deleted; when the server clears away what is marked so is its own rule.
 * Says whether it did: the numbers mean nothing once the server has numbered anew. Throws external
 * `mailbox.*`.
 */
export function markMails(
  settings: MailboxSettings,
  {
    uidValidity,
    uids,
    mark,
  }: { uidValidity: string; uids: readonly number[]; mark: keyof typeof FLAGS },
): Promise<boolean> {
  return withMailbox(settings, false, async ({ client, box }) => {
    if (uids.length === 0 || String(box.uidValidity) !== uidValidity) return false;
    const isDone = await client.messageFlagsAdd(uids.join(","), [FLAGS[mark]], { uid: true });
    if (!isDone) throw mailboxError(client.usable ? "odd_answer" : "lost");
    return true;
  });
}
