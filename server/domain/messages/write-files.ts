import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { jsonText } from "@/server/kernel/well-formed";
import { authorOf, type Context } from "../context";
import { cleanName, FILE_BYTES_MAX } from "../files";
import type { DraftFile } from "./draft";

const CHUNK_BYTES = 1024 * 1024;
/** So much of files, in base64, goes into one statement. */
const STATEMENT_BYTES = 16 * 1024 * 1024;

export interface KeptFile {
  fileId: number;
  sha256: Buffer;
}

type NewBytes = { name: string; mediaType: string; bytes: Uint8Array };

/** Keeps files of many messages by two statements; answers one for each, in the order given. */
export async function writeFiles(
  ctx: Context,
  tx: Tx,
  files: readonly DraftFile[],
): Promise<KeptFile[]> {
  const fresh = files.filter((file): file is DraftFile & NewBytes => "bytes" in file);
  const known = files.flatMap((file) => ("fileId" in file ? [file.fileId] : []));
  const [made, old] = [await insertFiles(ctx, tx, fresh), await knownFiles(tx, known)];
  return files.map((file) => {
    const kept = "fileId" in file ? old.get(file.fileId) : made.shift();
    if (!kept) throw new DomainError("not_found", "files.not_found");
    return kept;
  });
}

async function knownFiles({ sql }: Tx, ids: number[]): Promise<Map<number, KeptFile>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<KeptFile[]>`
    select id as "fileId", sha256 from files where id = any(${ids}::bigint[])`;
  return new Map(rows.map((row) => [row.fileId, row]));
}

async function insertFiles(ctx: Context, tx: Tx, files: NewBytes[]): Promise<KeptFile[]> {
  if (files.length === 0) return [];
  const createdBy = authorOf(ctx.actor).id;
  const rows = files.map(({ name, mediaType, bytes }) => {
    if (bytes.length > FILE_BYTES_MAX) {
      throw new DomainError("invalid", "files.too_large", {
        megabytes: FILE_BYTES_MAX / 1024 ** 2,
      });
    }
    return {
      ...{ name: cleanName(name), media_type: mediaType, size_bytes: bytes.length },
      sha256: createHash("sha256").update(bytes).digest("hex"),
    };
  });
  // In the order of the rows: nothing in this statement could bring them into another.
  const made = await tx.sql<KeptFile[]>`
    insert into files (name, media_type, size_bytes, sha256, created_by, created_at)
    select name, media_type, size_bytes, decode(sha256, 'hex'), ${createdBy}::bigint,
           ${ctx.now}::timestamptz
      from json_to_recordset(${jsonText(rows)}::text::json)
           as r(name text, media_type text, size_bytes bigint, sha256 text)
    returning id as "fileId", sha256`;
  const chunks = files.flatMap(({ bytes }, index) => chunksOf(made[index]?.fileId ?? 0, bytes));
  for (let at = 0; at < chunks.length; ) {
    let size = 0;
    const from = at;
    while (at < chunks.length && size < STATEMENT_BYTES) size += chunks[at++]?.content.length ?? 0;
    await insertChunks(tx, chunks.slice(from, at));
  }
  return made;
}

interface Chunk {
  file_id: number;
  seq: number;
  /** base64 */
  content: string;
}

function chunksOf(fileId: number, bytes: Uint8Array): Chunk[] {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.ceil(whole.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, seq) => {
    const from = seq * CHUNK_BYTES;
    const content = whole.toString("base64", from, from + CHUNK_BYTES);
    return { file_id: fileId, seq, content };
  });
}

async function insertChunks({ sql }: Tx, chunks: readonly Chunk[]): Promise<void> {
  await sql`
    insert into file_chunks (file_id, seq, content)
    select file_id, seq, decode(content, 'base64')
      from json_to_recordset(${jsonText(chunks)}::text::json)
           as r(file_id bigint, seq int, content text)`;
}
