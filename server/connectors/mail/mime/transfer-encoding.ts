/** Bytes as they travel, and how they have to be read back. */
export interface Encoded {
  encoding: "7bit" | "quoted-printable" | "base64";
  /** Ends with CRLF unless it is empty. */
  bytes: Buffer;
}

const LINE_MAX = 76;
const [TAB, LF, CR, SPACE, EQUALS, TILDE] = [9, 10, 13, 32, 61, 126];
const HEX = Buffer.from("0123456789ABCDEF");
const LONG_LINE = new RegExp(`[^\\r\\n]{${LINE_MAX + 1}}`);

/**
 * Text as it is where each mail server lets it be (ASCII in short lines), else quoted-printable: what
 * is mostly Latin stays legible in a mail's source. Either way no "=_" stands in it, nor does it in
 * base64: a divider that begins so is no line of any text.
 */
export function encodeText(text: string): Encoded {
  const lines = crlf(text);
  const isPlain =
    /^[\t\r\n -<>-~]*$/.test(lines) && !LONG_LINE.test(lines) && !/[ \t]\r/.test(lines);
  return isPlain
    ? { encoding: "7bit", bytes: Buffer.from(lines, "latin1") }
    : { encoding: "quoted-printable", bytes: quotedPrintable(Buffer.from(lines, "utf8")) };
}

/** Bytes of a file; every one of them comes back. */
export function encodeBytes(bytes: Uint8Array): Encoded {
  const letters = Buffer.from(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64"),
    "latin1",
  );
  const lines = Math.ceil(letters.length / LINE_MAX);
  const out = Buffer.allocUnsafe(letters.length + lines * 2);
  let to = 0;
  for (let from = 0; from < letters.length; from += LINE_MAX) {
    to += letters.copy(out, to, from, from + LINE_MAX);
    out[to++] = CR;
    out[to++] = LF;
  }
  return { encoding: "base64", bytes: out };
}

/** Whatever ends a line ends it as on the wire; the last one too. */
function crlf(text: string): string {
  const lines = text.replace(/\r\n?|\n/g, "\r\n");
  return lines === "" || lines.endsWith("\r\n") ? lines : `${lines}\r\n`;
}

/** RFC 2045, section 6.7, of text whose lines end with CRLF. */
function quotedPrintable(bytes: Buffer): Buffer {
  // Each byte takes three at most, and each line of 73 of these three for its soft break.
  const out = Buffer.allocUnsafe(bytes.length * 3 + Math.ceil((bytes.length * 3) / 73) * 3);
  let to = 0;
  let column = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    const next = bytes[at + 1];
    if (byte === CR && next === LF) {
      out[to++] = CR;
      out[to++] = LF;
      column = 0;
      at += 1;
      continue;
    }
    const isBlank = byte === SPACE || byte === TAB;
    const isLiteral = isBlank ? next !== CR : byte > SPACE && byte <= TILDE && byte !== EQUALS;
    const width = isLiteral ? 1 : 3;
    if (column + width >= LINE_MAX) {
      out[to++] = EQUALS;
      out[to++] = CR;
      out[to++] = LF;
      column = 0;
    }
    if (isLiteral) out[to++] = byte;
    else {
      out[to++] = EQUALS;
      out[to++] = HEX[byte >> 4] as number;
      out[to++] = HEX[byte & 15] as number;
    }
    column += width;
  }
  return out.subarray(0, to);
}
