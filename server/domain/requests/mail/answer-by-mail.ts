import type { Tx } from "@/db/client";
import { type DoorAddress, doorLink, wholeLink } from "@/server/kernel/door-link";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../../context";
import {
  attachedTo,
  readAttached,
  readSenders,
  splitCarried,
  subjectTag,
  writeMessages,
} from "../../messages";
import { MAIL_TEXTS } from "./mail-texts";
import { mailWayOf } from "./mail-way";
import { noteMail } from "./note-mail";

interface Answer {
  caseId: number;
  postId: number;
  text: string;
  fileIds: readonly number[];
}

interface Request extends DoorAddress {
  refNo: string;
  subject: string;
  language: Locale;
}

/**
 * Sends an answer of ours as a mail where its client is answered so: in their thread, with an address
 * and a subject that lead back, once for each post. What no mail carries it names,
 * and says where it is read. Answers the address that gets the words, or null. Part of the transaction that writes the post.
 */
export async function answerByMail(
  ctx: Context,
  tx: Tx,
  { caseId, postId, text, fileIds }: Answer,
): Promise<string | null> {
  const { to, hasAccount } = await mailWayOf(tx, caseId);
  if (to === null) return null;
  const request = await readRequest(tx, caseId);
  const { refNo, subject } = request;
  const language = to.language ?? request.language;
  const { carried, tooLarge } = splitCarried("email", await readAttached(tx, fileIds));
  const names = tooLarge.map(({ name }) => name).join(", ");
  const link = hasAccount ? linkOf(ctx, request) : null;
  const rest = names === "" ? "" : `\n\n${MAIL_TEXTS[language].tooLarge({ names, link })}`;
  const from = (await readSenders(ctx, tx))("tenant");
  const footer = MAIL_TEXTS[language].footer({ refNo, sender: from.name });
  const [written] = await writeMessages(ctx, tx, [
    {
      ...{ key: `request-answer:${postId}`, channel: "email", caseId, from, language },
      files: attachedTo(
        "email",
        carried.map(({ fileId }) => fileId),
      ),
      // They have asked and wait for it: no quiet hour of the party's holds it up.
      partyId: null,
      ...{ toAddress: to.address, toName: to.name, inReplyTo: to.inReplyTo },
      subject: `Re: ${subject} ${subjectTag(ctx, refNo)}`,
      body: `${text}${rest}\n\n-- \n${footer}`,
      ...{ isAutomatic: false, notBefore: ctx.now },
    },
  ]);
  if (written) {
    const { messageId } = written;
    await noteMail(ctx, tx, { messageId, standing: "answer", caseId, postId, language });
  }
  return to.address;
}

async function readRequest({ sql }: Tx, caseId: number): Promise<Request> {
  const [row] = await sql<Request[]>`
    select k.ref_no as "refNo", coalesce(k.fields->>'subject', '') as subject,
           coalesce(d.language, t.language) as language, t.slug, s.host
      from cases k join tenants t on t.id = k.tenant_id
      left join desk_requests d on d.case_id = k.id
      left join portal_sites s on s.tenant_id = t.id and s.is_open
     where k.id = ${caseId}`;
  if (!row) throw new Error("no row");
  return row;
}

/** Where the client reads it at the portal; null where nothing says how this install is reached. */
function linkOf(ctx: Context, { refNo, ...door }: Request): string | null {
  const baseUrl = ctx.outside?.baseUrl;
  return baseUrl ? wholeLink(doorLink(door, `/requests/${refNo}`), baseUrl) : null;
}
