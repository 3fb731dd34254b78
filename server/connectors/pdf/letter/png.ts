import { inflateSync } from "node:zlib";

/** Colours of a picture without transparency, three bytes each, row by row. */
export interface Raster {
  width: number;
  height: number;
  rgb: Buffer;
}

export interface Png {
  width: number;
  height: number;
  /** Can be put into a PDF as it is: neither transparent nor interlaced. */
  isPlain: boolean;
  raster(): Raster;
}

const SIGNATURE = "\x89PNG\r\n\x1a\n";
/** Bytes of a pixel's channels by the kind of its colour (PNG, 11.2.1). */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** First column and row, steps of both, of the seven passes of an interlaced picture. */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

interface Parts {
  width: number;
  height: number;
  depth: number;
  colour: number;
  isInterlaced: boolean;
  palette: Buffer;
  alpha: Buffer | null;
  packed: Buffer;
}

/** A PNG, wholly read; null where it is damaged. Its size in pixels is judged before it is unpacked. */
export function readPng(bytes: Buffer, pixelsMax: number): Png | "too large" | null {
  const parts = partsOf(bytes);
  if (!parts) return null;
  const { width, height } = parts;
  if (width * height > pixelsMax) return "too large";
  const passes = passesOf(parts);
  const size = passes.reduce(
    (sum, pass) => sum + pass.height * (1 + lineLength(parts, pass.width)),
    0,
  );
  let data: Buffer;
  try {
    data = inflateSync(parts.packed, { maxOutputLength: size + 1024 });
  } catch {
    return null;
  }
  if (data.length < size) return null;
  const isPlain = !parts.isInterlaced && parts.alpha === null && parts.colour < 4;
  return { width, height, isPlain, raster: () => rasterOf(parts, passes, data) };
}

function partsOf(bytes: Buffer): Parts | null {
  if (bytes.subarray(0, 8).toString("latin1") !== SIGNATURE) return null;
  let header: Buffer | null = null;
  let palette = Buffer.alloc(0);
  let alpha: Buffer | null = null;
  const packed: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (data.length < length) return null;
    if (type === "IHDR") header = data;
    else if (type === "PLTE") palette = Buffer.from(data);
    else if (type === "tRNS") alpha = data;
    else if (type === "IDAT") packed.push(data);
    at += 12 + length;
  }
  if (header?.length !== 13 || packed.length === 0) return null;
  const [depth = 0, colour = 0, , , interlaced] = header.subarray(8);
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const isKnown = CHANNELS[colour] !== undefined && [1, 2, 4, 8, 16].includes(depth);
  if (!isKnown || width === 0 || height === 0 || (colour === 3 && palette.length === 0))
    return null;
  const isInterlaced = interlaced === 1;
  return {
    width,
    height,
    depth,
    colour,
    isInterlaced,
    palette,
    alpha,
    packed: Buffer.concat(packed),
  };
}

interface Pass {
  x: number;
  y: number;
  stepX: number;
  stepY: number;
  width: number;
  height: number;
}

function passesOf({ width, height, isInterlaced }: Parts): Pass[] {
  if (!isInterlaced) return [{ x: 0, y: 0, stepX: 1, stepY: 1, width, height }];
  return PASSES.map(([x, y, stepX, stepY]) => {
    const across = Math.max(0, Math.ceil((width - x) / stepX));
    const down = Math.max(0, Math.ceil((height - y) / stepY));
    return { x, y, stepX, stepY, width: across, height: across === 0 ? 0 : down };
  });
}

const bitsOf = ({ depth, colour }: Parts): number => depth * (CHANNELS[colour] ?? 1);
const lineLength = (parts: Parts, width: number): number => Math.ceil((bitsOf(parts) * width) / 8);

function rasterOf(parts: Parts, passes: readonly Pass[], data: Buffer): Raster {
  const { width, height } = parts;
  const rgb = Buffer.alloc(width * height * 3);
  let at = 0;
  for (const pass of passes) {
    const length = lineLength(parts, pass.width);
    let before: Buffer = Buffer.alloc(length);
    for (let row = 0; row < pass.height; row += 1) {
      const line = unfiltered(data.subarray(at, at + 1 + length), before, parts);
      const y = pass.y + row * pass.stepY;
      for (let column = 0; column < pass.width; column += 1) {
        const place = (y * width + pass.x + column * pass.stepX) * 3;
        paint(rgb, place, pixelOf(parts, line, column));
      }
      before = line;
      at += 1 + length;
    }
  }
  return { width, height, rgb };
}

/** A line without its filter (PNG, 9.2). */
function unfiltered(filtered: Buffer, before: Buffer, parts: Parts): Buffer {
  const [kind] = filtered;
  const line = Buffer.from(filtered.subarray(1));
  const step = Math.max(1, bitsOf(parts) >> 3);
  for (let index = 0; index < line.length; index += 1) {
    const left = line[index - step] ?? 0;
    const up = before[index] ?? 0;
    const upLeft = index < step ? 0 : (before[index - step] ?? 0);
    let guess = 0;
    if (kind === 1) guess = left;
    else if (kind === 2) guess = up;
    else if (kind === 3) guess = (left + up) >> 1;
    else if (kind === 4) guess = paeth(left, up, upLeft);
    line[index] = ((line[index] ?? 0) + guess) & 0xff;
  }
  return line;
}

function paeth(left: number, up: number, upLeft: number): number {
  const toLeft = Math.abs(up - upLeft);
  const toUp = Math.abs(left - upLeft);
  const toUpLeft = Math.abs(left + up - 2 * upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

type Pixel = readonly [number, number, number, number];

function pixelOf(parts: Parts, line: Buffer, column: number): Pixel {
  const { depth, colour, palette, alpha } = parts;
  const channels = CHANNELS[colour] ?? 1;
  const sample = (channel: number) => sampleOf(line, column * channels + channel, depth);
  const full = (value: number) => (depth === 16 ? value >> 8 : (value * 255) / (2 ** depth - 1));
  const first = sample(0);
  if (colour === 3) {
    const [r = 0, g = 0, b = 0] = palette.subarray(first * 3, first * 3 + 3);
    return [r, g, b, alpha?.[first] ?? 255];
  }
  if (channels < 3) {
    const grey = full(first);
    const isClear = colour === 0 && alpha?.length === 2 && alpha.readUInt16BE(0) === first;
    return [grey, grey, grey, colour === 4 ? full(sample(1)) : isClear ? 0 : 255];
  }
  const rest = [sample(1), sample(2)] as const;
  if (colour === 6) return [full(first), full(rest[0]), full(rest[1]), full(sample(3))];
  const isClear =
    alpha?.length === 6 &&
    [first, ...rest].every((value, index) => alpha.readUInt16BE(2 * index) === value);
  return [full(first), full(rest[0]), full(rest[1]), isClear ? 0 : 255];
}

function sampleOf(line: Buffer, index: number, depth: number): number {
  if (depth === 8) return line[index] ?? 0;
  if (depth === 16) return ((line[2 * index] ?? 0) << 8) | (line[2 * index + 1] ?? 0);
  const bit = index * depth;
  return ((line[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}

/** Laid over white paper. */
function paint(rgb: Buffer, place: number, [r, g, b, alpha]: Pixel): void {
  const share = alpha / 255;
  const white = 255 * (1 - share);
  rgb[place] = Math.round(r * share + white);
  rgb[place + 1] = Math.round(g * share + white);
  rgb[place + 2] = Math.round(b * share + white);
}
