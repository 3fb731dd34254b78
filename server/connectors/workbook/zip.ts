import { pipeline } from "node:stream";
import { createInflateRaw } from "node:zlib";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { crc32 } from "./crc32";
import { megabytes, type WorkbookLimits } from "./limits";
import { asRefusal, refusal } from "./refusal";
import { asBuffer, openRandom, type RandomSource, type WorkbookSource } from "./source";

/** Bytes of one part as they inflate; `progress` goes from 0 to 1 with the packed bytes read. */
export type PartStream = AsyncIterable<Buffer> & { readonly progress: number };

const CHUNK_BYTES = 256 * 1024;
const ENTRIES_MAX = 20_000;
const STORED = 0;
const DEFLATED = 8;

/** The parts of a ZIP package. Names are looked up without case, as the standard wants. */
export class ZipParts {
  private readonly entries = new Map<string, Entry>();
  private inflatedBytes = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly file: RandomSource,
    private readonly limits: WorkbookLimits,
  ) {}

  static async open(source: WorkbookSource, limits: WorkbookLimits): Promise<ZipParts> {
    const zip = await openZip(source);
    const parts = new ZipParts(zip, await openRandom(source), limits);
    try {
      await parts.list();
      return parts;
    } catch (cause) {
      await parts.close();
      throw cause;
    }
  }

  names(): string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** Inflated bytes of a part as its header claims; for estimates only. */
  claimedBytes(name: string): number {
    return this.entries.get(name.toLowerCase())?.uncompressedSize ?? 0;
  }

  /** A small part whole. */
  async read(name: string): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of this.stream(name)) {
      bytes += chunk.length;
      if (bytes > this.limits.partBytesMax) throw this.tooMuch(this.limits.partBytesMax);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  stream(name: string): PartStream {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw refusal("missing_part", { part: name });
    const state = { packedBytes: 0 };
    const inflate = () => this.inflate(entry, state);
    return {
      [Symbol.asyncIterator]: () => inflate()[Symbol.asyncIterator](),
      get progress() {
        return entry.compressedSize === 0
          ? 1
          : Math.min(1, state.packedBytes / entry.compressedSize);
      },
    };
  }

  async close(): Promise<void> {
    this.zip.close();
    await this.file.close();
  }

  private async list(): Promise<void> {
    try {
      for await (const entry of this.zip.eachEntry()) {
        if (entry.isEncrypted()) throw refusal("password_protected");
        const name = entry.fileName.toLowerCase();
        // Two parts of one name: which one is read would depend on the reader.
        if (this.entries.has(name) || this.entries.size >= ENTRIES_MAX) {
          throw refusal("unsafe_archive");
        }
        this.entries.set(name, entry);
      }
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : "";
      if (UNSAFE_NAME.test(message)) throw refusal("unsafe_archive");
      throw asRefusal(cause, "zip");
    }
  }

  private async *inflate(entry: Entry, state: { packedBytes: number }): AsyncGenerator<Buffer> {
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
      throw refusal("damaged", { part: entry.fileName });
    }
    let bytes = 0;
    let crc = 0;
    try {
      for await (const chunk of await this.openStream(entry, state)) {
        bytes += chunk.length;
        this.count(chunk.length, bytes, state.packedBytes);
        crc = crc32(chunk, crc);
        yield chunk;
      }
    } catch (cause) {
      throw asRefusal(cause, entry.fileName);
    }
    if (crc !== entry.crc32 || bytes !== entry.uncompressedSize) {
      throw refusal("damaged", { part: entry.fileName });
    }
  }

  private async openStream(
    entry: Entry,
    state: { packedBytes: number },
  ): Promise<AsyncIterable<Buffer>> {
    // Not by the streams of yauzl: one that is given up while it reads brings the process down.
    const { fileDataStart } = await this.zip.readLocalFileHeaderPromise(entry, { minimal: true });
    const packed = counted(this.file.range(fileDataStart, entry.compressedSize), state);
    if (entry.compressionMethod === STORED) return packed;
    const inflater = createInflateRaw({ chunkSize: CHUNK_BYTES });
    // Errors of both ends come out of the inflater, which is the stream that is being read.
    pipeline(packed, inflater, () => undefined);
    return inflater;
  }

  private count(chunkBytes: number, partBytes: number, packedBytes: number): void {
    this.inflatedBytes += chunkBytes;
    const { inflatedBytesMax, inflateRatioMax, inflateRatioFromBytes } = this.limits;
    if (this.inflatedBytes > inflatedBytesMax) throw this.tooMuch(inflatedBytesMax);
    if (partBytes > inflateRatioFromBytes && partBytes > packedBytes * inflateRatioMax) {
      throw this.tooMuch(partBytes);
    }
  }

  private tooMuch(bytes: number) {
    return refusal("inflates_too_much", { limitMb: megabytes(bytes) });
  }
}

async function* counted(packed: AsyncIterable<Buffer>, state: { packedBytes: number }) {
  for await (const chunk of packed) {
    state.packedBytes += chunk.length;
    yield chunk;
  }
}

const UNSAFE_NAME = /^(?:absolute path|invalid relative path|invalid characters in fileName)/;

async function openZip(source: WorkbookSource): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false };
  try {
    if ("path" in source) return await yauzl.openPromise(source.path, options);
    return await yauzl.fromBufferPromise(asBuffer(source.bytes), options);
  } catch (cause) {
    throw asRefusal(cause, "zip");
  }
}
