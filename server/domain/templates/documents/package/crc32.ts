import zlib from "node:zlib";

/** CRC-32 as ZIP counts it, and what the sum of two pieces is when only one of them changed. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest >>> 0;
});

// Node has its own since 20.15. Calling it for a name of thirty letters costs more than it saves.
const native: ((data: Uint8Array, value?: number) => number) | undefined = zlib.crc32;
const NATIVE_FROM_BYTES = 512;

export interface ByteRange {
  start: number;
  end: number;
}

/** The sum of some of the bytes, going on from the sum of what stands before them. */
export function crc32(bytes: Uint8Array, range: ByteRange, before = 0): number {
  if (native !== undefined && range.end - range.start >= NATIVE_FROM_BYTES) {
    return native(bytes.subarray(range.start, range.end), before);
  }
  let rest = ~before;
  for (let at = range.start; at < range.end; at += 1) {
    rest = (TABLE[(rest ^ (bytes[at] as number)) & 255] as number) ^ (rest >>> 8);
  }
  return ~rest >>> 0;
}

/** What as many bytes do to the sum before them: a matrix over bits, one column a word. */
export type CrcShift = Uint32Array;

const shifts = new Map<number, CrcShift>();
const SHIFTS_MAX = 20_000;

/** The sum of what stands before `bytes` more bytes, as these see it; made by squaring. */
export function shiftOver(bytes: number): CrcShift {
  const known = shifts.get(bytes);
  if (known !== undefined) return known;
  let result = IDENTITY;
  let power = ONE_BYTE;
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = product(power, result);
    power = product(power, power);
  }
  if (shifts.size >= SHIFTS_MAX) shifts.clear();
  shifts.set(bytes, result);
  return result;
}

/** The sum of A followed by B, from both their sums and the shift over the length of B. */
export function combine(a: number, shift: CrcShift, b: number): number {
  return (times(shift, a) ^ b) >>> 0;
}

function times(matrix: CrcShift, vector: number): number {
  let sum = 0;
  let rest = vector;
  for (let column = 0; rest !== 0; column += 1, rest >>>= 1) {
    if (rest & 1) sum ^= matrix[column] as number;
  }
  return sum;
}

function product(left: CrcShift, right: CrcShift): CrcShift {
  return right.map((column) => times(left, column) >>> 0);
}

const IDENTITY: CrcShift = Uint32Array.from({ length: 32 }, (_, bit) => (1 << bit) >>> 0);

const ONE_BYTE: CrcShift = IDENTITY.map((word) => {
  let rest = word;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest >>> 0;
});
