import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { DomainError } from "@/server/kernel/errors";
import type { Pdf } from "../paper";
import { type Raster, readPng } from "./png";

/** A picture whose bytes were read to their end; size in pixels. */
export interface LetterImage {
  width: number;
  height: number;
  /** A file that pdfkit puts in as it is, or colours of our own. */
  content: Buffer | Raster;
}

const BYTES_MAX = 8 * 1024 * 1024;
/** An A4 page at 600 dots an inch has 35 million; unpacked they take four bytes each. */
const PIXELS_MAX = 36_000_000;
/** A logo comes in every letter. */
const KEPT_MAX = 20;
const kept = new Map<string, LetterImage>();

/**
 * The picture of a data: address; null for any other address, which is never asked. Throws invalid
 * `templates.image_unreadable` and `templates.image_too_large`.
 */
export function imageOfAddress(address: string): LetterImage | null {
  const found = /^\s*data:image\/(?:png|jpe?g);base64,/i.exec(address);
  if (!found) {
    // A kind of picture that we do not know is no address to pass over.
    if (/^\s*data:/i.test(address)) throw new DomainError("invalid", "templates.image_unreadable");
    return null;
  }
  return imageOfBytes(Buffer.from(address.slice(found[0].length), "base64"));
}

/** PNG or JPEG by what they hold, whatever they are called. Throws as `imageOfAddress`. */
export function imageOfBytes(bytes: Buffer): LetterImage {
  if (bytes.length > BYTES_MAX) throw new DomainError("invalid", "templates.image_too_large");
  const key = createHash("sha256").update(bytes).digest("base64");
  const known = kept.get(key);
  if (known) return known;
  const image = bytes[0] === 0xff ? readJpeg(bytes) : readPngImage(bytes);
  if (kept.size >= KEPT_MAX) kept.clear();
  kept.set(key, image);
  return image;
}

function readPngImage(bytes: Buffer): LetterImage {
  const png = readPng(bytes, PIXELS_MAX);
  if (png === null) throw new DomainError("invalid", "templates.image_unreadable");
  if (png === "too large") throw new DomainError("invalid", "templates.image_too_large");
  const { width, height } = png;
  // pdfkit would part colours from transparency in threads of its own, whose order differs each time.
  return { width, height, content: png.isPlain ? bytes : png.raster() };
}

/** Sizes stand in the frame's own mark (JPEG, B.2.2). */
function readJpeg(bytes: Buffer): LetterImage {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const mark = bytes[at + 1] ?? 0;
    const isFrame = mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark);
    if (isFrame) {
      const height = bytes.readUInt16BE(at + 5);
      const width = bytes.readUInt16BE(at + 7);
      const isWhole = bytes.subarray(-64).includes(Buffer.from([0xff, 0xd9]));
      if (width === 0 || height === 0 || !isWhole) break;
      return { width, height, content: bytes };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  throw new DomainError("invalid", "templates.image_unreadable");
}

interface Drawn {
  width: number;
  height: number;
  label: string;
  obj: unknown;
}
const drawn = new WeakMap<Pdf, Map<LetterImage, Drawn>>();

/** Draws a picture; one that comes again is in the file only once. */
export function drawImage(
  pdf: Pdf,
  image: LetterImage,
  place: { x: number; y: number; width: number; height: number },
): void {
  const known = drawn.get(pdf) ?? new Map<LetterImage, Drawn>();
  drawn.set(pdf, known);
  const object = known.get(image) ?? opened(pdf, image, known.size);
  known.set(image, object);
  const { x, y, width, height } = place;
  pdf.image(object as unknown as Buffer, x, y, { width, height });
}

function opened(pdf: Pdf, { content, width, height }: LetterImage, count: number): Drawn {
  if (!("rgb" in content)) {
    const { openImage } = pdf as unknown as { openImage(this: Pdf, from: Buffer): Drawn };
    return openImage.call(pdf, content);
  }
  const obj = pdf.ref({
    ...{ Type: "XObject", Subtype: "Image", Width: width, Height: height },
    ...{ BitsPerComponent: 8, ColorSpace: "DeviceRGB", Filter: "FlateDecode" },
  });
  obj.end(deflateSync(content.rgb));
  return { width, height, label: `P${count + 1}`, obj };
}
