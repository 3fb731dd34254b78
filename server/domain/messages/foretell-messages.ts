import type { Tx } from "@/db/client";
import type { Channel, StopReason } from "@/db/values/messages";
import { authorize, type Context } from "../context";
import { contactStops } from "./contact-policy";
import { readContactRules } from "./contact-rules";
import { foretellLeaving, type Leaving, type LeavingGroup } from "./leaving";
import { readRecipients } from "./recipients";
import { smsPartsOf } from "./sms-parts";

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
  /** More than the cases that get one, where an SMS goes to several numbers. */
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
  given: { caseIds: readonly number[]; channel: Channel; templateId?: number | null },
): Promise<MessagesOutlook> {
  authorize(ctx, "messages:send");
  const { caseIds, channel, templateId } = given;
  const debtors = await tx.sql<ForetoldCase[]>`
    select id as "caseId", ref_no as "refNo", debtor_party_id as "partyId",
           debtor_name as "debtorName" from cases
     where id = any(${caseIds as number[]}::bigint[]) and voided_at is null
       and debtor_party_id is not null order by id`;
  const rules = await readContactRules(tx);
  const partyIds = [...new Set(debtors.map(({ partyId }) => partyId))];
  const recipients = await readRecipients(tx, partyIds);
  const asked = { contacts: debtors, channel, today: ctx.today, rules };
  const stopsOf = await contactStops(tx, asked);
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
    const group = groups.get(country) ?? { channel, country, count: 0 };
    // An SMS goes to every mobile number.
    group.count += channel === "sms" ? (recipient?.sms.length ?? 0) : 1;
    groups.set(country, group);
  }
  if (channel === "sms" && templateId) {
    const some = going.slice(0, SHOWN_MAX).map(({ caseId }) => caseId);
    const parts = await smsPartsOf(ctx, tx, { templateId, caseIds: some });
    for (const group of groups.values()) group.parts = parts;
  }
  return {
    cases: caseIds.length,
    messages: [...groups.values()].reduce((sum, { count }) => sum + count, 0),
    stops: [...stops]
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count),
    withoutDebtor: caseIds.length - debtors.length,
    leaving: await foretellLeaving(ctx, tx, [...groups.values()]),
    shown: (going.length > 0 ? going : debtors).slice(0, SHOWN_MAX),
  };
}
