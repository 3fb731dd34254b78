import type { Tx } from "@/db/client";
import type { Channel, StopReason } from "@/db/values/messages";
import { authorize, type Context } from "../context";
import { contactStops } from "./contact-policy";
import { readContactRules } from "./contact-rules";
import { foretellLeaving, type Leaving, type LeavingGroup } from "./leaving";
import { readRecipients } from "./recipients";

/** Cases that are shown one after another before a message goes to all. */
const SHOWN_MAX = 20;

export interface ForetoldCase {
  caseId: number;
  refNo: string;
  partyId: number;
  debtorName: string;
}

/** What would become of one message to whoever owes on each of many cases. */
export interface MessagesOutlook {
  cases: number;
  messages: number;
  stops: { reason: StopReason; count: number }[];
  /** Cases on which nobody owes. */
  withoutDebtor: number;
  leaving: Leaving;
  /** The first that would leave, else the first of all, for a look at the message itself. */
  shown: ForetoldCase[];
}

/**
 * Tells it before it is sent, by the policy and the addresses by which `sendMessages` goes; what its text
 * lacks on a case is seen in the preview of that case. Nothing is written.
 */
export async function foretellMessages(
  ctx: Context,
  tx: Tx,
  { caseIds, channel }: { caseIds: readonly number[]; channel: Channel },
): Promise<MessagesOutlook> {
  authorize(ctx, "messages:send");
  const debtors = await tx.sql<ForetoldCase[]>`
    select id as "caseId", ref_no as "refNo", debtor_party_id as "partyId",
           debtor_name as "debtorName" from cases
     where id = any(${caseIds as number[]}::bigint[]) and voided_at is null
       and debtor_party_id is not null order by id`;
  const rules = await readContactRules(tx);
  const partyIds = [...new Set(debtors.map(({ partyId }) => partyId))];
  const recipients = await readRecipients(tx, partyIds);
  const given = { contacts: debtors, channel, today: ctx.today, rules };
  const stopsOf = await contactStops(tx, given);
  const stops = new Map<StopReason, number>();
  const groups = new Map<string, LeavingGroup>();
  const going: ForetoldCase[] = [];
  for (const debtor of debtors) {
    const recipient = recipients.get(debtor.partyId);
    const [ofPolicy] = stopsOf(debtor);
    const stop = ofPolicy ?? (recipient?.[channel].length ? null : ("no_address" as const));
    if (stop) {
      stops.set(stop, (stops.get(stop) ?? 0) + 1);
      continue;
    }
    going.push(debtor);
    const country = recipient?.country ?? "CZ";
    const group = groups.get(country);
    if (group) group.count += 1;
    else groups.set(country, { channel, country, count: 1 });
  }
  return {
    cases: caseIds.length,
    messages: going.length,
    stops: [...stops]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count),
    withoutDebtor: caseIds.length - debtors.length,
    leaving: await foretellLeaving(ctx, tx, [...groups.values()]),
    shown: (going.length > 0 ? going : debtors).slice(0, SHOWN_MAX),
  };
}
