import { inflateRawSync } from "node:zlib";
import {
  ENTRIES_MAX,
  UNPACK_RATIO_FROM_BYTES,
  UNPACK_RATIO_MAX,
  UNPACKED_BYTES_MAX,
} from "../limits";
import { refusal } from "../refusal";
import { crc32 } from "./crc32";

export const STORED = 0;
export const DEFLATED = 8;

/** One file of a package as it lies there, still packed. */
export interface PackageEntry {
  name: string;
  method: typeof STORED | typeof DEFLATED;
  crc: number;
  size: number;
  packed: Buffer;
}

const CENTRAL_END = 0x06054b50;
const CENTRAL_HEADER = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const ENCRYPTED = 1;

/**
 * The files of a ZIP by its central directory, without unpacking any. Refuses what no office
 * program writes: two files of one name, names that climb out, more or larger files than letters
 * have, other ways of packing. Folders are left out.
 */
export function readPackage(bytes: Buffer): PackageEntry[] {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > ENTRIES_MAX) throw refusal("unsafe_archive");
  const seen = new Set<string>();
  const entries: PackageEntry[] = [];
  let total = 0;
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    const { entry, next } = readEntry(bytes, at);
    at = next;
    const name = entry.name.toLowerCase();
    // Two files of one name: which one is read would depend on the reader.
    if (seen.has(name) || isUnsafe(name)) throw refusal("unsafe_archive");
    seen.add(name);
    total += entry.size;
    if (total > UNPACKED_BYTES_MAX || isBomb(entry)) throw refusal("unpacks_too_much");
    if (!name.endsWith("/")) entries.push(entry);
  }
  return entries;
}

/** The bytes of a file; refuses those that are not what the directory says of them. */
export function unpack(entry: PackageEntry): Buffer {
  const bytes = entry.method === STORED ? entry.packed : inflate(entry);
  const crc = crc32(bytes, { start: 0, end: bytes.length });
  if (bytes.length !== entry.size || crc !== entry.crc) throw damaged(entry.name);
  return bytes;
}

function inflate(entry: PackageEntry): Buffer {
  try {
    // The claimed size is the bound: a file that hides more is never unpacked.
    return inflateRawSync(entry.packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch {
    throw damaged(entry.name);
  }
}

function findEnd(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - END_BYTES - COMMENT_BYTES_MAX);
  for (let at = bytes.length - END_BYTES; at >= lowest; at -= 1) {
    if (bytes.readUInt32LE(at) === CENTRAL_END) return at;
  }
  throw damaged("zip");
}

function readEntry(bytes: Buffer, at: number): { entry: PackageEntry; next: number } {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL_HEADER) throw damaged("zip");
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const next = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  if (next > bytes.length) throw damaged("zip");
  if (bytes.readUInt16LE(at + 8) & ENCRYPTED) throw refusal("password_protected");
  const name = bytes.toString("utf8", at + 46, nameEnd).replaceAll("\\", "/");
  const method = bytes.readUInt16LE(at + 10);
  if (method !== STORED && method !== DEFLATED) throw damaged(name);
  const packedBytes = bytes.readUInt32LE(at + 20);
  const start = dataStart(bytes, bytes.readUInt32LE(at + 42), name);
  if (start + packedBytes > bytes.length) throw damaged(name);
  const entry: PackageEntry = {
    name,
    method,
    crc: bytes.readUInt32LE(at + 16),
    size: bytes.readUInt32LE(at + 24),
    packed: bytes.subarray(start, start + packedBytes),
  };
  return { entry, next };
}

function dataStart(bytes: Buffer, local: number, name: string): number {
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL_HEADER) throw damaged(name);
  return local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
}

function isUnsafe(name: string): boolean {
  return name === "" || name.startsWith("/") || /^[a-z]:/.test(name) || hasClimb(name);
}

function hasClimb(name: string): boolean {
  return name.includes("\0") || name.split("/").includes("..");
}

function isBomb({ size, packed }: PackageEntry): boolean {
  return size > UNPACK_RATIO_FROM_BYTES && size > packed.length * UNPACK_RATIO_MAX;
}

function damaged(part: string) {
  return refusal("damaged", { part });
}
