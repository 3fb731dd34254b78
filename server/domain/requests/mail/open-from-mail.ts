import type { Tx } from "@/db/client";
import type { PlainRequestKind } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../../audit";
import { authorize, type Context, inTransaction, type OperatorContext } from "../../context";
import { fileMessage } from "../../messages";
import { createParty } from "../../parties";
import { startRequest } from "../start-request";
import { confirmReceipt } from "./confirm-receipt";
import { guessLanguage } from "./guess-language";
import { type OpenMailRequestInput, openMailRequestInput } from "./inputs";
import { lockMail, type Mail, wordsOf } from "./load-mail";
import { noteMail } from "./note-mail";
import { placeFor } from "./place-for";
import { postIdOf, postOfMail } from "./post-mail";

interface Opening {
  mail: Mail;
  partyId: number;
  subject: string;
  kind: PlainRequestKind;
  language: Locale | null;
}

/**
 * Opens a request with a mail as its client's first words, files the mail there, and tells its sender
 * where they may go on. Part of the caller's transaction.
 */
export async function openFromMail(
  ctx: Context,
  tx: Tx,
  { mail, partyId, subject, kind, language }: Opening,
): Promise<{ caseId: number; refNo: string }> {
  const place = await placeFor(tx, { partyId, texts: [mail.subject, wordsOf(mail)] });
  const { caseId, refNo } = await startRequest(ctx, {
    ...{ ...place, subject, kind, channel: "email", language },
    idempotencyKey: `mail-request-${mail.id}`,
    post: postOfMail(mail),
  });
  await fileMessage(ctx, { messageId: mail.id, caseId });
  const postId = await postIdOf(tx, mail);
  await noteMail(ctx, tx, {
    ...{ messageId: mail.id, standing: "posted", reason: "opened" },
    ...{ caseId, postId, kind, language },
  });
  await confirmReceipt(ctx, tx, { mail, caseId, refNo, subject, language });
  return { caseId, refNo };
}

/**
 * Opens a request for a mail that waits in the list of the unfiled, of a party that is known or new.
 * Throws conflict `channels.not_unfiled` where somebody was faster, and what `createParty` throws.
 */
export async function openMailRequest(
  ctx: OperatorContext,
  raw: OpenMailRequestInput,
): Promise<{ caseId: number; refNo: string }> {
  authorize(ctx, "messages:send");
  const { messageId, subject, kind, client } = openMailRequestInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const mail = await lockMail(tx, messageId);
    if (mail.state !== "unfiled" || mail.isDismissed) {
      throw new DomainError("conflict", "channels.not_unfiled");
    }
    const { partyId } = "partyId" in client ? client : await newParty(inner, { mail, client });
    const language = mail.language ?? guessLanguage(wordsOf(mail));
    const opened = await openFromMail(inner, tx, { mail, partyId, subject, kind, language });
    const { caseId } = opened;
    await writeAudit(inner, {
      ...{ action: "requests.open-from-mail", entity: "case", entityId: caseId, caseId },
      after: { messageId, partyId },
    });
    return opened;
  });
}

type NewClient = Exclude<OpenMailRequestInput["client"], { partyId: number }>;

function newParty(
  ctx: Context,
  { mail, client }: { mail: Mail; client: NewClient },
): Promise<{ partyId: number }> {
  const emails = mail.fromAddress === "" ? [] : [{ value: mail.fromAddress }];
  return createParty(ctx, { ...client, emails });
}
