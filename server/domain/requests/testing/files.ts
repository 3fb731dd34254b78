/** Bytes as they come over the line. */
export async function* bytesOf(...pieces: (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === "string" ? Buffer.from(piece) : piece;
}

const HEX = [
  "89504e470d0a1a0a0000000d494844520000000100000001080200000090",
  "7753de0000000c49444154789c63105030000000a4006134667d72000000",
  "0049454e44ae426082",
];

/** A picture of one point. */
export const PNG = Buffer.from(HEX.join(""), "hex");
