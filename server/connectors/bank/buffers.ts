/** The same memory, not a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * The bytes of a source in pieces of exactly `size`, but for the last: where a network cut them
 * must not matter to anybody. A piece is only good until the next one is asked for.
 */
export async function* equalPieces(
  source: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Buffer> {
  const open = Buffer.allocUnsafeSlow(size);
  let filled = 0;
  for await (const chunk of source) {
    const bytes = asBuffer(chunk);
    let at = 0;
    if (filled > 0) {
      at = bytes.copy(open, filled, 0, size - filled);
      filled += at;
      if (filled < size) continue;
      yield open;
      filled = 0;
    }
    while (bytes.length - at >= size) {
      yield bytes.subarray(at, at + size);
      at += size;
    }
    filled = bytes.copy(open, 0, at);
  }
  if (filled > 0) yield open.subarray(0, filled);
}
