import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";

export interface FileHead {
  id: number;
  name: string;
  mediaType: string;
  sizeBytes: number;
}

/** Name, type and size. The caller proves first that the actor may see what the file hangs on. */
export async function fileHead(tx: Tx, fileId: number): Promise<FileHead> {
  const [row] = await tx.sql<FileHead[]>`
    select id, name, media_type as "mediaType", size_bytes as "sizeBytes"
      from files where id = ${fileId}`;
  if (!row) throw new DomainError("not_found", "files.not_found");
  return row;
}

/** The whole content (64 MB at most), put together from its pieces. */
export async function fileContent(tx: Tx, fileId: number): Promise<Buffer> {
  const rows = await tx.sql<{ content: Buffer }[]>`
    select content from file_chunks where file_id = ${fileId} order by seq`;
  if (rows.length === 0) throw new DomainError("not_found", "files.not_found");
  return Buffer.concat(rows.map((row) => row.content));
}
