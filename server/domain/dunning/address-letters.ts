import type { Tx } from "@/db/client";
import type { Channel, NoticeStop } from "@/db/values/messages";
import type { Context } from "../context";
import {
  contactStops,
  lockContacts,
  type Recipient,
  readContactRules,
  readRecipients,
} from "../messages";
import type { DueLetter } from "./letters-due";

export interface LetterOutcome {
  letter: DueLetter;
  stop: NoticeStop | null;
  messageId?: number;
}

/** A letter with its way: the first of the step's channels by which its debtor can be reached. */
export interface Addressed {
  letter: DueLetter;
  channel: Channel;
  recipient: Recipient;
}

/** A channel that does not take the letters, and what they are stopped by where there is no other. */
interface Misfit {
  channel: Channel;
  stop: NoticeStop;
}

/**
 * Finds the way of each letter and asks the policy of contact; what has none, or is stopped, is told. Of
 * letters that a channel does not take (`without`), the way among the others.
 */
export async function addressLetters(
  ctx: Context,
  tx: Tx,
  { letters, without }: { letters: readonly DueLetter[]; without?: Misfit },
): Promise<{ addressed: Addressed[]; outcomes: LetterOutcome[] }> {
  const outcomes: LetterOutcome[] = [];
  const partyIds = letters.flatMap(({ debtorPartyId }) => debtorPartyId ?? []);
  const recipients = await readRecipients(tx, partyIds);
  const found: Addressed[] = [];
  for (const letter of letters) {
    const recipient = letter.debtorPartyId ? recipients.get(letter.debtorPartyId) : undefined;
    const channel = letter.step.methods.find(
      (each) => each !== without?.channel && (recipient?.[each].length ?? 0) > 0,
    );
    if (recipient && channel) found.push({ letter, channel, recipient });
    else outcomes.push({ letter, stop: without?.stop ?? "no_address" });
  }
  const rules = await readContactRules(tx);
  const contactOf = ({ letter, recipient, channel }: Addressed) => ({
    ...{ caseId: letter.caseIds[0] ?? 0, partyId: recipient.partyId, channel },
  });
  await lockContacts(tx, { contacts: found.map(contactOf), rules, holdsCases: true });
  const kept: Addressed[] = [];
  for (const channel of new Set(found.map((each) => each.channel))) {
    const ofChannel = found.filter((each) => each.channel === channel);
    const contacts = ofChannel.map(contactOf);
    const stopsOf = await contactStops(tx, { contacts, channel, today: ctx.today, rules });
    for (const each of ofChannel) {
      const [stop] = stopsOf(contactOf(each));
      if (stop) outcomes.push({ letter: each.letter, stop });
      else kept.push(each);
    }
  }
  return { addressed: kept, outcomes };
}
