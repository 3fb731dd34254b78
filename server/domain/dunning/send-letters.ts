import { randomUUID } from "node:crypto";
import type { Tx } from "@/db/client";
import type { Channel, StopReason } from "@/db/values/messages";
import { isDomainError } from "@/server/kernel/errors";
import { chargeNoticeFees, type NoticeFee } from "../claims";
import type { Context } from "../context";
import {
  attachedTo,
  contactStops,
  firstAllowed,
  fitLetter,
  lockContacts,
  type MessageDraft,
  type Recipient,
  readContactRules,
  readRecipients,
  readSenders,
  writeMessages,
} from "../messages";
import {
  type Letter,
  type LetterTemplate,
  loadTemplate,
  makeLetter,
  readMergeData,
} from "../templates";
import { caseNumbers } from "./case-numbers";
import { insertNotices } from "./insert-notices";
import type { DueLetter } from "./letters-due";
import { moveSent } from "./move-sent";
import { noticeOf } from "./notice-facts";
import type { DunningPlan } from "./step";

export interface LetterOutcome {
  letter: DueLetter;
  stop: StopReason | null;
  messageId?: number;
}

/** A letter with its way: the first of the step's channels by which its debtor can be reached. */
interface Addressed {
  letter: DueLetter;
  channel: Channel;
  recipient: Recipient;
}

/**
 * Sends letters that are due: fee, letter, message and notice in the caller's transaction. What cannot
 * be sent for want of an address, for a cap on contacts or for an empty field costs nothing and is told.
 */
export async function sendLetters(
  ctx: Context,
  tx: Tx,
  { plan, letters }: { plan: DunningPlan; letters: readonly DueLetter[] },
): Promise<LetterOutcome[]> {
  if (letters.length === 0) return [];
  const { addressed, outcomes } = await address(ctx, tx, letters);
  for (const step of plan.steps) {
    const ofStep = addressed.filter(({ letter }) => letter.step.id === step.id);
    if (ofStep.length === 0) continue;
    const template = await loadTemplate(tx, { templateId: step.templateId });
    if (template.hasErrors || template.isArchived) {
      for (const { letter } of ofStep) outcomes.push({ letter, stop: "unresolved" });
      continue;
    }
    outcomes.push(...(await sendOrStop(ctx, tx, { plan, template, addressed: ofStep })));
  }
  return outcomes;
}

async function address(
  ctx: Context,
  tx: Tx,
  letters: readonly DueLetter[],
): Promise<{ addressed: Addressed[]; outcomes: LetterOutcome[] }> {
  const outcomes: LetterOutcome[] = [];
  const partyIds = letters.flatMap(({ debtorPartyId }) => debtorPartyId ?? []);
  const recipients = await readRecipients(tx, partyIds);
  const found: Addressed[] = [];
  for (const letter of letters) {
    const recipient = letter.debtorPartyId ? recipients.get(letter.debtorPartyId) : undefined;
    const channel = letter.step.methods.find((each) => (recipient?.[each].length ?? 0) > 0);
    if (recipient && channel) found.push({ letter, channel, recipient });
    else outcomes.push({ letter, stop: "no_address" });
  }
  const rules = await readContactRules(tx);
  const contactOf = ({ letter, recipient, channel }: Addressed) => ({
    ...{ caseId: letter.caseIds[0] ?? 0, partyId: recipient.partyId, channel },
  });
  await lockContacts(tx, { contacts: found.map(contactOf), rules, holdsCases: true });
  const kept: Addressed[] = [];
  for (const channel of new Set(found.map((each) => each.channel))) {
    const ofChannel = found.filter((each) => each.channel === channel);
    const contacts = ofChannel.map(contactOf);
    const stopsOf = await contactStops(tx, { contacts, channel, today: ctx.today, rules });
    for (const each of ofChannel) {
      const [stop] = stopsOf(contactOf(each));
      if (stop) outcomes.push({ letter: each.letter, stop });
      else kept.push(each);
    }
  }
  return { addressed: kept, outcomes };
}

interface Step {
  plan: DunningPlan;
  template: LetterTemplate;
  addressed: readonly Addressed[];
}

/** A template that cannot be sent at all holds up its own step only, and says so. */
async function sendOrStop(ctx: Context, tx: Tx, step: Step): Promise<LetterOutcome[]> {
  try {
    return await sendStep(ctx, tx, step);
  } catch (cause) {
    if (!isDomainError(cause) || cause.retryable) throw cause;
    ctx.log.error("a step of the plan could not be sent", { cause });
    return step.addressed.map(({ letter }) => ({ letter, stop: "unresolved" as const }));
  }
}

/** Thrown to undo a try in which some letter had an empty field. */
class Unresolved extends Error {
  constructor(readonly letters: ReadonlySet<DueLetter>) {
    super("unresolved");
  }
}

/**
 * The fee is charged first, so that the letter shows it; a letter with an empty field undoes the try,
 * and the others are sent without it. That is rare: the template was tried before it was switched on.
 */
async function sendStep(ctx: Context, tx: Tx, step: Step): Promise<LetterOutcome[]> {
  try {
    return await ctx.db.savepoint(tx, (inner) => trySend({ ...ctx, tx: inner }, inner, step));
  } catch (error) {
    if (!(error instanceof Unresolved)) throw error;
    const { letters } = error;
    const rest = step.addressed.filter(({ letter }) => !letters.has(letter));
    const stopped = [...letters].map((letter) => ({ letter, stop: "unresolved" as const }));
    if (rest.length === 0) return stopped;
    return [...stopped, ...(await sendStep(ctx, tx, { ...step, addressed: rest }))];
  }
}

async function trySend(
  ctx: Context,
  tx: Tx,
  { plan, template, addressed }: Step,
): Promise<LetterOutcome[]> {
  const charged = await chargeNoticeFees(ctx, tx, await feesOf(tx, addressed));
  const made = await makeLetters(ctx, tx, { plan, template, addressed, charged });
  const rules = await readContactRules(tx);
  const senderOf = await readSenders(ctx, tx);
  const drafts = addressed.flatMap((each) => {
    const letter = made.get(each.letter);
    if (!letter) return [];
    const { channel, recipient } = each;
    const notBefore = firstAllowed(ctx.now, { channel, country: recipient.country, rules });
    return draftsOf(each, { letter, template, from: senderOf(template.sender), notBefore });
  });
  const written = await writeMessages(ctx, tx, drafts);
  const idOf = new Map(written.map(({ key, messageId }) => [key, messageId]));
  const sent = addressed.flatMap((each) => {
    const messageId = idOf.get(keyOf(each.letter));
    return messageId === undefined ? [] : [{ letter: each.letter, messageId }];
  });
  await insertNotices(ctx, tx, { sent, charged });
  await moveSent(
    ctx,
    sent.map(({ letter }) => letter),
  );
  return sent.map(({ letter, messageId }) => ({ letter, stop: null, messageId }));
}

async function makeLetters(
  ctx: Context,
  tx: Tx,
  { plan, template, addressed, charged }: Step & { charged: ReadonlyMap<number, number> },
): Promise<Map<DueLetter, Letter>> {
  const data = await readMergeData(ctx, tx, {
    subjects: addressed.map(({ letter }) => ({
      ...{ key: keyOf(letter), caseIds: letter.caseIds, currency: letter.currency },
      claimIds: letter.claims.map(({ claimId }) => claimId),
      notice: noticeOf(letter, { plan, today: ctx.today, charged }),
    })),
    question: { paths: template.paths, language: template.language, author: null },
  });
  const names = await caseNumbers(
    tx,
    addressed.map(({ letter }) => letter.caseIds[0] ?? 0),
  );
  const made = new Map<DueLetter, Letter>();
  const unresolved = new Set<DueLetter>();
  for (const { letter } of addressed) {
    const root = data.get(keyOf(letter));
    if (!root) continue;
    const name = names.get(letter.caseIds[0] ?? 0) ?? "";
    const document = makeLetter(template, root, { today: ctx.today, name });
    if (document.unresolved.length > 0) unresolved.add(letter);
    made.set(letter, document);
  }
  if (unresolved.size > 0) throw new Unresolved(unresolved);
  return made;
}

const keys = new WeakMap<DueLetter, string>();

/**
 * By what its message is known. That no claim gets a step twice is the notices' key; a letter that was taken
 * back may be written anew.
 */
function keyOf(letter: DueLetter): string {
  const known = keys.get(letter);
  if (known) return known;
  const { claims, step } = letter;
  const first = claims.reduce((a, b) => (a.claimId < b.claimId ? a : b));
  const key = `notice:${step.seriesId}:${first.claimId}:${first.anchorOn}:${randomUUID()}`;
  keys.set(letter, key);
  return key;
}

/** Fees of claims whose cases are not spared them by a tag. */
async function feesOf({ sql }: Tx, addressed: readonly Addressed[]): Promise<NoticeFee[]> {
  const claims = addressed.flatMap(({ letter }) =>
    letter.claims
      .filter(({ step }) => step.feeMinor > 0)
      .map((claim) => ({ ...claim, currency: letter.currency })),
  );
  if (claims.length === 0) return [];
  const spared = await sql<{ caseId: number }[]>`
    select distinct g.case_id as "caseId" from case_tags g join tags t on t.id = g.tag_id
     where g.case_id = any(${claims.map(({ caseId }) => caseId)}::bigint[])
       and g.removed_at is null and 'stop_fees' = any(t.effects)`;
  const isSpared = new Set(spared.map(({ caseId }) => caseId));
  return claims
    .filter(({ caseId }) => !isSpared.has(caseId))
    .map(({ claimId, caseId, step, currency }) => ({
      ...{ claimId, caseId, currency, amountMinor: step.feeMinor },
      sourceKey: `notice:${step.seriesId}:${claimId}`,
      description: step.feeDescription || step.templateName,
    }));
}

function draftsOf(
  { letter, channel, recipient }: Addressed,
  made: {
    letter: Letter;
    template: LetterTemplate;
    from: MessageDraft["from"];
    notBefore: Date;
  },
): MessageDraft[] {
  const { template, from, notBefore } = made;
  const fitted = fitLetter(made.letter, channel);
  const targets = channel === "sms" ? recipient.sms : recipient[channel].slice(0, 1);
  const [caseId = 0, ...otherCaseIds] = letter.caseIds;
  return targets.map((target, index) => ({
    key: index === 0 ? keyOf(letter) : `${keyOf(letter)}#${index + 1}`,
    ...{ channel, caseId, otherCaseIds, partyId: recipient.partyId, from, notBefore },
    ...{ toAddress: target.address, toName: target.name, toPostal: target.postal ?? null },
    // A template that says no subject still has a name: nothing else leaves without one.
    subject: made.letter.lines.subject || (channel === "sms" ? "" : template.name),
    body: fitted.body,
    files: [...fitted.files, ...attachedTo(channel, template.attachmentFileIds)],
    ...{ ourRef: made.letter.lines.ourRef, yourRef: made.letter.lines.yourRef },
    deliveryMode: channel === "letter" ? template.deliveryMode : null,
    ...{ language: template.language, templateVersionId: template.versionId, isAutomatic: true },
    fallback: index === 0 ? template.methods.slice(template.methods.indexOf(channel) + 1) : [],
  }));
}
