import { constants, deflateRawSync } from "node:zlib";
import { type CrcShift, combine, crc32, shiftOver } from "./crc32";
import { DEFLATED, type PackageEntry } from "./read-package";

/** Text that every letter holds, packed once: whole blocks of DEFLATE that end on a byte. */
export interface Piece {
  packed: Buffer;
  size: number;
  crc: number;
  shift: CrcShift;
}

const STORED_HEADER = 5;
const STORED_MAX = 65_535;
/** Below this a block of its own costs more than it saves. */
const PACK_FROM_BYTES = 256;
/** Levels of packing: what repeats in one letter, and a letter to be kept. */
const QUICK = 3;
export const THOROUGH = 6;
const START_BYTES = 64 * 1024;
/** An empty last block. */
const END_OF_STREAM = Buffer.from([3, 0]);

export function pieceOf(text: string): Piece {
  const bytes = Buffer.from(text);
  const crc = crc32(bytes, { start: 0, end: bytes.length });
  const deflated = packBlocks(bytes, 9);
  const stored = Buffer.alloc(storedBytes(bytes.length));
  bytes.copy(stored, STORED_HEADER);
  const isStored = bytes.length <= STORED_MAX && stored.length < deflated.length;
  if (isStored) writeHeader(stored, 0, bytes.length);
  return {
    packed: isStored ? stored : deflated,
    size: bytes.length,
    crc,
    shift: shiftOver(bytes.length),
  };
}

/** Where a part stood, to go back to. */
export interface SinkMark {
  at: number;
  size: number;
  crc: number;
  pending: number;
}

/**
 * Writes one file of a package as a stream of DEFLATE put together from blocks: constant pieces are
 * copied as they were packed once, the short values between them are stored as they are, and
 * only what repeats is packed anew. The sum over all comes from the sums of the pieces.
 */
export class DeflateSink {
  private scratch = Buffer.allocUnsafeSlow(START_BYTES);
  private at = 0;
  private size = 0;
  private crc = 0;
  private pending: string[] = [];

  start(): void {
    this.at = 0;
    this.size = 0;
    this.crc = 0;
    this.pending = [];
  }

  piece(piece: Piece): void {
    this.room(piece.packed.length);
    this.at += piece.packed.copy(this.scratch, this.at);
    this.crc = combine(this.crc, piece.shift, piece.crc);
    this.size += piece.size;
  }

  /** A value between constant pieces. */
  text(text: string): void {
    if (text === "") return;
    // UTF-8 takes at most three bytes for each unit of UTF-16.
    if (text.length * 3 > STORED_MAX) {
      this.pack(Buffer.from(text));
      return;
    }
    this.room(STORED_HEADER + text.length * 3);
    const start = this.at + STORED_HEADER;
    const bytes = this.scratch.write(text, start);
    writeHeader(this.scratch, this.at, bytes);
    this.count(this.scratch, { start, end: start + bytes });
    this.at = start + bytes;
  }

  /** Text of something that repeats; waits for `flush`. */
  hold(text: string): void {
    if (text !== "") this.pending.push(text);
  }

  flush(level = QUICK): void {
    if (this.pending.length === 0) return;
    const bytes = Buffer.from(this.pending.join(""));
    this.pending = [];
    this.pack(bytes, level);
  }

  mark(): SinkMark {
    return { at: this.at, size: this.size, crc: this.crc, pending: this.pending.length };
  }

  /** Whether anything was written since. */
  isPast(mark: SinkMark): boolean {
    return this.size > mark.size || this.pending.length > mark.pending;
  }

  goBack(mark: SinkMark): void {
    this.at = mark.at;
    this.size = mark.size;
    this.crc = mark.crc;
    this.pending.length = mark.pending;
  }

  /** The file; what still waits is packed at the level. */
  end(name: string, level = QUICK): PackageEntry {
    this.flush(level);
    this.append(END_OF_STREAM);
    const packed = Buffer.from(this.scratch.subarray(0, this.at));
    return { name, method: DEFLATED, crc: this.crc, size: this.size, packed };
  }

  private pack(bytes: Buffer, level = QUICK): void {
    if (bytes.length < PACK_FROM_BYTES) {
      this.room(storedBytes(bytes.length));
      writeHeader(this.scratch, this.at, bytes.length);
      this.at += STORED_HEADER;
      this.append(bytes);
    } else this.append(packBlocks(bytes, level));
    this.count(bytes, { start: 0, end: bytes.length });
  }

  private append(bytes: Buffer): void {
    this.room(bytes.length);
    this.at += bytes.copy(this.scratch, this.at);
  }

  private count(bytes: Buffer, range: { start: number; end: number }): void {
    this.crc = crc32(bytes, range, this.crc);
    this.size += range.end - range.start;
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.scratch.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.scratch.length * 2, this.at + bytes));
    this.scratch.copy(grown, 0, 0, this.at);
    this.scratch = grown;
  }
}

/** Blocks that end on a byte and refer to nothing before them. */
function packBlocks(bytes: Buffer, level: number): Buffer {
  return deflateRawSync(bytes, { level, finishFlush: constants.Z_SYNC_FLUSH });
}

function storedBytes(bytes: number): number {
  return STORED_HEADER + bytes;
}

function writeHeader(into: Buffer, at: number, bytes: number): void {
  into[at] = 0;
  into.writeUInt16LE(bytes, at + 1);
  into.writeUInt16LE(bytes ^ 0xffff, at + 3);
}
