import { deflateRawSync } from "node:zlib";
import { crc32 } from "./crc32";
import { DEFLATED, type PackageEntry, STORED } from "./read-package";

/** A file of a package from its bytes. What is packed already (PNG) is stored. */
export function packEntry(name: string, bytes: Buffer, method = DEFLATED): PackageEntry {
  return {
    name,
    method: method === STORED ? STORED : DEFLATED,
    crc: crc32(bytes, { start: 0, end: bytes.length }),
    size: bytes.length,
    packed: method === STORED ? bytes : deflateRawSync(bytes),
  };
}
