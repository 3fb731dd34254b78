import { isAscii } from "node:buffer";
import { RECORD_BYTES_MAX } from "../limits";
import { type BankReason, StatementRefusal } from "../refusal";
import { LineCount } from "../text/line-count";
import type { TextDecoding } from "../text/text-decoding";
import { readText } from "./xml-text";

const [TAB, LF, CR, SPACE] = [9, 10, 13, 32];
const NOTHING_HELD = Number.POSITIVE_INFINITY;

// A piece of a string that is shorter is a string of its own, a longer one keeps the whole of it.
const COPIED_LENGTH_MAX = 12;

/** The bytes of an XML file that are still needed: those not read yet, and the record being read. */
export class HeldBytes {
  protected bytes: Buffer = Buffer.alloc(0);
  /** The same, each byte a character. */
  protected latin1 = "";
  /** Of the bytes the first that is not read yet. */
  protected at = 0;
  /** Place in the file of the first byte held. */
  protected base = 0;
  protected readonly lines = new LineCount();
  private isPlain = true;
  private held = NOTHING_HELD;

  constructor(private readonly decoding: TextDecoding) {}

  /** Keeps the bytes from a place in the file on; null: nothing is kept any more. */
  hold(from: number | null): void {
    this.held = from ?? NOTHING_HELD;
  }

  /** Text between two places of the file that are held. */
  text(from: number, to: number): string {
    return this.decoded(from - this.base, to - this.base);
  }

  protected add(piece: Buffer): void {
    if (this.bytes.length > RECORD_BYTES_MAX) throw this.refuse("record_too_large", this.at, "");
    this.bytes = this.bytes.length === 0 ? piece : Buffer.concat([this.bytes, piece]);
    this.latin1 = this.bytes.toString("latin1");
    this.isPlain = isAscii(this.bytes);
    this.lines.renew(this.bytes, this.at);
  }

  /** Lets go of what was read. The piece belongs to its owner: what is still needed becomes ours. */
  protected drop(): void {
    const kept = Math.min(this.at, this.held - this.base);
    this.bytes = Buffer.from(this.bytes.subarray(kept));
    this.base += kept;
    this.at -= kept;
    this.lines.renew(this.bytes, this.at);
  }

  protected refuse(reason: BankReason, at: number, value: string): StatementRefusal {
    this.lines.countTo(this.bytes, at, this.base);
    return new StatementRefusal(reason, { ...this.lines.at(this.base + at), value });
  }

  protected bad(at: number): StatementRefusal {
    const end = Math.min(at + 30, this.bytes.length);
    return this.refuse("bad_xml", at, this.bytes.toString("latin1", at, end));
  }

  /** Text with its references resolved. */
  protected characters(start: number, end: number): string {
    const written = this.decoded(start, end);
    if (!written.includes("&")) return written;
    const { text, entity } = readText(written);
    if (entity === null) return text;
    throw this.refuse(entity === "&" ? "bad_xml" : "entity", start, entity);
  }

  protected decoded(start: number, end: number): string {
    const isShort = end - start <= COPIED_LENGTH_MAX;
    if (this.isPlain) {
      return isShort ? this.latin1.slice(start, end) : this.bytes.toString("latin1", start, end);
    }
    const text = isShort
      ? this.decoding.decode(this.latin1.slice(start, end))
      : this.decoding.decodeBytes(this.bytes, start, end);
    if (text !== null) return text;
    throw this.refuse("bad_encoding", start, this.bytes.toString("latin1", start, end));
  }

  protected isBlank(start: number, end: number): boolean {
    for (let i = start; i < end; i += 1) {
      const byte = this.bytes[i];
      if (byte !== SPACE && byte !== LF && byte !== CR && byte !== TAB) return false;
    }
    return true;
  }
}
