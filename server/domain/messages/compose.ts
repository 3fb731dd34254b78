import type { z } from "zod";
import type { Tx } from "@/db/client";
import { type StopReason, SUBJECT_CHANNELS } from "@/db/values/messages";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import type { Context } from "../context";
import {
  fileStem,
  fillTexts,
  type Letter,
  type LetterTemplate,
  loadTemplate,
  makeLetter,
  readMergeData,
} from "../templates";
import { contactStops } from "./contact-policy";
import { readContactRules } from "./contact-rules";
import { firstAllowedBy } from "./contact-times";
import type { DraftFile } from "./draft";
import { boxRefusals, type Refusal } from "./fit-box";
import { fitLetter, fitText } from "./fit-letter";
import type { messageContent } from "./inputs";
import { type Recipient, readRecipients, type Target } from "./recipients";
import { readSenders, type Sender } from "./sender";

type Content = z.output<typeof messageContent>;

/** To whom, on which case; without an address to all that the channel has. */
export interface Addressee {
  caseId: number;
  refNo: string;
  partyId: number;
  address?: string | null;
}

/** A message as it would leave, and what speaks against it. */
export interface Composed {
  addressee: Addressee;
  targets: Target[];
  /** Numbers that the channel cannot reach. */
  landlines: string[];
  from: Sender;
  subject: string;
  body: string;
  files: DraftFile[];
  ourRef: string;
  yourRef: string;
  language: Locale;
  template: LetterTemplate | null;
  unresolved: string[];
  stops: StopReason[];
  /** That its files do not go into a data box, however else it stands. */
  refusal: Refusal | null;
  notBefore: Date;
}

/**
 * Composes one message for each addressee, by as many statements for a thousand as for one. Nothing is
 * written. Throws not_found and precondition of the template, `messages.template_channel` where it may
 * not go by the channel, `messages.empty` where there is nothing to send. What is wrong with one of the
 * messages stands at that one.
 */
export async function compose(
  ctx: Context,
  tx: Tx,
  { content, addressees }: { content: Content; addressees: readonly Addressee[] },
): Promise<Composed[]> {
  const { channel } = content;
  const template = await templateOf(tx, content);
  const partyIds = addressees.map(({ partyId }) => partyId);
  const rules = await readContactRules(tx);
  // What a person wrote by hand may have braces too; a subject of theirs stands before the template's.
  const written = [template ? "" : content.text, content.subject ?? ""];
  const caseIds = [...new Set(addressees.map(({ caseId }) => caseId))];
  const [recipients, senderOf, stopsOf, letters, filled] = await Promise.all([
    readRecipients(tx, partyIds),
    readSenders(ctx, tx),
    contactStops(tx, { contacts: addressees, channel, today: ctx.today, rules }),
    template ? lettersOf(ctx, tx, { template, addressees }) : null,
    fillTexts(ctx, tx, { texts: written, caseIds }),
  ]);
  const notBeforeOf = firstAllowedBy(ctx.now, { channel, rules });
  const made = addressees.flatMap((addressee) => {
    const recipient = recipients.get(addressee.partyId);
    const letter = letters?.get(addressee.caseId);
    if (!recipient || (template && !letter)) return [];
    const targets = targetsOf(recipient, content, addressee);
    const [text, subject] = filled?.get(addressee.caseId) ?? [];
    const fitted = letter
      ? fitLetter(letter, channel)
      : fitText(text?.text ?? content.text, channel, `zprava-${fileStem(addressee.refNo)}`);
    const lines = letter?.lines;
    // What its fields leave empty is empty, and not the fields themselves.
    const ownSubject = content.subject && (subject ? subject.text.trim() : content.subject);
    const composed: Composed = {
      refusal: null,
      ...{ addressee, targets, template, ...fitted },
      landlines: channel === "sms" ? recipient.landlines : [],
      from: senderOf(content.sender ?? template?.sender ?? "operator"),
      subject: ownSubject ?? lines?.subject ?? "",
      ourRef: content.ourRef ?? lines?.ourRef ?? "",
      yourRef: content.yourRef ?? lines?.yourRef ?? "",
      language: template?.language ?? ctx.actor.language,
      unresolved: [
        ...new Set([
          ...(letter?.unresolved ?? []),
          ...(text?.unresolved ?? []),
          ...(subject?.unresolved ?? []),
        ]),
      ],
      stops: [...stopsOf(addressee), ...(targets.length === 0 ? (["no_address"] as const) : [])],
      notBefore: notBeforeOf(recipient.country),
    };
    return [composed];
  });
  const refusals = await boxRefusals(tx, {
    ...{ channel, documents: made.map(({ files }) => files) },
    attachmentFileIds: [...(template?.attachmentFileIds ?? []), ...content.attachmentFileIds],
  });
  return made.map((each, index) => ({ ...each, refusal: refusals[index] ?? null }));
}

/** A mail or a data message without a subject is a slip: nobody would know what it is about. */
export function subjectRefusal(
  { subject }: Composed,
  { channel }: Pick<Content, "channel">,
): Refusal | null {
  const isMissing = SUBJECT_CHANNELS.includes(channel) && subject.trim() === "";
  return isMissing ? { code: "messages.subject_missing" } : null;
}

/** Throws invalid with the code of what refuses it. */
export function assertNotRefused(refusal: Refusal | null): void {
  if (refusal) throw new DomainError("invalid", refusal.code, refusal.params);
}

async function templateOf(tx: Tx, content: Content): Promise<LetterTemplate | null> {
  if (!content.templateId) {
    if (content.text.trim() === "") throw new DomainError("invalid", "messages.empty");
    return null;
  }
  const template = await loadTemplate(tx, { templateId: content.templateId });
  if (template.isArchived) throw new DomainError("precondition", "templates.archived");
  if (template.hasErrors) throw new DomainError("precondition", "templates.has_errors");
  if (!template.methods.includes(content.channel)) {
    throw new DomainError("invalid", "messages.template_channel", { channel: content.channel });
  }
  return template;
}

/** A letter for each case; of a case with several addressees the same to all. */
export async function lettersOf(
  ctx: Context,
  tx: Tx,
  { template, addressees }: { template: LetterTemplate; addressees: readonly Addressee[] },
): Promise<Map<number, Letter>> {
  const { actor, today } = ctx;
  const author = actor.kind === "operator" ? { name: actor.name, email: "" } : null;
  const names = new Map(addressees.map(({ caseId, refNo }) => [caseId, refNo]));
  const data = await readMergeData(ctx, tx, {
    subjects: [...names.keys()].map((caseId) => ({ key: String(caseId), caseIds: [caseId] })),
    question: { paths: template.paths, language: template.language, author },
  });
  const letters = new Map<number, Letter>();
  for (const [caseId, name] of names) {
    const root = data.get(String(caseId));
    if (root) letters.set(caseId, makeLetter(template, root, { today, name }));
  }
  return letters;
}

/** An SMS goes to every mobile number; mail, letter and data box to one address. */
function targetsOf(recipient: Recipient, { channel }: Content, addressee: Addressee): Target[] {
  const known = recipient[channel];
  if (addressee.address) return known.filter(({ address }) => address === addressee.address);
  return channel === "sms" ? known : known.slice(0, 1);
}
