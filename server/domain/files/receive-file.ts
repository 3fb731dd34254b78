import { DomainError } from "@/server/kernel/errors";
import { FILE_BYTES_MAX } from "./store-file";

/**
 * Takes a file in before a transaction opens: a slow sender must not hold a connection. Refuses an
 * empty one and, as soon as it shows, one over 64 MB. Answers what `storeFile` takes as content.
 */
export async function receiveFile(
  content: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array>> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of content) {
    sizeBytes += piece.byteLength;
    if (sizeBytes > FILE_BYTES_MAX) {
      const megabytes = FILE_BYTES_MAX / 1024 ** 2;
      throw new DomainError("invalid", "files.too_large", { megabytes });
    }
    pieces.push(piece);
  }
  if (sizeBytes === 0) throw new DomainError("invalid", "files.empty");
  return (async function* () {
    yield* pieces;
  })();
}
