import type { z } from "zod";
import type { Channel, MessageState } from "@/db/values/messages";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { authorize, type Context, reading } from "../context";
import { caseIdInput } from "./inputs";

/** One letter of the plan that a case got. */
export interface CaseNotice {
  messageId: number;
  stepName: string;
  dayOffset: number;
  sentOn: Day;
  /** The day that its own day was counted from; the earliest where claims differ. */
  anchorOn: Day;
  claimCount: number;
  feeMinor: number;
  currency: Currency;
  channel: Channel;
  state: MessageState;
  isPreAction: boolean;
}

/** What a case got of the plan, the newest first. Throws not_found `cases.not_found`. */
export async function noticesOfCase(
  ctx: Context,
  raw: z.input<typeof caseIdInput>,
): Promise<CaseNotice[]> {
  authorize(ctx, "dunning:read");
  const { caseId } = caseIdInput.parse(raw);
  return reading(ctx, async ({ sql }) => {
    const [seen] = await sql`select 1 from cases where id = ${caseId}`;
    if (!seen) throw new DomainError("not_found", "cases.not_found");
    return sql<CaseNotice[]>`
      select m.id as "messageId", m.channel, m.state, max(t.name) as "stepName",
             max(n.day_offset) as "dayOffset", max(n.sent_on)::text as "sentOn",
             min(n.anchor_on)::text as "anchorOn", count(distinct n.claim_id)::int as "claimCount",
             coalesce(sum(f.amount), 0)::bigint as "feeMinor", max(c.currency) as currency,
             bool_or(s.is_pre_action) as "isPreAction"
        from dunning_notices n
        join messages m on m.id = n.message_id
        join claims c on c.id = n.claim_id
        join dunning_steps s on s.id = n.step_id
        join templates t on t.id = s.template_id
        left join lateral (
          select e.amount_minor as amount from component_entries e
           where e.component_id = n.fee_component_id order by e.id limit 1) f on true
       where n.case_id = ${caseId}
       group by m.id, m.channel, m.state
       order by max(n.sent_on) desc, m.id desc limit 100`;
  });
}
