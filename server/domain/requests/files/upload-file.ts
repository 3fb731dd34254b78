import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { type Context, inService, inTransaction, type PortalContext } from "../../context";
import { cleanName, storeFile } from "../../files";
import { type UploadInput, uploadInput } from "../inputs";
import { judgeFile } from "./judge-file";
import { CLIENT_FILE_BYTES_MAX, DAY_BYTES_MAX, DAY_FILES_MAX } from "./limits";

export interface Upload {
  uploadId: number;
  name: string;
  sizeBytes: number;
}

const MEGABYTE = 1024 ** 2;

/**
 * Keeps a file that a client means to put into a request. Sent twice with one key it is one. Throws
 * invalid `requests.file_too_large`, `files.empty`, what `judgeFile` throws, precondition
 * `requests.files_day_full`.
 */
export async function uploadFile(
  ctx: PortalContext,
  raw: UploadInput,
  content: AsyncIterable<Uint8Array>,
): Promise<Upload> {
  const { name, idempotencyKey: key } = uploadInput.parse(raw);
  const { portalUserId } = ctx.actor;
  // Whoever has nothing left of the day is not read from at all.
  const known = await inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    const upload = await knownUpload(tx, portalUserId, key);
    if (!upload) await requireSpace(inner, tx, { portalUserId, sizeBytes: 1 });
    return upload;
  });
  if (known) return known;
  const bytes = await bytesOf(content);
  const judged = await judgeFile(cleanName(name), bytes);
  return inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    // Held until it is kept: of two at once the second counts the first.
    await tx.sql`select id from portal_users where id = ${portalUserId} for no key update`;
    const known = await knownUpload(tx, portalUserId, key);
    if (known) return known;
    await requireSpace(inner, tx, { portalUserId, sizeBytes: bytes.length });
    const { fileId } = await storeFile(inner, tx, { ...judged, content: one(bytes) });
    const [row] = await tx.sql<{ id: number; name: string }[]>`
      insert into request_files (file_id, author, author_id, source_key, created_at)
      values (${fileId}, 'client', ${portalUserId}, ${key}, ${inner.now})
      returning id, (select f.name from files f where f.id = ${fileId}) as name`;
    if (!row) throw new Error("no row");
    return { uploadId: row.id, name: row.name, sizeBytes: bytes.length };
  });
}

async function* one(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A sender who goes on beyond the limit is not read to the end. */
async function bytesOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of content) {
    size += piece.byteLength;
    if (size > CLIENT_FILE_BYTES_MAX) {
      const megabytes = CLIENT_FILE_BYTES_MAX / MEGABYTE;
      throw new DomainError("invalid", "requests.file_too_large", { megabytes });
    }
    pieces.push(piece);
  }
  if (size === 0) throw new DomainError("invalid", "files.empty");
  return Buffer.concat(pieces);
}

async function knownUpload(
  { sql }: Tx,
  portalUserId: number,
  key: string,
): Promise<Upload | undefined> {
  const [row] = await sql<Upload[]>`
    select r.id as "uploadId", f.name, f.size_bytes as "sizeBytes"
      from request_files r join files f on f.id = r.file_id
     where r.author = 'client' and r.author_id = ${portalUserId} and r.source_key = ${key}`;
  return row;
}

async function requireSpace(
  ctx: Context,
  { sql }: Tx,
  { portalUserId, sizeBytes }: { portalUserId: number; sizeBytes: number },
): Promise<void> {
  const since = new Date(ctx.now.getTime() - 86_400_000);
  const [row] = await sql<{ count: number; bytes: number }[]>`
    select count(*)::int as count, coalesce(sum(f.size_bytes), 0)::bigint as bytes
      from request_files r join files f on f.id = r.file_id
     where r.author = 'client' and r.author_id = ${portalUserId} and r.created_at > ${since}`;
  const { count, bytes } = row ?? { count: 0, bytes: 0 };
  if (count >= DAY_FILES_MAX || Number(bytes) + sizeBytes > DAY_BYTES_MAX) {
    throw new DomainError("precondition", "requests.files_day_full");
  }
}
