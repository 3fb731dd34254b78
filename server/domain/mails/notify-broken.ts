import type { Day } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import type { Currency } from "@/server/kernel/money";
import { type Context, inTransaction } from "../context";
import { seesCase } from "../sees-case";
import { queueMails } from "./queue-mails";

interface Told {
  operatorId: number;
  toAddress: string;
  language: Locale;
  name: string;
  caseId: number;
  refNo: string;
  debtorName: string;
  position: number;
  count: number;
  dueOn: Day;
  openMinor: number;
  currency: Currency;
  /** The first of those that were found on the schedule together. */
  firstId: number;
}

/**
 * Writes to the owner of the case that an instalment was missed: once, if they work here, want such
 * mails and may see the case. Healed meanwhile, nothing is written. A job's work, not a verb.
 */
export async function notifyBroken(
  ctx: Context,
  { breachId }: { breachId: number },
): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const [told] = await tx.sql<Told[]>`
      select o.id as "operatorId", o.email as "toAddress", o.language, o.name, k.id as "caseId",
             k.ref_no as "refNo", k.debtor_name as "debtorName", i.position,
             s.instalment_count as count, i.due_on as "dueOn", b.open_minor as "openMinor", s.currency,
             (select min(a.id) from schedule_breaches a
               where a.schedule_id = b.schedule_id and a.found_at = b.found_at
                 and a.healed_at is null) as "firstId"
        from schedule_breaches b
        join instalments i on i.id = b.instalment_id
        join instalment_schedules s on s.id = b.schedule_id
        join cases k on k.id = s.case_id and k.voided_at is null
        join operators o on o.id = k.owner_id and o.is_active
        left join mail_preferences w on w.operator_id = o.id
       where b.id = ${breachId} and b.healed_at is null and coalesce(w.wants_broken, true)
         and ${seesCase(tx.sql)}`;
    if (!told) return { count: 0 };
    const { operatorId, toAddress, language, firstId, ...data } = told;
    // Several that were found at once are one word to the owner.
    const key = `schedule.broken:${firstId}`;
    const mail = { key, kind: "schedule_broken" as const, operatorId, toAddress, language, data };
    return { count: await queueMails(inner, tx, [mail]) };
  });
}
