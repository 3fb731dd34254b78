import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import { FILES_BYTES_MAX, FILES_MAX } from "@/server/connectors/data-box";
import type { DraftFile } from "./draft";

const MB = 1024 * 1024;

interface BoxLoad {
  channel: Channel;
  /** What each of the messages carries of its own. */
  documents: readonly (readonly DraftFile[])[];
  /** Attachments that go with all of them. */
  attachmentFileIds: readonly number[];
}

/** Why a message cannot be sent as it is; a code of the interface. */
export interface Refusal {
  code: "messages.box_too_many" | "messages.box_too_large" | "messages.subject_missing";
  params?: Record<string, string | number>;
}

/**
 * Says of each message whether its files are too many or too large for an ordinary data message, while a
 * person can still leave some out; the box itself would say so only once the message is on its way. The
 * document is counted as it is written, since it is printed later. Answers in the order of the documents:
 * null, `messages.box_too_large` with the sum and the limit in megabytes, or `messages.box_too_many`.
 */
export async function boxRefusals({ sql }: Tx, load: BoxLoad): Promise<(Refusal | null)[]> {
  const { channel, documents } = load;
  if (channel !== "data_box" || documents.length === 0) return documents.map(() => null);
  // The template and the case may name the same file: it goes once.
  const ids = [...new Set(load.attachmentFileIds)];
  const [row] = await sql<{ bytes: number }[]>`
    select coalesce(sum(size_bytes), 0)::float8 as bytes from files
     where id = any(${ids}::bigint[])`;
  return documents.map((files): Refusal | null => {
    const count = ids.length + files.length;
    if (count > FILES_MAX) {
      return { code: "messages.box_too_many", params: { count, max: FILES_MAX } };
    }
    const bytes = files.reduce((sum, file) => sum + bytesOf(file), row?.bytes ?? 0);
    if (bytes <= FILES_BYTES_MAX) return null;
    // Rounded up: "20.0 of 20" would explain nothing.
    const megabytes = Math.ceil((bytes / MB) * 10) / 10;
    return { code: "messages.box_too_large", params: { megabytes, max: FILES_BYTES_MAX / MB } };
  });
}

const bytesOf = (file: DraftFile): number => ("bytes" in file ? file.bytes.byteLength : 0);
