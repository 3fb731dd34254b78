import { randomUUID } from "node:crypto";
import type { Tx } from "@/db/client";
import type { MailKind } from "@/db/values/mails";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../context";
import { writeFacts } from "../events";

export interface QueuedMail {
  /** Of its cause: the same cause makes one mail. */
  key: string;
  kind: MailKind;
  /** Null: an address that is nobody's who works here. */
  operatorId: number | null;
  /** Under whose address it leaves; left out: the install's own. */
  sender?: string | null;
  toAddress: string;
  language: Locale;
  data: object;
}

/**
 * Puts mails into the outgoing rows, with a fact each that sends them after the commit. One whose key
 * is known already is left alone. Answers how many are new. Not a verb: part of the caller's.
 */
export async function queueMails(
  ctx: Context,
  { sql }: Tx,
  mails: readonly QueuedMail[],
): Promise<number> {
  if (mails.length === 0) return 0;
  const rows = await sql<{ id: number }[]>`
    insert into mails (key, kind, operator_id, sender, to_address, language, data, message_id,
                       created_at)
    select n.key, n.kind, n.operator_id, n.sender, n.to_address, n.language, n.data::jsonb, n.message_id,
           ${ctx.now}
      from unnest(${mails.map(({ key }) => key)}::text[], ${mails.map(({ kind }) => kind)}::text[],
                  ${mails.map(({ operatorId }) => operatorId)}::bigint[],
                  ${mails.map(({ sender }) => sender ?? null)}::text[],
                  ${mails.map(({ toAddress }) => toAddress)}::text[],
                  ${mails.map(({ language }) => language)}::text[],
                  ${mails.map(({ data }) => JSON.stringify(data))}::text[],
                  ${mails.map(() => `<${randomUUID()}@saldo.mail>`)}::text[])
           as n (key, kind, operator_id, sender, to_address, language, data, message_id)
    on conflict (tenant_id, key) do nothing
    returning id`;
  await writeFacts(
    ctx,
    rows.map(({ id: mailId }) => {
      return { name: "mail.queued" as const, payload: { mailId }, key: `mail.queued:${mailId}` };
    }),
  );
  return rows.length;
}
