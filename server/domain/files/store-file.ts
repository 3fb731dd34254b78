import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { fileChunks, files } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { authorOf, type Context } from "../context";

export const FILE_BYTES_MAX = 64 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

export interface NewFile {
  name: string;
  /** As the browser claims it; what is shown to people is decided by `mediaTypeOf`. */
  mediaType: string;
  content: AsyncIterable<Uint8Array>;
}

/** Only the last part of a path, without control characters, at most 200 characters. */
export function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? "";
  const clean = [...last.normalize("NFC")].filter((char) => char >= " " && char !== "\u007f");
  return clean.join("").trim().slice(-200) || "soubor";
}

/** Regroups pieces of any size into pieces of one mebibyte. */
async function* inChunks(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pending: Uint8Array[] = [];
  let size = 0;
  for await (const piece of content) {
    pending.push(piece);
    size += piece.byteLength;
    if (size < CHUNK_BYTES) continue;
    const whole = Buffer.concat(pending);
    let from = 0;
    for (; from + CHUNK_BYTES <= whole.length; from += CHUNK_BYTES) {
      yield whole.subarray(from, from + CHUNK_BYTES);
    }
    pending = from < whole.length ? [whole.subarray(from)] : [];
    size = whole.length - from;
  }
  if (size > 0) yield Buffer.concat(pending);
}

/**
 * Keeps a file inside the caller's transaction; answers its id, size and SHA-256. Refuses an empty
 * one and one over 64 MB. The caller has authorised the act.
 */
export async function storeFile(
  ctx: Context,
  tx: Tx,
  file: NewFile,
): Promise<{ fileId: number; sizeBytes: number; sha256: Buffer }> {
  const [row] = await tx
    .insert(files)
    .values({
      name: cleanName(file.name),
      mediaType: file.mediaType.slice(0, 120) || "application/octet-stream",
      sizeBytes: 0,
      sha256: Buffer.alloc(0),
      createdBy: authorOf(ctx.actor).id,
      createdAt: ctx.now,
    })
    .returning({ id: files.id });
  if (!row) throw new Error("no row");
  const hash = createHash("sha256");
  let sizeBytes = 0;
  let seq = 0;
  for await (const content of inChunks(file.content)) {
    sizeBytes += content.length;
    if (sizeBytes > FILE_BYTES_MAX) {
      throw new DomainError("invalid", "files.too_large", {
        megabytes: FILE_BYTES_MAX / 1024 ** 2,
      });
    }
    hash.update(content);
    await tx.insert(fileChunks).values({ fileId: row.id, seq, content });
    seq += 1;
  }
  if (sizeBytes === 0) throw new DomainError("invalid", "files.empty");
  const sha256 = hash.digest();
  await tx.sql`update files set size_bytes = ${sizeBytes}, sha256 = ${sha256} where id = ${row.id}`;
  return { fileId: row.id, sizeBytes, sha256 };
}
