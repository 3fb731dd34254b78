import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { contentHash } from "../content-hash";
import type { InboundDraft } from "./inbound-draft";

interface KeptAlready {
  key: string;
  fromAddress: string;
  subject: string;
  body: string;
  original: string | null;
  attachments: string[];
}

interface Written {
  fromAddress: string;
  subject: string;
  body: string;
  /** SHA-256 in hex, in their order. */
  attachments: readonly string[];
}

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The same for the same sender, words and files, whatever way they came. */
const writtenHash = ({ fromAddress, subject, body, attachments }: Written): string =>
  contentHash(
    { subject: `${fromAddress}\n${subject}`, body },
    attachments.map((hash) => Buffer.from(hash, "hex")),
  ).toString("hex");

/**
 * The key that a message is kept under, or null where it is kept already. A mail's id is its sender's
 * word: another mail under a known id is kept beside the first one, under the id and its hash. The
 * same words and files that came on another way are the same mail.
 */
export async function freshKey({ sql }: Tx, draft: InboundDraft): Promise<string | null> {
  const hashes = (kind: string) =>
    draft.files.flatMap((file) =>
      file.kind === kind && "bytes" in file ? [hashOf(file.bytes)] : [],
    );
  const [original] = hashes("original");
  const isMail = draft.channel === "email" && original !== undefined;
  const written = writtenHash({ ...draft, attachments: hashes("attachment") });
  // Of what nobody could read no words are known, only its bytes.
  const own = draft.kind === "unreadable" ? original : written;
  const beside = isMail ? `${draft.key}#${own}` : draft.key;
  const kept = await sql<KeptAlready[]>`
    select m.key, m.from_address as "fromAddress", m.subject, m.body,
           (select encode(f.sha256, 'hex') from message_files x join files f on f.id = x.file_id
             where x.message_id = m.id and x.kind = 'original' order by x.place limit 1) as original,
           array(select encode(f.sha256, 'hex') from message_files x
                   join files f on f.id = x.file_id
                  where x.message_id = m.id and x.kind = 'attachment' order by x.place)
             as attachments
      from messages m where m.key in (${draft.key}, ${beside})`;
  if (kept.length === 0) return draft.key;
  if (!isMail) return null;
  const isSame = (row: KeptAlready) =>
    row.key === beside || row.original === original || writtenHash(row) === own;
  return kept.some(isSame) ? null : beside;
}
