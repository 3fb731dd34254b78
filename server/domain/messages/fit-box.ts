import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import { FILES_BYTES_MAX, FILES_MAX } from "@/server/connectors/data-box";
import { DomainError } from "@/server/kernel/errors";
import type { DraftFile } from "./draft";

const MB = 1024 * 1024;

interface BoxLoad {
  channel: Channel;
  /** What each of the messages carries of its own. */
  documents: readonly (readonly DraftFile[])[];
  /** Attachments that go with all of them. */
  attachmentFileIds: readonly number[];
}

/**
 * Says that attachments are too many or too large for an ordinary data message while a person can
 * still leave some out; the box itself would say so only once the message is on its way. The document
 * is counted as it is written, since it is printed later. Throws invalid `messages.box_too_large` with
 * the sum and the limit in megabytes, `messages.box_too_many`.
 */
export async function assertFitsBox({ sql }: Tx, load: BoxLoad): Promise<void> {
  const { channel, documents, attachmentFileIds } = load;
  if (channel !== "data_box" || documents.length === 0) return;
  const count = attachmentFileIds.length + Math.max(...documents.map((files) => files.length));
  if (count > FILES_MAX) {
    throw new DomainError("invalid", "messages.box_too_many", { count, max: FILES_MAX });
  }
  const ids = [...attachmentFileIds];
  const [row] = await sql<{ bytes: number }[]>`
    select coalesce(sum(f.size_bytes), 0)::float8 as bytes
      from unnest(${ids}::bigint[]) a(id) join files f on f.id = a.id`;
  const own = documents.map((files) => files.reduce((sum, file) => sum + bytesOf(file), 0));
  const bytes = (row?.bytes ?? 0) + Math.max(...own);
  if (bytes <= FILES_BYTES_MAX) return;
  throw new DomainError("invalid", "messages.box_too_large", {
    // Rounded up: "20.0 of 20" would explain nothing.
    ...{ megabytes: Math.ceil((bytes / MB) * 10) / 10, max: FILES_BYTES_MAX / MB },
  });
}

const bytesOf = (file: DraftFile): number => ("bytes" in file ? file.bytes.byteLength : 0);
