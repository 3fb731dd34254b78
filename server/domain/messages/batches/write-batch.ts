import type { Writable } from "node:stream";
import type { z } from "zod";
import type { PostalAddress } from "@/db/schema/messages";
import type { DeliveryMode } from "@/db/values/messages";
import { type BatchLetter, writePostBatch } from "@/server/connectors/post";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, type Context, inTransaction, reading } from "../../context";
import { fileContent } from "../../files";
import { postalOf } from "../carriers/letter-shape";
import { carrierKey } from "../carriers/outgoing-carrier";
import { batchIdInput } from "../channel-inputs";
import { asPrinted } from "../prints/printable";

interface Row {
  id: number;
  isSeen: boolean;
  deliveryMode: DeliveryMode | null;
  toPostal: PostalAddress;
  files: {
    kind: "document" | "attachment" | "print";
    fileId: number;
    name: string;
    mediaType: string;
  }[];
}

export interface PreparedBatch {
  name: string;
  /** Writes the whole file into the stream and ends it; on a fault it destroys the stream. */
  write(stream: Writable): Promise<void>;
}

/**
 * A batch as a ZIP: letters in the order of posting with their list. It can be downloaded again and is
 * the same. Rights are asked before the first byte, and the download is written down. Throws
 * not_found `channels.batch_not_found`.
 */
export async function prepareBatch(
  ctx: Context,
  raw: z.input<typeof batchIdInput>,
): Promise<PreparedBatch> {
  authorize(ctx, "messages:send");
  const { batchId } = batchIdInput.parse(raw);
  const { rows, isDuplex } = await inTransaction(ctx, async (inner, { sql }) => {
    const rows = await readRows(sql, batchId);
    const [account] = await sql<{ isDuplex: boolean | null }[]>`
      select (settings ->> 'isDuplex')::boolean as "isDuplex" from channel_accounts
       where channel = 'letter'`;
    await writeAudit(inner, {
      ...{ action: "messages.download-batch", entity: "post_batch", entityId: batchId },
      after: { letters: rows.length },
    });
    return { rows, isDuplex: account?.isDuplex ?? true };
  });
  const letters = rows.map((row): BatchLetter => {
    const pdf = asPrinted(row.files).map(
      ({ file }) =>
        () =>
          reading(ctx, (tx) => fileContent(tx, file.fileId)),
    );
    return {
      ...{ key: carrierKey(ctx.actor.tenantId, row.id), recipient: postalOf(row.toPostal) },
      ...{ deliveryMode: row.deliveryMode ?? "ordinary", isDuplex, pdf },
    };
  });
  return {
    name: `dopisy-${batchId}.zip`,
    write: async (stream) => void (await writePostBatch(letters, { stream })),
  };
}

async function readRows(
  sql: Parameters<Parameters<typeof reading>[1]>[0]["sql"],
  batchId: number,
): Promise<Row[]> {
  const rows = await sql<Row[]>`
    select m.id, c.id is not null as "isSeen", m.delivery_mode as "deliveryMode", m.to_postal as "toPostal",
           coalesce((select jsonb_agg(jsonb_build_object('kind', x.kind, 'fileId', f.id,
                       'name', f.name, 'mediaType', f.media_type) order by x.place)
              from message_files x join files f on f.id = x.file_id
             where x.message_id = m.id and x.kind in ('document', 'attachment', 'print')), '[]')
             as files
      from messages m left join cases c on c.id = m.case_id where m.batch_id = ${batchId} order by m.id`;
  // Part of a batch would be posted as the whole of it.
  const isWhole = rows.length > 0 && rows.every(({ isSeen }) => isSeen);
  if (!isWhole) throw new DomainError("not_found", "channels.batch_not_found");
  return rows;
}
