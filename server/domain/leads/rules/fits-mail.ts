import type { LeadLabel } from "@/db/schema/leads";
import type { Distribution } from "@/db/values/requests";
import { fold } from "@/server/kernel/fold";

/** Who gets what comes: one operator, or a team in turn; nobody named: whoever takes it. */
export interface Target {
  teamId: number | null;
  operatorId: number | null;
  distribution: Distribution;
  lastOperatorId: number | null;
}

export interface LeadRule extends Target {
  id: number;
  name: string;
  sender: string;
  words: readonly string[];
  labels: readonly LeadLabel[];
  requestSource: string | null;
}

/** Whether a rule is meant for a mail: by who sends it and by any of its words in the subject. */
export function fitsMail(
  { sender, words }: Pick<LeadRule, "sender" | "words">,
  mail: { fromAddress: string; subject: string },
): boolean {
  const from = mail.fromAddress.toLowerCase();
  const asked = sender.toLowerCase();
  const isSender = asked === "" || (asked.startsWith("@") ? from.endsWith(asked) : from === asked);
  const subject = fold(mail.subject);
  return isSender && (words.length === 0 || words.some((word) => subject.includes(fold(word))));
}
