import type { Tx } from "@/db/client";
import type { LeadStanding } from "@/db/values/leads";
import { authorOf, type Context } from "../../context";

export interface LeadNote {
  messageId: number;
  standing: LeadStanding;
  caseId?: number | null;
  namedCaseId?: number | null;
  ruleId?: number | null;
  reason?: string | null;
}

/** Writes down what came of a mail to deals, in place of what stood there before. */
export async function noteLead(ctx: Context, { sql }: Tx, note: LeadNote): Promise<void> {
  const { messageId, standing, caseId = null, reason = null } = note;
  const isPerson = ctx.actor.kind === "operator";
  await sql`
    insert into lead_mails as l (message_id, standing, case_id, named_case_id, rule_id, reason, at,
                                 decided_at, decided_by)
    values (${messageId}, ${standing}, ${caseId}, ${note.namedCaseId ?? null},
            ${note.ruleId ?? null}, ${reason}, ${ctx.now}, ${isPerson ? ctx.now : null},
            ${isPerson ? authorOf(ctx.actor).id : null})
    on conflict (tenant_id, message_id) do update
       set standing = excluded.standing, case_id = excluded.case_id,
           named_case_id = coalesce(excluded.named_case_id, l.named_case_id),
           rule_id = coalesce(excluded.rule_id, l.rule_id), reason = excluded.reason,
           decided_at = excluded.decided_at, decided_by = excluded.decided_by`;
}
