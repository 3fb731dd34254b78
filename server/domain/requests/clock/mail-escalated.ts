import type { Tx } from "@/db/client";
import type { Mails } from "@/emails/mails";
import type { Locale } from "@/server/kernel/locale";
import type { Context, SystemActor } from "../../context";
import { queueMails } from "../../mails";
import { seesCase } from "../../sees-case";
import type { Alarm } from "./clock-row";

export interface Escalation {
  alarm: Alarm;
  operatorId: number;
}

interface Reader {
  operatorId: number;
  toAddress: string;
  language: Locale;
  name: string;
  caseId: number;
  refNo: string;
  subject: string;
}

/**
 * Writes to those whom late requests were escalated to: each of a request and its broken promise
 * once, only of what they may see, and nothing of the client.
 */
export async function mailEscalated(
  ctx: Context<SystemActor>,
  tx: Tx,
  escalations: readonly Escalation[],
): Promise<void> {
  if (escalations.length === 0) return;
  const firsts = new Map<string, Escalation>();
  for (const each of escalations) {
    // Of one request that broke both promises at once, one mail.
    const key = `${each.alarm.caseId} ${each.operatorId}`;
    if (!firsts.has(key)) firsts.set(key, each);
  }
  const told = [...firsts.values()];
  const readers = await tx.sql<Reader[]>`
    select o.id as "operatorId", o.email as "toAddress", o.language, o.name, k.id as "caseId",
           k.ref_no as "refNo", coalesce(k.fields->>'subject', '') as subject
      from unnest(${told.map(({ alarm }) => alarm.caseId)}::bigint[],
                  ${told.map(({ operatorId }) => operatorId)}::bigint[])
             as e (case_id, operator_id)
      join cases k on k.id = e.case_id and k.voided_at is null
      join operators o on o.id = e.operator_id and o.is_active
     where ${seesCase(tx.sql)}`;
  await queueMails(
    ctx,
    tx,
    readers.flatMap(({ operatorId, toAddress, language, ...data }) => {
      const found = firsts.get(`${data.caseId} ${operatorId}`);
      if (!found) return [];
      const { promise, dueAt } = found.alarm;
      return {
        key: `request.escalated:${data.caseId}:${operatorId}:${dueAt.toISOString()}`,
        ...{ kind: "request_escalated" as const, operatorId, toAddress, language },
        data: { ...data, promise } satisfies Mails["request_escalated"],
      };
    }),
  );
}
