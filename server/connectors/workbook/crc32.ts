import zlib from "node:zlib";

/** CRC-32 of ZIP over several chunks: `crc` is the answer for the chunks before, 0 at the start. */
export function crc32(chunk: Uint8Array, crc: number): number {
  return native === undefined ? byTable(chunk, crc) : native(chunk, crc);
}

// Node has its own since 20.15; the table serves the earlier releases of 20.
const native: ((data: Uint8Array, value?: number) => number) | undefined = zlib.crc32;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest >>> 0;
});

export function byTable(chunk: Uint8Array, crc: number): number {
  let rest = ~crc >>> 0;
  for (const byte of chunk) rest = ((TABLE[(rest ^ byte) & 255] as number) ^ (rest >>> 8)) >>> 0;
  return ~rest >>> 0;
}
