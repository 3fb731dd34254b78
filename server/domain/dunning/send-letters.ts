import { randomUUID } from "node:crypto";
import type { Tx } from "@/db/client";
import { isDomainError } from "@/server/kernel/errors";
import { chargeNoticeFees, type NoticeFee } from "../claims";
import type { Context } from "../context";
import {
  attachedTo,
  boxRefusals,
  firstAllowed,
  fitLetter,
  type MessageDraft,
  readContactRules,
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
import { type Addressed, addressLetters, type LetterOutcome } from "./address-letters";
import { caseNumbers } from "./case-numbers";
import { insertNotices } from "./insert-notices";
import type { DueLetter } from "./letters-due";
import { moveSent } from "./move-sent";
import { noticeOf } from "./notice-facts";
import type { DunningPlan } from "./step";

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
  const { addressed, outcomes } = await addressLetters(ctx, tx, { letters });
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

/** Thrown to undo a try in which some letter had an empty field, or is more than a data box takes. */
class Unsendable extends Error {
  constructor(
    readonly reason: "unresolved" | "box_too_large",
    readonly letters: ReadonlySet<DueLetter>,
  ) {
    super(reason);
  }
}

/**
 * The fee is charged first, so that the letter shows it; a letter with an empty field undoes the try,
 * and the others are sent without it. That is rare: the template was tried before it was switched on. One
 * that is too large for a data box goes by the next channel of its step, where there is one.
 */
async function sendStep(ctx: Context, tx: Tx, step: Step): Promise<LetterOutcome[]> {
  try {
    return await ctx.db.savepoint(tx, (inner) => trySend({ ...ctx, tx: inner }, inner, step));
  } catch (error) {
    if (!(error instanceof Unsendable)) throw error;
    const { letters, reason } = error;
    const rest = step.addressed.filter(({ letter }) => !letters.has(letter));
    const stopped: LetterOutcome[] = [];
    if (reason === "box_too_large") {
      const without = { channel: "data_box" as const, stop: reason };
      const other = await addressLetters(ctx, tx, { letters: [...letters], without });
      rest.push(...other.addressed);
      stopped.push(...other.outcomes);
    } else for (const letter of letters) stopped.push({ letter, stop: reason });
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
  await assertFitBoxes(tx, { template, addressed, made });
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
  if (unresolved.size > 0) throw new Unsendable("unresolved", unresolved);
  return made;
}

/** Before they are written: the box itself would refuse them once they are on their way. */
async function assertFitBoxes(
  tx: Tx,
  given: {
    template: LetterTemplate;
    addressed: readonly Addressed[];
    made: ReadonlyMap<DueLetter, Letter>;
  },
): Promise<void> {
  const boxed = given.addressed.flatMap(({ letter, channel }) => {
    const made = given.made.get(letter);
    return made && channel === "data_box"
      ? [{ letter, files: fitLetter(made, channel).files }]
      : [];
  });
  const refusals = await boxRefusals(tx, {
    ...{ channel: "data_box", documents: boxed.map(({ files }) => files) },
    attachmentFileIds: given.template.attachmentFileIds,
  });
  const tooLarge = boxed.flatMap(({ letter }, index) => (refusals[index] ? [letter] : []));
  if (tooLarge.length > 0) throw new Unsendable("box_too_large", new Set(tooLarge));
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
