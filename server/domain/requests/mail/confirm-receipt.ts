import type { Tx } from "@/db/client";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../../context";
import { readSenders, subjectTag, writeMessages } from "../../messages";
import type { Mail } from "./load-mail";
import { MAIL_TEXTS } from "./mail-texts";
import { noteMail } from "./note-mail";
import { readMailRules } from "./rules";

/** So many confirmations one address gets in a day: two machines must not go on for ever. */
const RECEIPTS_PER_DAY = 3;

/** Tells the sender of a new request by mail that it came, and under which number. */
export async function confirmReceipt(
  ctx: Context,
  tx: Tx,
  of: { mail: Mail; caseId: number; refNo: string; subject: string; language: Locale | null },
): Promise<void> {
  const { mail, caseId, refNo, subject } = of;
  const { confirmsReceipt } = await readMailRules(tx);
  const isAsked = confirmsReceipt && mail.kind === "person" && mail.fromAddress !== "";
  if (!isAsked || (await isEnough(ctx, tx, mail.fromAddress))) return;
  const from = (await readSenders(ctx, tx))("tenant");
  const language = of.language ?? (await languageOf(tx, caseId));
  const [written] = await writeMessages(ctx, tx, [
    {
      ...{ key: `request-receipt:${caseId}`, channel: "email", caseId, files: [], from, language },
      // It answers what they have just written: no quiet hour of the party's holds it up.
      partyId: null,
      ...{ toAddress: mail.fromAddress, toName: mail.fromName, inReplyTo: mail.mailId },
      subject: `Re: ${subject} ${subjectTag(ctx, refNo)}`,
      body: MAIL_TEXTS[language].receipt({ refNo, sender: from.name }),
      ...{ isAutomatic: true, notBefore: ctx.now },
    },
  ]);
  if (!written) return;
  await noteMail(ctx, tx, { messageId: written.messageId, standing: "receipt", caseId, language });
}

async function isEnough(ctx: Context, { sql }: Tx, address: string): Promise<boolean> {
  const rows = await sql`
    select 1 from messages m join request_mails r on r.message_id = m.id
     where m.direction = 'outbound' and m.to_address = ${address} and r.standing = 'receipt'
       and m.created_at > ${ctx.now}::timestamptz - interval '1 day'
     limit ${RECEIPTS_PER_DAY}`;
  return rows.length >= RECEIPTS_PER_DAY;
}

/** The client's, as the desk knows it, else the house's: never that of whoever pressed the button. */
async function languageOf({ sql }: Tx, caseId: number): Promise<Locale> {
  const [row] = await sql<{ language: Locale }[]>`
    select coalesce(d.language, t.language) as language
      from cases k join tenants t on t.id = k.tenant_id
      left join desk_requests d on d.case_id = k.id where k.id = ${caseId}`;
  return row?.language ?? "cs";
}
