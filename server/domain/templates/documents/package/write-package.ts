import type { PackageEntry } from "./read-package";

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const CENTRAL_END = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
// 1980-01-01, the first day of ZIP: equal contents give equal files.
const DOS_DATE = 0x21;

/** Files that are the same in every letter, laid out once: their bytes and their directory. */
export interface ConstantPart {
  body: Buffer;
  directory: Buffer;
  count: number;
}

/** Lays out files for the beginning of a package, in the order given. */
export function layOut(entries: readonly PackageEntry[]): ConstantPart {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const header = headerOf(entry, null);
    bodies.push(header, entry.packed);
    directory.push(headerOf(entry, offset));
    offset += header.length + entry.packed.length;
  }
  return {
    body: Buffer.concat(bodies),
    directory: Buffer.concat(directory),
    count: entries.length,
  };
}

/** A whole package: what is constant, then the files of this letter. */
export function writePackage(constant: ConstantPart, entries: readonly PackageEntry[]): Buffer {
  let bodyBytes = constant.body.length;
  let directoryBytes = constant.directory.length;
  for (const entry of entries) {
    const nameBytes = Buffer.byteLength(entry.name);
    bodyBytes += 30 + nameBytes + entry.packed.length;
    directoryBytes += 46 + nameBytes;
  }
  const bytes = Buffer.allocUnsafe(bodyBytes + directoryBytes + 22);
  constant.body.copy(bytes, 0);
  constant.directory.copy(bytes, bodyBytes);
  let at = constant.body.length;
  let directoryAt = bodyBytes + constant.directory.length;
  for (const entry of entries) {
    directoryAt += headerOf(entry, at).copy(bytes, directoryAt);
    at += headerOf(entry, null).copy(bytes, at);
    at += entry.packed.copy(bytes, at);
  }
  const count = constant.count + entries.length;
  bytes.writeUInt32LE(CENTRAL_END, directoryAt);
  bytes.writeUInt32LE(0, directoryAt + 4);
  bytes.writeUInt16LE(count, directoryAt + 8);
  bytes.writeUInt16LE(count, directoryAt + 10);
  bytes.writeUInt32LE(directoryBytes, directoryAt + 12);
  bytes.writeUInt32LE(bodyBytes, directoryAt + 16);
  bytes.writeUInt16LE(0, directoryAt + 20);
  return bytes;
}

/** The header before a file, or with an offset its line of the central directory. */
function headerOf(entry: PackageEntry, offset: number | null): Buffer {
  const name = Buffer.from(entry.name);
  const isCentral = offset !== null;
  const header = Buffer.alloc((isCentral ? 46 : 30) + name.length);
  header.writeUInt32LE(isCentral ? CENTRAL_HEADER : LOCAL_HEADER, 0);
  if (isCentral) header.writeUInt16LE(VERSION, 4);
  const at = isCentral ? 6 : 4;
  header.writeUInt16LE(VERSION, at);
  header.writeUInt16LE(FLAGS, at + 2);
  header.writeUInt16LE(entry.method, at + 4);
  header.writeUInt16LE(DOS_DATE, at + 8);
  header.writeUInt32LE(entry.crc, at + 10);
  header.writeUInt32LE(entry.packed.length, at + 14);
  header.writeUInt32LE(entry.size, at + 18);
  header.writeUInt16LE(name.length, at + 22);
  if (isCentral) header.writeUInt32LE(offset, 42);
  name.copy(header, isCentral ? 46 : 30);
  return header;
}
