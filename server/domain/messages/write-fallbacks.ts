import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import type { Context } from "../context";
import type { MessageDraft } from "./draft";
import { readRecipients } from "./recipients";
import { writeMessages } from "./write-messages";

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
  files: { kind: "document" | "attachment"; fileId: number }[] | null;
}

/**
 * "E-mail, then post": for messages that failed for good, the same document by the next channel for
 * which the recipient has an address. It charges nothing and is no second notice.
 */
export async function writeFallbacks(ctx: Context, tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const failed = await tx.sql<Failed[]>`
    select m.id, m.key, m.case_id as "caseId", m.party_id as "partyId",
           m.from_address as "fromAddress", m.from_name as "fromName", m.subject, m.body,
           m.our_ref as "ourRef", m.your_ref as "yourRef", m.delivery_mode as "deliveryMode",
           m.language, m.is_automatic as "isAutomatic",
           m.template_version_id as "templateVersionId", m.fallback,
           (select json_agg(json_build_object('kind', f.kind, 'fileId', f.file_id) order by f.place)
              from message_files f
             where f.message_id = m.id and f.kind in ('document', 'attachment')) as files
      from messages m
     where m.id = any(${ids as number[]}::bigint[]) and m.fallback <> '{}'
       and m.party_id is not null`;
  const recipients = await readRecipients(
    tx,
    failed.flatMap(({ partyId }) => partyId ?? []),
  );
  const drafts = failed.flatMap((message) => {
    const at = message.partyId === null ? undefined : recipients.get(message.partyId);
    const channel = message.fallback.find((each) => (at?.[each].length ?? 0) > 0);
    const target = channel && at?.[channel][0];
    if (!target) return [];
    const { id, key, fallback, files, fromAddress, fromName, ...same } = message;
    const draft: MessageDraft = {
      ...same,
      ...{ key: `${key}:${channel}`, channel, replacesId: id, notBefore: ctx.now },
      ...{ toAddress: target.address, toName: target.name, toPostal: target.postal ?? null },
      from: { address: fromAddress, name: fromName },
      files: files ?? [],
      fallback: fallback.slice(fallback.indexOf(channel) + 1),
    };
    return [draft];
  });
  await writeMessages(ctx, tx, drafts);
}
