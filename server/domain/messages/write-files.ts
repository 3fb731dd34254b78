import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { authorOf, type Context } from "../context";
import { cleanName, FILE_BYTES_MAX } from "../files";
import type { DraftFile } from "./draft";

const CHUNK_BYTES = 1024 * 1024;

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
      ...{ sha256: createHash("sha256").update(bytes).digest() },
      ...{ created_by: createdBy, created_at: ctx.now },
    };
  });
  const made = await tx.sql<KeptFile[]>`
    insert into files ${tx.sql(rows)} returning id as "fileId", sha256`;
  const chunks = files.flatMap(({ bytes }, index) => {
    const pieces: { file_id: number; seq: number; content: Uint8Array }[] = [];
    for (let from = 0, seq = 0; from < bytes.length; from += CHUNK_BYTES, seq += 1) {
      const content = bytes.subarray(from, from + CHUNK_BYTES);
      pieces.push({ file_id: made[index]?.fileId ?? 0, seq, content });
    }
    return pieces;
  });
  if (chunks.length > 0) await tx.sql`insert into file_chunks ${tx.sql(chunks)}`;
  return made;
}
