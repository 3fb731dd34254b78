import { KEYS, type Key } from "./keys";

const NAMES = Object.keys(KEYS) as Key[];

const CODE = Object.fromEntries(NAMES.map((key, index) => [key, index])) as Readonly<
  Record<Key, number>
>;

/** A value as its bytes, and where it stands. */
export type Value = { bytes: string; line: number; column: number };

/** The section that is open, and what it has said so far. One object for all of a file. */
export class Section {
  kind: "file" | "account" | "document" = "file";
  line = 1;
  /** Its lines, of a document. */
  raw: string[] = [];
  private rawLength = 0;
  // By code of the key; nothing where it was not given.
  private readonly bytes: string[] = NAMES.map(() => "");
  private readonly lines: number[] = NAMES.map(() => 0);
  private readonly places: number[] = NAMES.map(() => -1);

  begin(kind: Section["kind"], line: number): void {
    this.kind = kind;
    this.line = line;
    this.bytes.fill("");
    this.raw = [];
    this.rawLength = 0;
  }

  keep(text: string): void {
    this.raw.push(text);
    this.rawLength += text.length + 1;
  }

  /** Takes the value that begins at a place of the line kept last. */
  take(
    key: Key,
    bytes: string,
    { line, text, at }: { line: number; text: string; at: number },
  ): void {
    const code = CODE[key];
    this.bytes[code] = bytes;
    this.lines[code] = line;
    this.places[code] = this.rawLength - text.length - 1 + at;
  }

  /** More of a value; it stands in one piece no longer. */
  continue(key: Key, text: string): void {
    const code = CODE[key];
    this.bytes[code] += ` ${text}`;
    this.places[code] = -1;
  }

  bytesOf(key: Key): string {
    return this.bytes[CODE[key]] as string;
  }

  /** What is to be told of in a refusal; null where it was not given. */
  valueOf(key: Key): Value | null {
    const bytes = this.bytesOf(key);
    if (bytes === "") return null;
    return { bytes, line: this.lines[CODE[key]] as number, column: KEYS[key].length + 2 };
  }

  /** The value out of the section's text, which has a character for each byte; null if in pieces. */
  textIn(whole: string, key: Key): string | null {
    const place = this.places[CODE[key]] as number;
    return place < 0 ? null : whole.slice(place, place + this.bytesOf(key).length);
  }
}
