import { createHash } from "node:crypto";

/** SHA-256 over what a recipient gets: subject, text and the hashes of the files, in their order. */
export function contentHash(
  { subject, body }: { subject: string; body: string },
  fileHashes: readonly Uint8Array[],
): Buffer {
  const hash = createHash("sha256");
  // Lengths stand before the texts, so that no two different messages run together into one.
  for (const text of [subject, body]) {
    const bytes = Buffer.from(text, "utf8");
    hash.update(`${bytes.length}:`).update(bytes);
  }
  for (const fileHash of fileHashes) hash.update(fileHash);
  return hash.digest();
}
