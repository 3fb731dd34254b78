import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import { FILES_BYTES_MAX } from "@/server/connectors/data-box";
import { DomainError } from "@/server/kernel/errors";
import { shownTypeOf } from "../files";
import { printWayOf } from "../templates";
import type { DraftFile } from "./draft";

export interface AttachedFile {
  fileId: number;
  name: string;
  mediaType: string;
  sizeBytes: number;
  /** The first bytes. */
  head: Buffer;
}

const MEGABYTE = 1024 ** 2;
/** Of all files of a message. Most servers take a mail of 25 MB, and coding makes it a third larger. */
const BYTES_MAX: Record<Channel, number> = {
  ...{ email: 18 * MEGABYTE, sms: 0, letter: 20 * MEGABYTE, data_box: FILES_BYTES_MAX },
};

/** What goes beside a message, each file once; an SMS carries none. */
export function attachedTo(channel: Channel, fileIds: readonly number[]): DraftFile[] {
  if (channel === "sms") return [];
  return [...new Set(fileIds)].map((fileId) => ({ kind: "attachment", fileId }));
}

/** The files of these numbers in the order asked for. Whether the actor may read them was asked before. */
export async function readAttached(
  { sql }: Tx,
  fileIds: readonly number[],
): Promise<AttachedFile[]> {
  if (fileIds.length === 0) return [];
  const rows = await sql<AttachedFile[]>`
    select f.id as "fileId", f.name, f.media_type as "mediaType", f.size_bytes as "sizeBytes",
           substring(c.content from 1 for 16) as head
      from files f join file_chunks c on c.file_id = f.id and c.seq = 0
     where f.id = any(${fileIds as number[]}::bigint[])`;
  const known = new Map(rows.map((row) => [row.fileId, row]));
  return [...new Set(fileIds)].flatMap((fileId) => known.get(fileId) ?? []);
}

/**
 * Throws invalid `messages.attachment_not_printed` for a file that no letter can have behind it, and
 * `messages.attachments_too_large` for more than the channel carries: before the message is written,
 * not when its carrier refuses it.
 */
export function assertCarried(
  channel: Channel,
  { attached, documents }: { attached: readonly AttachedFile[]; documents: readonly DraftFile[] },
): void {
  if (channel === "sms" || attached.length === 0) return;
  const odd = attached.find((file) => channel === "letter" && !canBePrinted(file));
  if (odd) throw new DomainError("invalid", "messages.attachment_not_printed", { name: odd.name });
  const ofDocuments = documents.map((file) => ("bytes" in file ? file.bytes.length : 0));
  const sizes = [...ofDocuments, ...attached.map(({ sizeBytes }) => sizeBytes)];
  if (sizes.reduce((sum, size) => sum + size, 0) > BYTES_MAX[channel]) {
    const megabytes = BYTES_MAX[channel] / MEGABYTE;
    throw new DomainError("invalid", "messages.attachments_too_large", { megabytes });
  }
}

/** Which of these files a message still carries, in their order, and which are too large for it. */
export function splitCarried(
  channel: Channel,
  attached: readonly AttachedFile[],
): { carried: AttachedFile[]; tooLarge: AttachedFile[] } {
  const [carried, tooLarge]: [AttachedFile[], AttachedFile[]] = [[], []];
  let left = BYTES_MAX[channel];
  for (const file of attached) {
    if (file.sizeBytes > left) {
      tooLarge.push(file);
      continue;
    }
    carried.push(file);
    left -= file.sizeBytes;
  }
  return { carried, tooLarge };
}

export const canBePrinted = ({ mediaType, head }: AttachedFile): boolean =>
  printWayOf(mediaType) !== null || shownTypeOf(head) === "application/pdf";
