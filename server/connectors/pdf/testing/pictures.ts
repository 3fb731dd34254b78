import { deflateSync } from "node:zlib";
import { crc32 } from "../../workbook/crc32";

type Pixel = readonly [number, number, number, number];

export interface Picture {
  width: number;
  height: number;
  /** Colours and opacity by column and row. */
  pixel(x: number, y: number): Pixel;
}

export interface PngKind {
  colour: 2 | 6;
  isInterlaced: boolean;
}

const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/** A PNG of eight bits a channel whose lines take the five filters by turns. */
export function pngOf(picture: Picture, { colour, isInterlaced }: PngKind): Buffer {
  const { width, height } = picture;
  const passes = isInterlaced ? PASSES : [[0, 0, 1, 1]];
  const lines = passes.flatMap(([x0 = 0, y0 = 0, stepX = 1, stepY = 1]) => {
    let before: number[] = [];
    const out: Buffer[] = [];
    for (let y = y0, row = 0; y < height && x0 < width; y += stepY, row += 1) {
      const line: number[] = [];
      for (let x = x0; x < width; x += stepX) {
        line.push(...picture.pixel(x, y).slice(0, colour === 6 ? 4 : 3));
      }
      out.push(filtered(line, before, { kind: row % 5, step: colour === 6 ? 4 : 3 }));
      before = line;
    }
    return out;
  });
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, colour, 0, 0, isInterlaced ? 1 : 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return png(header, [["IDAT", deflateSync(Buffer.concat(lines))]]);
}

/** Two colours by index, a bit a pixel; the first is clear as glass. */
export function indexedPng(width: number, height: number): Buffer {
  const header = Buffer.from([0, 0, 0, width, 0, 0, 0, height, 1, 3, 0, 0, 0]);
  const line = Buffer.alloc(1 + Math.ceil(width / 8), 0b01010101);
  line[0] = 0;
  return png(header, [
    ["PLTE", Buffer.from([9, 9, 9, 200, 0, 0])],
    ["tRNS", Buffer.from([0])],
    ["IDAT", deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))],
  ]);
}

function filtered(line: number[], before: number[], by: { kind: number; step: number }): Buffer {
  const out = line.map((value, index) => {
    const left = line[index - by.step] ?? 0;
    const up = before[index] ?? 0;
    const upLeft = index < by.step ? 0 : (before[index - by.step] ?? 0);
    const middle = left + up - upLeft;
    const nearest = [left, up, upLeft].toSorted(
      (a, b) => Math.abs(middle - a) - Math.abs(middle - b),
    )[0];
    const guess = [0, left, up, (left + up) >> 1, nearest][by.kind] ?? 0;
    return (value - guess) & 0xff;
  });
  return Buffer.from([by.kind, ...out]);
}

function png(header: Buffer, chunks: readonly (readonly [string, Buffer])[]): Buffer {
  const all = [["IHDR", header] as const, ...chunks, ["IEND", Buffer.alloc(0)] as const];
  const framed = all.map(([type, data]) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body, 0), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  });
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...framed]);
}

/** A page in miniature, 17 by 24 pixels. */
export const JPEG = Buffer.from(
  [
    "/9j/4AAQSkZJRgABAQEAAgACAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////",
    "////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////",
    "////////////////////////////////////wAARCAAYABEDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAA",
    "AAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAk",
    "M2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKT",
    "lJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QA",
    "HwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdh",
    "cRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hp",
    "anN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk",
    "5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwC5mijHNIBigB1FFFAFaVZzKxTO3tgim7bnj73/AH0KKKALdFFF",
    "AH//2Q==",
  ].join(""),
  "base64",
);
