import { RECORD_BYTES_MAX } from "../limits";
import { type BankReason, StatementRefusal } from "../refusal";
import type { TextDecoding } from "../text/text-decoding";
import { nameKey, type XmlNode } from "./xml-paths";
import { type CharacterData, readText } from "./xml-text";

export type XmlHandler = {
  /** An element of the table begins. */
  open(code: number): void;
  /** It ends, with the text of an element without others inside; also an attribute, with its value. */
  close(code: number, text: string): void;
};

const [TAB, LF, CR, SPACE, QUOTE, APOSTROPHE] = [9, 10, 13, 32, 34, 39];
const [BANG, SLASH, COLON, LESS, EQUALS, GREATER, QUESTION] = [33, 47, 58, 60, 61, 62, 63];

const DEPTH_MAX = 100;
const INCOMPLETE = -1;

const COMMENT = { start: Buffer.from("!--"), end: Buffer.from("-->") };
const CDATA = { start: Buffer.from("![CDATA["), end: Buffer.from("]]>") };
const INSTRUCTION_END = Buffer.from("?>");

type Open = { node: XmlNode | null; key: number };

/**
 * Reads XML that is still arriving and tells of the elements in a table of paths, by local name.
 * Knows neither DOCTYPE nor entities beyond the five: there is nothing that could grow or reach out.
 */
export class XmlScanner {
  private bytes: Buffer = Buffer.alloc(0);
  private at = 0;
  // Place in the file of the first byte held; bytes from `held` on are still wanted.
  private base = 0;
  private held = Number.POSITIVE_INFINITY;
  private line = 1;
  private lineStart = 0;
  // Of the lines not counted yet.
  private nextLf = -1;
  private readonly open: Open[] = [];
  private isRootDone = false;
  // Text of the element that is open, as far as comments and the like have cut it up.
  private gathered = "";
  private isLeaf = false;
  private tagAt = 0;
  private tagEnd = 0;

  constructor(
    private readonly top: XmlNode,
    private readonly handler: XmlHandler,
    private readonly decoding: TextDecoding,
  ) {}

  /** Where the tag that is being told of begins and ends, as places in the file. */
  get tagStart(): number {
    return this.base + this.tagAt;
  }

  get behindTag(): number {
    return this.base + this.tagEnd;
  }

  /** Keeps the bytes from a place in the file on; null: nothing is kept any more. */
  hold(from: number | null): void {
    this.held = from ?? Number.POSITIVE_INFINITY;
  }

  /** Text between two places of the file that are held. */
  text(from: number, to: number): string {
    return this.decoded(from - this.base, to - this.base);
  }

  write(piece: Buffer): void {
    if (this.bytes.length > RECORD_BYTES_MAX) throw this.refuse("record_too_large", this.at, "");
    this.bytes = this.bytes.length === 0 ? piece : Buffer.concat([this.bytes, piece]);
    this.nextLf = -1;
    this.scan();
    // The piece belongs to its owner: what is still needed must be ours.
    const kept = Math.min(this.at, this.held - this.base);
    this.bytes = Buffer.from(this.bytes.subarray(kept));
    this.base += kept;
    this.at -= kept;
  }

  end(): void {
    const isBlank = this.isBlank(this.at, this.bytes.length);
    if (this.open.length > 0 || !this.isRootDone || !isBlank) {
      throw this.refuse("truncated_file", this.bytes.length, "XML");
    }
  }

  refuse(reason: BankReason, at: number, value: string): StatementRefusal {
    this.countLines(this.at, at);
    const column = Math.max(1, this.base + at - this.lineStart + 1);
    return new StatementRefusal(reason, { line: this.line, column, value });
  }

  /** A refusal of what the tag that is being told of says. */
  refuseHere(reason: BankReason, value: string): StatementRefusal {
    return this.refuse(reason, this.tagAt, value);
  }

  private scan(): void {
    const { bytes } = this;
    for (;;) {
      let i = this.at;
      while (i < bytes.length && bytes[i] !== LESS) i += 1;
      if (i >= bytes.length) return;
      const textAt = this.at;
      const end = this.tag(textAt, i);
      if (end === INCOMPLETE) return;
      this.countLines(textAt, end);
      this.at = end;
    }
  }

  /** Reads the tag at `start`, in front of which text begins; where it ends. */
  private tag(textAt: number, start: number): number {
    const first = this.bytes[start + 1];
    if (first === undefined) return INCOMPLETE;
    if (this.open.length === 0 && !this.isBlank(textAt, start)) throw this.bad(textAt);
    if (first === SLASH) return this.endTag(textAt, start);
    if (first === BANG) return this.declaration(textAt, start);
    if (first !== QUESTION) return this.startTag(start);
    const end = this.bytes.indexOf(INSTRUCTION_END, start);
    if (end < 0) return INCOMPLETE;
    this.gather(textAt, start);
    return end + INSTRUCTION_END.length;
  }

  private startTag(start: number): number {
    const { bytes } = this;
    let nameAt = start + 1;
    let i = nameAt;
    for (; i < bytes.length; i += 1) {
      const byte = bytes[i] as number;
      if (byte === GREATER || byte === SLASH || byte <= SPACE) break;
      if (byte === COLON) nameAt = i + 1;
    }
    if (i === nameAt && i < bytes.length) throw this.bad(start);
    const end = this.tagEndFrom(i);
    if (end === INCOMPLETE) return INCOMPLETE;
    if (this.isRootDone || this.open.length >= DEPTH_MAX) throw this.bad(start);
    const key = nameKey(bytes, nameAt, i);
    const parent = this.open.length === 0 ? this.top : (this.open.at(-1) as Open).node;
    const node = this.childOf(parent, key, nameAt);
    this.open.push({ node, key });
    this.isLeaf = true;
    this.gathered = "";
    this.tagAt = start;
    this.tagEnd = end;
    if (node !== null) {
      if (node.code > 0) this.handler.open(node.code);
      if (node.attributes.size > 0 && i + 1 < end) this.attributes(node, i, end);
    }
    if (bytes[end - 2] === SLASH) this.leave("");
    return end;
  }

  private childOf(parent: XmlNode | null, key: number, nameAt: number): XmlNode | null {
    const child = parent?.children.get(key) ?? null;
    if (child === null) return null;
    const { name } = child;
    for (let i = 0; i < name.length; i += 1) {
      if (name[i] !== this.bytes[nameAt + i]) return null;
    }
    return child;
  }

  /** Where the tag ends whose name ended at `from`; a ">" in quotes is none. */
  private tagEndFrom(from: number): number {
    const { bytes } = this;
    for (let i = from; i < bytes.length; i += 1) {
      const byte = bytes[i];
      if (byte === GREATER) return i + 1;
      if (byte !== QUOTE && byte !== APOSTROPHE) continue;
      i = bytes.indexOf(byte, i + 1);
      if (i < 0) return INCOMPLETE;
    }
    return INCOMPLETE;
  }

  private attributes(node: XmlNode, from: number, end: number): void {
    let i = from;
    while (i < end) {
      const equals = this.bytes.indexOf(EQUALS, i);
      if (equals < 0 || equals >= end) return;
      const name = this.bytes.toString("latin1", i, equals).trim();
      let open = equals + 1;
      while (open < end && this.bytes[open] !== QUOTE && this.bytes[open] !== APOSTROPHE) open += 1;
      const close = this.bytes.indexOf(this.bytes[open] ?? QUOTE, open + 1);
      if (close < 0 || close >= end) throw this.bad(from);
      const code = node.attributes.get(name);
      if (code !== undefined) this.handler.close(code, this.characters(open + 1, close));
      i = close + 1;
    }
  }

  private endTag(textAt: number, start: number): number {
    const { bytes } = this;
    let nameAt = start + 2;
    let i = nameAt;
    for (; i < bytes.length; i += 1) {
      const byte = bytes[i] as number;
      if (byte === GREATER || byte <= SPACE) break;
      if (byte === COLON) nameAt = i + 1;
    }
    const nameEnd = i;
    while (i < bytes.length && (bytes[i] as number) <= SPACE) i += 1;
    if (i >= bytes.length) return INCOMPLETE;
    if (bytes[i] !== GREATER) throw this.bad(start);
    const open = this.open.at(-1);
    if (open === undefined || nameKey(bytes, nameAt, nameEnd) !== open.key) throw this.bad(start);
    this.tagAt = start;
    this.tagEnd = i + 1;
    const isWanted = this.isLeaf && open.node !== null && open.node.code > 0;
    this.leave(isWanted ? this.gathered + this.characters(textAt, start) : "");
    return i + 1;
  }

  private leave(text: string): void {
    const left = this.open.pop();
    this.isRootDone = this.open.length === 0;
    this.isLeaf = false;
    this.gathered = "";
    if (left?.node != null && left.node.code > 0) this.handler.close(left.node.code, text);
  }

  /** Comments are stepped over, CDATA is text, anything else that begins like them is refused. */
  private declaration(textAt: number, start: number): number {
    for (const { start: mark, end: endMark } of [COMMENT, CDATA]) {
      const held = Math.min(mark.length, this.bytes.length - start - 1);
      if (this.bytes.compare(mark, 0, held, start + 1, start + 1 + held) !== 0) continue;
      const from = start + 1 + mark.length;
      const end = held < mark.length ? -1 : this.bytes.indexOf(endMark, from);
      if (end < 0) return INCOMPLETE;
      this.gather(textAt, start);
      if (mark === CDATA.start) this.gathered += this.decoded(from, end);
      if (this.open.length === 0 && mark === CDATA.start) throw this.bad(start);
      return end + endMark.length;
    }
    throw this.refuse("doctype", start, this.bytes.toString("latin1", start, start + 20));
  }

  /** Text in front of something that does not end it. */
  private gather(textAt: number, end: number): void {
    const node = this.open.at(-1)?.node;
    if (!this.isLeaf || node == null || node.code === 0) return;
    this.gathered += this.characters(textAt, end);
    if (this.gathered.length > RECORD_BYTES_MAX) throw this.refuse("record_too_large", end, "");
  }

  private characters(start: number, end: number): string {
    const data: CharacterData = readText(this.decoded(start, end));
    if (data.entity === null) return data.text;
    throw this.refuse(data.entity === "&" ? "bad_xml" : "entity", start, data.entity);
  }

  private decoded(start: number, end: number): string {
    const latin1 = this.bytes.toString("latin1", start, end);
    const text = this.decoding.decode(latin1);
    if (text === null) throw this.refuse("bad_encoding", start, latin1);
    return text;
  }

  private isBlank(start: number, end: number): boolean {
    for (let i = start; i < end; i += 1) {
      const byte = this.bytes[i];
      if (byte !== SPACE && byte !== LF && byte !== CR && byte !== TAB) return false;
    }
    return true;
  }

  private countLines(start: number, end: number): void {
    if (this.nextLf < start) this.nextLf = this.lfFrom(start);
    while (this.nextLf < end) {
      this.line += 1;
      this.lineStart = this.base + this.nextLf + 1;
      this.nextLf = this.lfFrom(this.nextLf + 1);
    }
  }

  private lfFrom(start: number): number {
    const at = this.bytes.indexOf(LF, start);
    return at < 0 ? this.bytes.length : at;
  }

  private bad(at: number): StatementRefusal {
    const end = Math.min(this.bytes.length, at + 30);
    return this.refuse("bad_xml", at, this.bytes.toString("latin1", at, end));
  }
}
