import type { Tx } from "@/db/client";
import { isDomainError } from "@/server/kernel/errors";
import { type Context, inTransaction, reading, type SystemActor } from "../../context";
import { guessKind } from "./guess-kind";
import { guessLanguage } from "./guess-language";
import { lockMail, type Mail, subjectOf, wordsOf } from "./load-mail";
import { noteMail } from "./note-mail";
import { openFromMail } from "./open-from-mail";
import { postMail } from "./post-mail";
import { type MailRules, readMailRules } from "./rules";
import { isClients, isOwnAddress, isTooMuch, partiesOf } from "./senders";

/**
 * Judges a mail that was kept: of a request it becomes its client's post, or waits for a person where
 * another address wrote it; one that answers nothing opens a request, where the mailbox does so, or
 * waits for a person to say whose it is. What programs write is kept and answered by none. Asked again
 * it changes nothing. `isPersonsWord`: a person has filed it there.
 */
export async function takeMail(
  ctx: Context<SystemActor>,
  { messageId, isPersonsWord }: { messageId: number; isPersonsWord: boolean },
): Promise<void> {
  const rows = await reading(
    ctx,
    ({ sql }) => sql`select 1 from messages where id = ${messageId} and channel = 'email'`,
  );
  if (rows.length === 0) return;
  try {
    await inTransaction(ctx, (inner, tx) => judge(inner, tx, { messageId, isPersonsWord }));
  } catch (cause) {
    if (!isDomainError(cause)) throw cause;
    // Something of ours refuses it, and would again: a person sees it, and why.
    await inTransaction(ctx, (inner, tx) => giveUp(inner, tx, { messageId, reason: cause.code }));
  }
}

async function judge(
  ctx: Context,
  tx: Tx,
  { messageId, isPersonsWord }: { messageId: number; isPersonsWord: boolean },
): Promise<void> {
  const mail = await lockMail(tx, messageId);
  if (mail.standing !== null && mail.standing !== "waiting") return;
  const rules = await readMailRules(tx);
  if (mail.caseId === null) return takeNew(ctx, tx, { mail, rules });
  if (mail.category !== "request") return;
  const { caseId } = mail;
  if (isPersonsWord) return postMail(ctx, tx, { mail, caseId });
  const note = { messageId, caseId, language: guessLanguage(wordsOf(mail)) };
  if (mail.kind !== "person") {
    return noteMail(ctx, tx, { ...note, standing: "machine", reason: mail.kind });
  }
  const reason = await reasonAgainst(ctx, tx, { mail, rules });
  if (reason === null) return postMail(ctx, tx, { mail, caseId });
  await noteMail(ctx, tx, { ...note, standing: "foreign", reason });
}

interface Judging {
  mail: Mail;
  rules: MailRules;
}

/** Why a mail does not go into its request by itself. */
async function reasonAgainst(
  ctx: Context,
  tx: Tx,
  { mail, rules }: Judging,
): Promise<string | null> {
  const { caseId, fromAddress: address, trouble, id: messageId } = mail;
  const { dailyMax } = rules;
  if (trouble !== null || (await isTooMuch(ctx, tx, { messageId, address, dailyMax }))) {
    return "too_many";
  }
  if (caseId === null) return (await isOwnAddress(ctx, tx, address)) ? "own_address" : null;
  return (await isClients(tx, { caseId, address })) ? null : "other_address";
}

async function takeNew(ctx: Context, tx: Tx, { mail, rules }: Judging): Promise<void> {
  const isOpen = mail.state === "unfiled" && !mail.isDismissed;
  if (mail.isOfDeals || mail.standing !== null || !isOpen || mail.kind !== "person") return;
  if (!(await opensRequests(tx))) return;
  const subject = subjectOf(mail);
  const guessed = {
    kind: guessKind(subject, wordsOf(mail), rules.kindWords),
    language: guessLanguage(`${subject}\n${wordsOf(mail)}`),
  };
  const parties = await partiesOf(tx, mail.fromAddress);
  const reason =
    (await reasonAgainst(ctx, tx, { mail, rules })) ??
    (parties.length === 0 ? "unknown_sender" : parties.length > 1 ? "several_parties" : null);
  const note = { messageId: mail.id, ...guessed };
  const [partyId] = parties;
  if (reason !== null || partyId === undefined) {
    return noteMail(ctx, tx, { ...note, standing: "waiting", reason });
  }
  await openFromMail(ctx, tx, { mail, partyId, subject, ...guessed });
}

async function opensRequests({ sql }: Tx): Promise<boolean> {
  const [row] = await sql<{ isSo: boolean }[]>`
    select coalesce((settings -> 'inbound' ->> 'opensRequests')::boolean, false) as "isSo"
      from channel_accounts where channel = 'email'`;
  return row?.isSo ?? false;
}

async function giveUp(
  ctx: Context,
  tx: Tx,
  { messageId, reason }: { messageId: number; reason: string },
): Promise<void> {
  const { caseId, category, standing } = await lockMail(tx, messageId);
  if (standing !== null && standing !== "waiting") return;
  const isRequest = category === "request";
  await noteMail(ctx, tx, {
    ...{ messageId, reason, caseId: isRequest ? caseId : null },
    standing: isRequest ? "foreign" : "waiting",
  });
}
