import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import { writeSystemEvents } from "../cases";
import type { Context } from "../context";
import { attachedTo, canBePrinted, readAttached } from "./attached-files";
import { contactStops, HARD_STOPS } from "./contact-policy";
import { readContactRules } from "./contact-rules";
import { firstAllowed } from "./contact-times";
import type { DraftFile, MessageDraft } from "./draft";
import { fitText } from "./fit-letter";
import { readRecipients, type Target } from "./recipients";
import { writeMessages } from "./write-messages";
import { writeStops } from "./write-stops";

interface Failed {
  id: number;
  key: string;
  caseId: number;
  partyId: number | null;
  fromAddress: string;
  fromName: string;
  subject: string;
  body: string;
  ourRef: string;
  yourRef: string;
  deliveryMode: MessageDraft["deliveryMode"];
  language: MessageDraft["language"];
  isAutomatic: boolean;
  templateVersionId: number | null;
  fallback: Channel[];
  otherCaseIds: number[];
  /** Of the first of those that it replaces: an SMS in between carried none. */
  files: { kind: "document" | "attachment"; fileId: number }[] | null;
  /** Of its template, where nothing that was sent until now could carry any. */
  leftBehind: number[];
}

/**
 * "E-mail, then post": for messages that failed for good, the same document by the next channel for
 * which the recipient has an address, with all that was sent beside it at first. It charges nothing
 * and is no second notice. What cannot be printed does not go by post: the letter goes without it,
 * and the timeline says so.
 */
export async function writeFallbacks(ctx: Context, tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const failed = await tx.sql<Failed[]>`
    with recursive chain(id, first_id, replaces_id) as (
      select id, id, replaces_id from messages where id = any(${ids as number[]}::bigint[])
      union all
      select c.id, b.id, b.replaces_id from chain c join messages b on b.id = c.replaces_id)
    select m.id, m.key, m.case_id as "caseId", m.party_id as "partyId",
           m.from_address as "fromAddress", m.from_name as "fromName", m.subject, m.body,
           m.our_ref as "ourRef", m.your_ref as "yourRef",
           coalesce(m.delivery_mode, t.delivery_mode) as "deliveryMode",
           array(select distinct n.case_id from dunning_notices n
                  where n.message_id = f.id and n.case_id <> m.case_id) as "otherCaseIds",
           m.language, m.is_automatic as "isAutomatic",
           m.template_version_id as "templateVersionId", m.fallback,
           (select json_agg(json_build_object('kind', x.kind, 'fileId', x.file_id) order by x.place)
              from message_files x
             where x.message_id = f.id and x.kind in ('document', 'attachment')) as files,
           case when f.channel = 'sms' then coalesce(t.attachment_file_ids, '{}')
                else '{}' end as "leftBehind"
      from chain c join messages m on m.id = c.id join messages f on f.id = c.first_id
      left join template_versions v on v.id = m.template_version_id
      left join templates t on t.id = v.template_id
     where c.replaces_id is null and m.fallback <> '{}' and m.party_id is not null`;
  const recipients = await readRecipients(
    tx,
    failed.flatMap(({ partyId }) => partyId ?? []),
  );
  const rules = await readContactRules(tx);
  const drafts: MessageDraft[] = [];
  for (const message of failed) {
    const at = message.partyId === null ? undefined : recipients.get(message.partyId);
    const channel = message.fallback.find((each) => (at?.[each].length ?? 0) > 0);
    const target = channel && at?.[channel][0];
    if (!at || !target) continue;
    const contact = { caseId: message.caseId, partyId: at.partyId };
    const given = { contacts: [contact], channel, today: ctx.today, rules };
    const reasons = (await contactStops(tx, given))(contact);
    const { caseId, isAutomatic } = message;
    const held = reasons.filter((reason) => isAutomatic || HARD_STOPS.includes(reason));
    if (held.length > 0) {
      await writeStops(ctx, [{ caseId, reasons: held, channel }]);
      continue;
    }
    const notBefore = firstAllowed(ctx.now, { channel, country: at.country, rules });
    drafts.push(draftOf(message, { channel, target, notBefore }));
  }
  const left = await leftOutOf(tx, drafts);
  const written = await writeMessages(
    ctx,
    tx,
    drafts.map((draft) => ({ ...draft, files: draft.files.filter((file) => !left.has(file)) })),
  );
  const keys = new Set(written.map(({ key }) => key));
  await writeSystemEvents(
    ctx,
    drafts.flatMap(({ key, caseId, channel, files }) => {
      const names = files.flatMap((file) => left.get(file) ?? []).join(", ");
      if (names === "" || !keys.has(key)) return [];
      return { caseId, code: "message.left_out", params: { channel, names } };
    }),
  );
}

/** Attachments of letters that nothing here prints, with their names. */
async function leftOutOf(tx: Tx, drafts: readonly MessageDraft[]): Promise<Map<DraftFile, string>> {
  const attached = drafts
    .filter(({ channel }) => channel === "letter")
    .flatMap(({ files }) => files.filter(({ kind }) => kind === "attachment"));
  const ids = attached.flatMap((file) => ("fileId" in file ? file.fileId : []));
  const known = await readAttached(tx, ids);
  const odd = new Map(
    known.filter((file) => !canBePrinted(file)).map(({ fileId, name }) => [fileId, name]),
  );
  return new Map(
    attached.flatMap((file) => {
      const name = "fileId" in file ? odd.get(file.fileId) : undefined;
      return name === undefined ? [] : [[file, name] as const];
    }),
  );
}

/** The same document; of a mail that had none, its text as one. */
function draftOf(
  message: Failed,
  { channel, target, notBefore }: { channel: Channel; target: Target; notBefore: Date },
): MessageDraft {
  const { id, key, fallback, files, leftBehind, ...rest } = message;
  const { fromAddress, fromName, deliveryMode, ...same } = rest;
  // An SMS is text alone: what the message carried until now stays behind.
  const kept = channel === "sms" ? [] : (files ?? []);
  const hasDocument = kept.some(({ kind }) => kind === "document");
  const ofText = hasDocument ? [] : fitText(message.body, channel, `zprava-${id}`).files;
  return {
    ...same,
    ...{ key: `${key}:${channel}`, channel, replacesId: id, notBefore },
    ...{ toAddress: target.address, toName: target.name, toPostal: target.postal ?? null },
    from: { address: fromAddress, name: fromName },
    deliveryMode: channel === "letter" ? (deliveryMode ?? "ordinary") : null,
    files: [...ofText, ...kept, ...attachedTo(channel, leftBehind)],
    fallback: fallback.slice(fallback.indexOf(channel) + 1),
  };
}
