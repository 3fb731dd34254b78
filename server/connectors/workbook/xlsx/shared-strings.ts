import { megabytes, type WorkbookLimits } from "../limits";
import { refusal } from "../refusal";
import { localName, TextSink, tagEnd } from "./text-sink";
import { asUtf8 } from "./xml";

const BLOCK_BITS = 5;
const BLOCK = 1 << BLOCK_BITS;
const PAGE_BITS = 15;
const PAGE_BLOCKS = 1 << (PAGE_BITS - BLOCK_BITS);
const LESS_THAN = 60;

/** Packed texts of 32 768 strings, a NUL behind each, and where each block of 32 ends. */
type Page = { bytes: Buffer; blockEnds: Uint32Array };

/**
 * The table of texts that cells point into. It is kept as packed UTF-8 and decoded in blocks of 32
 * when first asked for: five million strings are then 80 MB, not 500. A sheet mostly runs through
 * the table in order and pays one native call for 32 cells; one that was sorted jumps about, so a
 * block is small enough to be decoded for the sake of one string.
 */
export class SharedStrings {
  private readonly pages: Page[] = [];
  private readonly decoded: (string[] | undefined)[] = [];
  /** Blocks that are decoded, the oldest at `oldest`; only for tables longer than may stay. */
  private readonly ring: number[] = [];
  private oldest = 0;
  count = 0;

  private constructor(private readonly decodedMax: number) {}

  static empty(): SharedStrings {
    return new SharedStrings(0);
  }

  static async read(chunks: AsyncIterable<Buffer>, limits: WorkbookLimits): Promise<SharedStrings> {
    const table = new SharedStrings(limits.decodedStringsMax);
    const scanner = new SharedStringScanner((page) => table.pages.push(page));
    let rest: Buffer = Buffer.alloc(0);
    let textBytes = 0;
    for await (const chunk of asUtf8(chunks)) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const used = scanner.scan(bytes);
      textBytes = scanner.textBytes;
      rest = bytes.subarray(used);
      if (rest.length > limits.rowBytesMax) throw refusal("damaged", { part: PART });
      if (textBytes > limits.sharedTextBytesMax) {
        throw refusal("inflates_too_much", { limitMb: megabytes(limits.sharedTextBytesMax) });
      }
    }
    table.count = scanner.finish();
    return table;
  }

  get(index: number): string {
    const block = this.decoded[index >>> BLOCK_BITS] ?? this.decode(index);
    const text = block[index & (BLOCK - 1)];
    if (text === undefined) throw refusal("damaged", { part: PART });
    return text;
  }

  private decode(index: number): string[] {
    const page = this.pages[index >>> PAGE_BITS];
    const block = (index >>> BLOCK_BITS) & (PAGE_BLOCKS - 1);
    const end = page?.blockEnds[block];
    if (page === undefined || end === undefined || end === 0) {
      throw refusal("damaged", { part: PART });
    }
    const start = block === 0 ? 0 : (page.blockEnds[block - 1] as number);
    const texts = page.bytes.toString("utf8", start, end - 1).split("\0");
    this.keep(index >>> BLOCK_BITS, texts);
    return texts;
  }

  private keep(block: number, texts: string[]): void {
    this.decoded[block] = texts;
    if (this.count <= this.decodedMax) return;
    if (this.ring.length < this.decodedMax / BLOCK) {
      this.ring.push(block);
      return;
    }
    this.decoded[this.ring[this.oldest] as number] = undefined;
    this.ring[this.oldest] = block;
    this.oldest = (this.oldest + 1) % this.ring.length;
  }
}

const PART = "sharedStrings.xml";

class SharedStringScanner {
  textBytes = 0;
  private readonly sink = new TextSink();
  private count = 0;
  private isStarted = false;
  private blockEnds = new Uint32Array(PAGE_BLOCKS);

  constructor(private readonly emit: (page: Page) => void) {}

  /** Reads whole `<si>` items; offset of the first byte not used. */
  scan(buf: Buffer): number {
    const end = buf.length;
    let i = 0;
    for (;;) {
      while (i < end && buf[i] !== LESS_THAN) i += 1;
      const close = i < end ? tagEnd(buf, i, end) : -1;
      if (close < 0) return i;
      if (!this.isStarted) this.refuseDoctype(buf, i);
      const nameAt = localName(buf, i + 1, end);
      const isItem = buf[nameAt] === 115 && buf[nameAt + 1] === 105;
      if (!isItem) {
        i = close + 1;
        continue;
      }
      const next = this.item(buf, close, end);
      if (next < 0) return i;
      i = next;
    }
  }

  /** Number of strings, when all chunks have been seen. */
  finish(): number {
    if ((this.count & (BLOCK - 1)) !== 0) this.endBlock();
    this.endPage();
    return this.count;
  }

  private item(buf: Buffer, close: number, end: number): number {
    const { sink } = this;
    const start = sink.length;
    const isEmpty = buf[close - 1] === 47;
    const next = isEmpty ? close + 1 : sink.copyItem(buf, close + 1, end);
    if (next < 0) {
      sink.reset(start);
      return -1;
    }
    this.textBytes += sink.finish(start) + 1;
    this.count += 1;
    this.isStarted = true;
    if ((this.count & (BLOCK - 1)) === 0) this.endBlock();
    return next;
  }

  private endBlock(): void {
    const block = ((this.count - 1) >>> BLOCK_BITS) & (PAGE_BLOCKS - 1);
    this.blockEnds[block] = this.sink.length;
    if (block === PAGE_BLOCKS - 1) this.endPage();
  }

  private endPage(): void {
    if (this.sink.length === 0) return;
    const bytes = Buffer.from(this.sink.bytes.subarray(0, this.sink.length));
    this.emit({ bytes, blockEnds: this.blockEnds });
    this.blockEnds = new Uint32Array(PAGE_BLOCKS);
    this.sink.reset(0);
  }

  private refuseDoctype(buf: Buffer, at: number): void {
    if (buf[at + 1] === 33 && buf.toString("latin1", at, at + 9) === "<!DOCTYPE") {
      throw refusal("unsafe_xml");
    }
  }
}
