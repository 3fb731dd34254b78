import { asBuffer } from "./buffers";
import type { FormatReader, Recognised } from "./format-reader";
import { FORMAT_READERS } from "./formats";
import { PIECE_BYTES } from "./limits";
import { bomLength } from "./text/guess-encoding";

export type DetectedStatement = Recognised & { bomBytes: number };

/** Format and encoding by the first bytes of a file (64 KB or all of it); null if it is none of ours. */
export function detectStatement(start: Uint8Array): DetectedStatement | null {
  const detected = detectReader(start);
  if (detected === null) return null;
  const { reader, ...told } = detected;
  return told;
}

export function detectReader(
  start: Uint8Array,
): (DetectedStatement & { reader: FormatReader }) | null {
  const bomBytes = bomLength(start);
  const bytes = asBuffer(start).subarray(bomBytes, PIECE_BYTES);
  const latin1 = bytes.toString("latin1");
  for (const reader of FORMAT_READERS) {
    const recognised = reader.recognise({ bytes, latin1 });
    if (recognised === null) continue;
    const encoding = bomBytes > 0 ? "utf-8" : recognised.encoding;
    return { ...recognised, encoding, bomBytes, reader };
  }
  return null;
}
