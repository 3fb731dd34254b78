import { RECORD_BYTES_MAX } from "../limits";
import type { BankReason, StatementRefusal } from "../refusal";
import type { TextDecoding } from "../text/text-decoding";
import { HeldBytes } from "./held-bytes";
import { nextKey, type XmlNode } from "./xml-paths";

export type XmlHandler = {
  /** An element of the table begins. */
  open(code: number): void;
  /** It ends, with the text of an element without others inside; also an attribute, with its value. */
  close(code: number, text: string): void;
};

const [SPACE, QUOTE, APOSTROPHE] = [32, 34, 39];
const [BANG, SLASH, COLON, LESS, EQUALS, GREATER, QUESTION] = [33, 47, 58, 60, 61, 62, 63];

const DEPTH_MAX = 100;
const INCOMPLETE = -1;

const COMMENT = { start: Buffer.from("!--"), end: Buffer.from("-->") };
const CDATA = { start: Buffer.from("![CDATA["), end: Buffer.from("]]>") };
const INSTRUCTION_END = Buffer.from("?>");

/**
 * Reads XML that is still arriving and tells of the elements in a table of paths, by local name.
 * Knows neither DOCTYPE nor entities beyond the five: there is nothing that could grow or reach out.
 */
export class XmlScanner extends HeldBytes {
  // The open elements that the table knows, and how many are open inside that it does not.
  private readonly parents: XmlNode[] = [];
  private parent: XmlNode;
  // What followed on each element's start tag and end tag the last time, and where we are.
  private readonly following: (XmlNode | undefined)[] = [];
  private place = 0;
  private depth = 0;
  private ignoredDepth = 0;
  private isRootDone = false;
  // Text of the element that is open, as far as comments and the like have cut it up.
  private gathered = "";
  private isLeaf = false;
  private tagAt = 0;
  private tagEnd = 0;

  constructor(
    top: XmlNode,
    private readonly handler: XmlHandler,
    decoding: TextDecoding,
  ) {
    super(decoding);
    this.parent = top;
  }

  /** Where the tag that is being told of begins and ends, as places in the file. */
  get tagStart(): number {
    return this.base + this.tagAt;
  }

  get behindTag(): number {
    return this.base + this.tagEnd;
  }

  write(piece: Buffer): void {
    this.add(piece);
    this.scan();
    this.drop();
  }

  end(): void {
    if (this.isInside || !this.isRootDone || !this.isBlank(this.at, this.bytes.length)) {
      throw this.refuse("truncated_file", this.bytes.length, "XML");
    }
  }

  /** A refusal of what the tag that is being told of says. */
  refuseHere(reason: BankReason, value: string): StatementRefusal {
    return this.refuse(reason, this.tagAt, value);
  }

  private scan(): void {
    const { bytes, lines, base } = this;
    for (;;) {
      const textAt = this.at;
      const start = bytes.indexOf(LESS, textAt);
      if (start < 0) return;
      const end = this.tag(textAt, start);
      if (end === INCOMPLETE) return;
      lines.countTo(bytes, end, base);
      this.at = end;
    }
  }

  /** Reads the tag at `start`, in front of which text begins; where it ends. */
  private tag(textAt: number, start: number): number {
    const first = this.bytes[start + 1];
    if (first === undefined) return INCOMPLETE;
    if (!this.isInside && !this.isBlank(textAt, start)) throw this.bad(textAt);
    if (first === SLASH) return this.endTag(textAt, start);
    if (first !== BANG && first !== QUESTION) return this.startTag(start);
    if (first === BANG) return this.declaration(textAt, start);
    const end = this.bytes.indexOf(INSTRUCTION_END, start);
    if (end < 0) return INCOMPLETE;
    this.gather(textAt, start);
    return end + INSTRUCTION_END.length;
  }

  private startTag(start: number): number {
    const likely = this.ignoredDepth > 0 ? undefined : this.following[this.place];
    if (likely === undefined || !this.isWholeNameAt(likely.name, start + 1)) {
      return this.anyStartTag(start);
    }
    const nameEnd = start + 1 + likely.name.length;
    const end = this.bytes[nameEnd] === GREATER ? nameEnd + 1 : this.tagEndFrom(nameEnd);
    return end === INCOMPLETE ? INCOMPLETE : this.begin(likely, { start, nameEnd, end });
  }

  /** A start tag that is not the one that followed in the record before. */
  private anyStartTag(start: number): number {
    const { bytes } = this;
    const { length } = bytes;
    let nameAt = start + 1;
    let key = 0;
    let i = nameAt;
    for (; i < length; i += 1) {
      const byte = bytes[i] as number;
      if (byte <= GREATER && isNameEnd(byte)) break;
      if (byte === COLON) {
        nameAt = i + 1;
        key = 0;
      } else key = nextKey(key, byte);
    }
    if (i === length) return INCOMPLETE;
    if (i === nameAt) throw this.bad(start);
    const end = bytes[i] === GREATER ? i + 1 : this.tagEndFrom(i);
    if (end === INCOMPLETE) return INCOMPLETE;
    const child = this.ignoredDepth > 0 ? undefined : this.parent.children.get(key);
    const isKnown = child !== undefined && this.isNameAt(child.name, nameAt);
    if (isKnown) this.following[this.place] = child;
    return this.begin(isKnown ? child : null, { start, nameEnd: i, end });
  }

  /** An element begins, which the table knows or not; where its tag ends. */
  private begin(
    node: XmlNode | null,
    { start, nameEnd, end }: { start: number; nameEnd: number; end: number },
  ): number {
    const isTooDeep = this.depth + this.ignoredDepth >= DEPTH_MAX;
    if (this.isRootDone || isTooDeep) throw this.bad(start);
    const isEmpty = this.bytes[end - 2] === SLASH;
    if (node === null) this.ignore(isEmpty);
    else {
      this.enter(node, start, end);
      if (nameEnd + 1 < end && node.attributes.size > 0) this.attributes(node, nameEnd, end);
      if (isEmpty) this.leave("");
    }
    return end;
  }

  private ignore(isEmpty: boolean): void {
    this.isLeaf = false;
    if (!isEmpty) this.ignoredDepth += 1;
    else if (this.depth === 0) this.isRootDone = true;
  }

  private enter(node: XmlNode, start: number, end: number): void {
    this.parents[this.depth] = this.parent;
    this.parent = node;
    this.place = node.index * 2;
    this.depth += 1;
    this.isLeaf = true;
    this.gathered = "";
    this.tagAt = start;
    this.tagEnd = end;
    if (node.code > 0) this.handler.open(node.code);
  }

  private isNameAt(name: Buffer, at: number): boolean {
    const { bytes } = this;
    const { length } = name;
    for (let i = 0; i < length; i += 1) if (name[i] !== bytes[at + i]) return false;
    return true;
  }

  /** The same, if the name goes on no further. */
  private isWholeNameAt(name: Buffer, at: number): boolean {
    const behind = this.bytes[at + name.length];
    return behind !== undefined && isNameEnd(behind) && this.isNameAt(name, at);
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
      const name = this.latin1.slice(i, equals).trim();
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
    if (!this.isInside) throw this.bad(start);
    if (this.ignoredDepth > 0) return this.endIgnored(start);
    const { bytes } = this;
    const { name, code } = this.parent;
    let end = start + 2 + name.length;
    // Written as it mostly is, it need not be taken apart.
    if (bytes[end] === GREATER && this.isNameAt(name, start + 2)) end += 1;
    else end = this.endOfOddTag(start, name);
    if (end === INCOMPLETE) return INCOMPLETE;
    this.tagAt = start;
    this.tagEnd = end;
    const isWanted = this.isLeaf && code > 0;
    this.leave(isWanted ? this.gathered + this.characters(textAt, start) : "");
    return end;
  }

  /** An end tag with a prefix, or with blanks in it. */
  private endOfOddTag(start: number, name: Buffer): number {
    const end = this.bytes.indexOf(GREATER, start);
    if (end < 0) return INCOMPLETE;
    const written = this.latin1.slice(start + 2, end).trimEnd();
    const local = written.slice(written.lastIndexOf(":") + 1);
    if (local !== name.toString("latin1")) throw this.bad(start);
    return end + 1;
  }

  /** Inside of what the table does not know only the number of tags counts. */
  private endIgnored(start: number): number {
    const end = this.bytes.indexOf(GREATER, start);
    if (end < 0) return INCOMPLETE;
    this.ignoredDepth -= 1;
    this.isRootDone = !this.isInside;
    return end + 1;
  }

  private leave(text: string): void {
    const { code, index } = this.parent;
    this.place = index * 2 + 1;
    this.depth -= 1;
    this.parent = this.parents[this.depth] as XmlNode;
    this.isRootDone = this.depth === 0;
    this.isLeaf = false;
    this.gathered = "";
    if (code > 0) this.handler.close(code, text);
  }

  /** Comments are stepped over, CDATA is text, anything else that begins like them is refused. */
  private declaration(textAt: number, start: number): number {
    for (const { start: mark, end: endMark } of [COMMENT, CDATA]) {
      const held = Math.min(mark.length, this.bytes.length - start - 1);
      if (this.bytes.compare(mark, 0, held, start + 1, start + 1 + held) !== 0) continue;
      const from = start + 1 + mark.length;
      const end = held < mark.length ? -1 : this.bytes.indexOf(endMark, from);
      if (end < 0) return INCOMPLETE;
      if (!this.isInside && mark === CDATA.start) throw this.bad(start);
      this.gather(textAt, start);
      if (mark === CDATA.start && this.isWanted) this.gathered += this.decoded(from, end);
      return end + endMark.length;
    }
    throw this.refuse("doctype", start, this.latin1.slice(start, start + 20));
  }

  private get isInside(): boolean {
    return this.depth > 0 || this.ignoredDepth > 0;
  }

  /** Whether the element that is open is asked for, and has none inside so far. */
  private get isWanted(): boolean {
    return this.isLeaf && this.ignoredDepth === 0 && this.parent.code > 0;
  }

  /** Text in front of something that does not end it. */
  private gather(textAt: number, end: number): void {
    if (!this.isWanted) return;
    this.gathered += this.characters(textAt, end);
    if (this.gathered.length > RECORD_BYTES_MAX) throw this.refuse("record_too_large", end, "");
  }
}

function isNameEnd(byte: number): boolean {
  return byte === GREATER || byte === SLASH || byte <= SPACE;
}
