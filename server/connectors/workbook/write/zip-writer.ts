import { once } from "node:events";
import { createDeflateRaw, type DeflateRaw } from "node:zlib";
import { crc32 } from "../crc32";
import type { ByteTarget } from "./byte-target";

const LOCAL_HEADER = 0x04034b50;
const DATA_DESCRIPTOR = 0x08074b50;
const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_END = 0x06054b50;
const VERSION = 20;
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
// 1980-01-01, the first day of ZIP: equal contents give equal files.
const DOS_DATE = 0x21;
const FOUR_GB = 0xffff_ffff;
// XML of sheets repeats so much that higher levels cost twice the time for a few per cent.
const LEVEL = 3;

type Written = { name: Buffer; crc: number; packed: number; size: number; offset: number };

/** Writes a ZIP of parts one after another, at memory that does not grow with them. */
export class ZipWriter {
  private readonly written: Written[] = [];

  constructor(private readonly target: ByteTarget) {}

  /** Begins a part; the one before must have ended. */
  async open(name: string): Promise<ZipPartWriter> {
    const nameBytes = Buffer.from(name);
    const offset = this.target.bytes;
    const header = Buffer.alloc(30);
    header.writeUInt32LE(LOCAL_HEADER, 0);
    header.writeUInt16LE(VERSION, 4);
    header.writeUInt16LE(FLAGS, 6);
    header.writeUInt16LE(DEFLATED, 8);
    header.writeUInt16LE(DOS_DATE, 12);
    header.writeUInt16LE(nameBytes.length, 26);
    await this.target.write(Buffer.concat([header, nameBytes]));
    return new ZipPartWriter(this.target, ({ crc, packed, size }) => {
      this.written.push({ name: nameBytes, crc, packed, size, offset });
    });
  }

  async part(name: string, text: string): Promise<void> {
    const part = await this.open(name);
    await part.write(text);
    await part.end();
  }

  async close(): Promise<void> {
    const start = this.target.bytes;
    for (const entry of this.written) await this.target.write(centralHeader(entry));
    const size = this.target.bytes - start;
    if (start + size > FOUR_GB) throw new RangeError("ZipWriter: past 4 GB");
    const end = Buffer.alloc(22);
    end.writeUInt32LE(CENTRAL_END, 0);
    end.writeUInt16LE(this.written.length, 8);
    end.writeUInt16LE(this.written.length, 10);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(start, 16);
    await this.target.write(end);
  }
}

type Sums = { crc: number; packed: number; size: number };

export class ZipPartWriter {
  private readonly sums: Sums = { crc: 0, packed: 0, size: 0 };
  private readonly deflater: DeflateRaw;
  private readonly draining: Promise<void>;

  constructor(
    private readonly target: ByteTarget,
    private readonly onEnd: (sums: Sums) => void,
  ) {
    this.deflater = createDeflateRaw({ level: LEVEL, chunkSize: 64 * 1024 });
    this.draining = this.drain();
    // Awaited in `end`; until then a failure must not count as unhandled.
    this.draining.catch(() => undefined);
  }

  async write(content: string | Uint8Array): Promise<void> {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    this.sums.crc = crc32(bytes, this.sums.crc);
    this.sums.size += bytes.length;
    if (!this.deflater.write(bytes)) {
      await Promise.race([once(this.deflater, "drain"), this.draining]);
    }
  }

  async end(): Promise<void> {
    this.deflater.end();
    await this.draining;
    const { crc, packed, size } = this.sums;
    if (packed > FOUR_GB || size > FOUR_GB) throw new RangeError("ZipWriter: part past 4 GB");
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(DATA_DESCRIPTOR, 0);
    descriptor.writeUInt32LE(crc, 4);
    descriptor.writeUInt32LE(packed, 8);
    descriptor.writeUInt32LE(size, 12);
    await this.target.write(descriptor);
    this.onEnd(this.sums);
  }

  private async drain(): Promise<void> {
    for await (const chunk of this.deflater) {
      this.sums.packed += (chunk as Buffer).length;
      await this.target.write(chunk as Buffer);
    }
  }
}

function centralHeader({ name, crc, packed, size, offset }: Written): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(CENTRAL_HEADER, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  header.writeUInt16LE(DEFLATED, 10);
  header.writeUInt16LE(DOS_DATE, 14);
  header.writeUInt32LE(crc, 16);
  header.writeUInt32LE(packed, 20);
  header.writeUInt32LE(size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name]);
}
