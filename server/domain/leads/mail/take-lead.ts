import type { Tx } from "@/db/client";
import { isDomainError } from "@/server/kernel/errors";
import { type Context, inTransaction, reading, type SystemActor } from "../../context";
import { refNosIn } from "../../messages";
import { isOwnAddress, isTooMuch, readMailRules } from "../../requests";
import { DEAL } from "../lead-fields";
import { readLeadRules, ruleFor } from "../rules/read-rules";
import { type LeadMail, lockLeadMail } from "./load-lead-mail";
import { noteLead } from "./note-lead";
import { openFromMail } from "./open-from-mail";

/**
 * Judges a mail that was kept: one that answers a deal is noted there; one to the mailbox of deals
 * that answers nothing opens a deal, or waits for a person. What programs write opens nothing, unless
 * a rule names its sender as a web form. Asked again it changes nothing.
 */
export async function takeLead(
  ctx: Context<SystemActor>,
  { messageId }: { messageId: number },
): Promise<void> {
  const rows = await reading(
    ctx,
    ({ sql }) => sql`
      select 1 from messages m left join cases c on c.id = m.case_id
       where m.id = ${messageId} and m.channel = 'email' and m.direction = 'inbound'
         and (m.mailbox = 'deals' or c.category = ${DEAL})`,
  );
  if (rows.length === 0) return;
  try {
    await inTransaction(ctx, (inner, tx) => judge(inner, tx, messageId));
  } catch (cause) {
    if (!isDomainError(cause)) throw cause;
    // Something of ours refuses it, and would again: a person sees it, and why.
    await inTransaction(ctx, async (inner, tx) => {
      const { standing, caseId } = await lockLeadMail(tx, messageId);
      if (standing !== null || caseId !== null) return;
      await noteLead(inner, tx, { messageId, standing: "waiting", reason: cause.code });
    });
  }
}

async function judge(ctx: Context, tx: Tx, messageId: number): Promise<void> {
  const mail = await lockLeadMail(tx, messageId);
  const { standing, caseId, category, kind } = mail;
  if (standing !== null && standing !== "waiting") return;
  if (caseId !== null) {
    if (category !== DEAL) return;
    const isPersons = kind === "person";
    const came = isPersons ? "threaded" : "machine";
    const reason = isPersons ? null : kind;
    return noteLead(ctx, tx, { messageId, standing: came, caseId, reason });
  }
  if (standing === null && mail.isOfDeals && mail.isOpen) await takeNew(ctx, tx, mail);
}

async function takeNew(ctx: Context, tx: Tx, mail: LeadMail): Promise<void> {
  const rule = ruleFor(await readLeadRules(tx), mail);
  const isOfForm = rule !== null && rule.sender !== "";
  const isTaken = mail.kind === "person" || (isOfForm && isMachines(mail));
  if (!isTaken) return;
  const against = await reasonAgainst(ctx, tx, { mail, isOfForm });
  if (against === null) {
    await openFromMail(ctx, tx, { mail, rule });
    return;
  }
  const ruleId = rule?.id ?? null;
  await noteLead(ctx, tx, { messageId: mail.id, standing: "waiting", ruleId, ...against });
}

/**
 * A web site's machine writes as often as people ask; but a sender is easily forged, so it has a limit
 * too: so many times that of a person.
 */
const FORM_TIMES = 10;

const isMachines = ({ kind }: LeadMail): boolean => kind === "auto_reply" || kind === "bulk";

type Against = { reason: string; namedCaseId?: number };

/** Why a mail opens no deal by itself. */
async function reasonAgainst(
  ctx: Context,
  tx: Tx,
  { mail, isOfForm }: { mail: LeadMail; isOfForm: boolean },
): Promise<Against | null> {
  const { id: messageId, fromAddress: address, trouble } = mail;
  const { dailyMax: personMax } = await readMailRules(tx);
  const dailyMax = isOfForm ? personMax * FORM_TIMES : personMax;
  // Of a form's machine more is no flood; its own number is the limit.
  const isFlood = trouble !== null && !isOfForm;
  if (isFlood || (await isTooMuch(ctx, tx, { messageId, address, dailyMax }))) {
    return { reason: "too_many" };
  }
  if (await isOwn(ctx, tx, address)) return { reason: "own_address" };
  // A form numbers its mails by itself.
  if (isOfForm) return null;
  const namedCaseId = await dealNamedIn(tx, mail.subject);
  return namedCaseId === null ? null : { reason: "names_deal", namedCaseId };
}

/** Somebody of ours, or a mailbox of ours: two of them must not open deals for each other. */
async function isOwn(ctx: Context, tx: Tx, address: string): Promise<boolean> {
  if (await isOwnAddress(ctx, tx, address)) return true;
  const rows = await tx.sql`
    select 1 from channel_accounts
     where channel = 'email' and ${address} in (lower(settings -> 'inbound' ->> 'address'),
                                                lower(settings -> 'dealsInbound' ->> 'address'))`;
  return rows.length > 0;
}

/**
 * The deal whose number a subject bears. Numbers are easily made up: without the seal, which would
 * have brought the mail there by itself, only a person puts it there.
 */
async function dealNamedIn({ sql }: Tx, subject: string): Promise<number | null> {
  const named = refNosIn(subject);
  if (named.length === 0) return null;
  const [row] = await sql<{ id: number }[]>`
    select id from cases where category = ${DEAL} and ref_no = any(${named})
       and voided_at is null order by id limit 1`;
  return row?.id ?? null;
}
