import { megabytes, type WorkbookLimits } from "../limits";
import { refusal } from "../refusal";
import { localName, TextSink, tagEnd } from "./text-sink";
import { asUtf8 } from "./xml";

const BLOCK_BITS = 9;
const BLOCK = 1 << BLOCK_BITS;
const LESS_THAN = 60;

/**
 * The table of texts that cells point into. It is kept as packed UTF-8 in blocks of 512 and decoded
 * block by block when first asked for: five million strings are then 80 MB, not 500, and sheets,
 * which mostly run through the table in order, pay one native call per 512 cells.
 */
export class SharedStrings {
  private readonly blocks: (Buffer | null)[] = [];
  private readonly decoded: (string[] | undefined)[] = [];
  private readonly decodedOrder: number[] = [];
  private evictAt = 0;
  count = 0;

  private constructor(private readonly decodedMax: number) {}

  static empty(): SharedStrings {
    return new SharedStrings(0);
  }

  static async read(chunks: AsyncIterable<Buffer>, limits: WorkbookLimits): Promise<SharedStrings> {
    const table = new SharedStrings(limits.decodedStringsMax);
    const scanner = new SharedStringScanner((block) => table.blocks.push(block));
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
    const at = index >>> BLOCK_BITS;
    const bytes = this.blocks[at];
    if (bytes === undefined || bytes === null) throw refusal("damaged", { part: PART });
    const texts = bytes.toString("utf8", 0, bytes.length - 1).split("\0");
    this.decoded[at] = texts;
    if (this.count <= this.decodedMax) {
      this.blocks[at] = null;
      return texts;
    }
    this.decodedOrder.push(at);
    if (this.decodedOrder.length - this.evictAt > this.decodedMax / BLOCK) {
      this.decoded[this.decodedOrder[this.evictAt] as number] = undefined;
      this.evictAt += 1;
    }
    return texts;
  }
}

const PART = "sharedStrings.xml";

class SharedStringScanner {
  textBytes = 0;
  private readonly sink = new TextSink();
  private count = 0;
  private isStarted = false;

  constructor(private readonly emit: (block: Buffer) => void) {}

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
    this.flush();
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
    if ((this.count & (BLOCK - 1)) === 0) this.flush();
    return next;
  }

  private flush(): void {
    if (this.sink.length === 0) return;
    this.emit(Buffer.from(this.sink.bytes.subarray(0, this.sink.length)));
    this.sink.reset(0);
  }

  private refuseDoctype(buf: Buffer, at: number): void {
    if (buf[at + 1] === 33 && buf.toString("latin1", at, at + 9) === "<!DOCTYPE") {
      throw refusal("unsafe_xml");
    }
  }
}
