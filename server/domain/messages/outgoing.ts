import type { Fragment, Tx } from "@/db/client";
import type { PostalAddress } from "@/db/schema/messages";
import type { Channel, DeliveryMode, MessageFileKind } from "@/db/values/messages";
import type { Locale } from "@/server/kernel/locale";

export interface OutgoingFile {
  fileId: number;
  kind: MessageFileKind;
  name: string;
  mediaType: string;
  bytes: Buffer;
}

/** A message as it is handed over, all of it in memory. */
export interface Outgoing {
  id: number;
  key: string;
  channel: Channel;
  caseId: number;
  attempts: number;
  toAddress: string;
  toName: string;
  toPostal: PostalAddress | null;
  fromAddress: string;
  fromName: string;
  subject: string;
  body: string;
  ourRef: string;
  yourRef: string;
  deliveryMode: DeliveryMode | null;
  language: Locale;
  isAutomatic: boolean;
  messageId: string | null;
  inReplyTo: string | null;
  replyToken: string | null;
  /** Its answers are to come to the mailbox of deals. */
  isOfDeal: boolean;
  claimedAt: Date;
  /** Ids of mails of the case to the same address before this one, the oldest first. */
  references: string[];
  files: OutgoingFile[];
}

const REFERENCES_MAX = 10;

/** A message `m` as it is handed over, without its files. */
export const outgoingColumns = (sql: Tx["sql"]): Fragment => sql`
  m.id, m.key, m.channel, m.case_id as "caseId", m.attempts, m.to_address as "toAddress",
  m.to_name as "toName", m.to_postal as "toPostal", m.from_address as "fromAddress",
  m.from_name as "fromName", m.subject, m.body, m.our_ref as "ourRef", m.your_ref as "yourRef",
  m.delivery_mode as "deliveryMode", m.language, m.is_automatic as "isAutomatic",
  m.message_id as "messageId", m.in_reply_to as "inReplyTo", m.reply_token as "replyToken",
  exists (select from cases k where k.id = m.case_id and k.category = 'deal') as "isOfDeal",
  m.claimed_at as "claimedAt",
  case when m.channel = 'email' then array(
    select o.message_id from messages o
     where o.case_id = m.case_id and o.id < m.id and o.direction = 'outbound'
       and o.channel = 'email' and o.to_address = m.to_address
     order by o.id desc limit ${REFERENCES_MAX}) else '{}'::text[] end as references`;

export type WithoutFiles = Omit<Outgoing, "files">;

/** These messages with their files, by three statements. */
export async function readOutgoing(tx: Tx, ids: readonly number[]): Promise<Outgoing[]> {
  if (ids.length === 0) return [];
  const [rows, files] = await Promise.all([
    tx.sql<WithoutFiles[]>`
      select ${outgoingColumns(tx.sql)} from messages m
       where m.id = any(${ids as number[]}::bigint[]) order by m.id`,
    readFiles(tx, ids),
  ]);
  return rows.map((row) => withFiles(row, files));
}

export const withFiles = (
  row: WithoutFiles,
  files: ReadonlyMap<number, OutgoingFile[]>,
): Outgoing => ({
  ...row,
  references: [...row.references].reverse(),
  files: files.get(row.id) ?? [],
});

/** Files of messages by the messages' ids, each list in its order. */
export async function readFiles(
  { sql }: Tx,
  ids: readonly number[],
): Promise<Map<number, OutgoingFile[]>> {
  const files = await sql<(Omit<OutgoingFile, "bytes"> & { ofMessage: number })[]>`
    select m.message_id as "ofMessage", m.kind, f.id as "fileId", f.name,
           f.media_type as "mediaType"
      from message_files m join files f on f.id = m.file_id
     where m.message_id = any(${ids as number[]}::bigint[]) order by m.message_id, m.place`;
  const bytesOf = await readContents(sql, [...new Set(files.map(({ fileId }) => fileId))]);
  const byMessage = new Map<number, OutgoingFile[]>();
  for (const { ofMessage, ...file } of files) {
    const bytes = bytesOf.get(file.fileId);
    if (!bytes) continue;
    const list = byMessage.get(ofMessage) ?? [];
    byMessage.set(ofMessage, list);
    list.push({ ...file, bytes });
  }
  return byMessage;
}

/** Each file once, however many messages carry it: fifty with the same attachment hold it once. */
async function readContents(sql: Tx["sql"], fileIds: number[]): Promise<Map<number, Buffer>> {
  const chunks = await sql<{ fileId: number; content: Buffer }[]>`
    select file_id as "fileId", content from file_chunks
     where file_id = any(${fileIds}::bigint[]) order by file_id, seq`;
  const pieces = new Map<number, Buffer[]>();
  for (const { fileId, content } of chunks) {
    const known = pieces.get(fileId);
    if (known) known.push(content);
    else pieces.set(fileId, [content]);
  }
  return new Map([...pieces].map(([fileId, parts]) => [fileId, Buffer.concat(parts)]));
}
