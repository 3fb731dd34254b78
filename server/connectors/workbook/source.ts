import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";

/** A file of the disk or of memory. */
export type WorkbookSource = { path: string } | { bytes: Uint8Array };

const CHUNK_BYTES = 256 * 1024;

export async function sourceBytes(source: WorkbookSource): Promise<number> {
  return "path" in source ? (await stat(source.path)).size : source.bytes.byteLength;
}

/** The first bytes of a file, fewer if it is shorter. */
export async function sourceStart(source: WorkbookSource, length: number): Promise<Buffer> {
  if ("bytes" in source) return asBuffer(source.bytes).subarray(0, length);
  const file = await open(source.path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A file from its beginning, chunk by chunk. */
export async function* sourceChunks(source: WorkbookSource): AsyncGenerator<Buffer> {
  if ("path" in source) {
    yield* createReadStream(source.path, { highWaterMark: CHUNK_BYTES });
    return;
  }
  const bytes = asBuffer(source.bytes);
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    yield bytes.subarray(at, at + CHUNK_BYTES);
  }
}

/** The same memory, not a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Access to any part of a file; close it. */
export type RandomSource = {
  range(start: number, length: number): AsyncGenerator<Buffer>;
  close(): Promise<void>;
};

export async function openRandom(source: WorkbookSource): Promise<RandomSource> {
  if ("bytes" in source) {
    const bytes = asBuffer(source.bytes);
    return {
      async *range(start, length) {
        yield bytes.subarray(start, start + length);
      },
      close: async () => undefined,
    };
  }
  const file = await open(source.path, "r");
  return {
    async *range(start, length) {
      const end = start + length;
      for (let at = start; at < end; ) {
        const wanted = Math.min(CHUNK_BYTES, end - at);
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, at);
        if (bytesRead === 0) return;
        yield buffer.subarray(0, bytesRead);
        at += bytesRead;
      }
    },
    close: () => file.close(),
  };
}
