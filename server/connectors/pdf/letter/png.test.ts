import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexedPng, type Picture, pngOf } from "../testing/pictures";
import { readPng } from "./png";

const MAX = 1_000_000;

function read(bytes: Buffer) {
  const png = readPng(bytes, MAX);
  if (png === null || png === "too large") throw new Error(String(png));
  return png;
}

describe("a PNG", () => {
  const sizes = fc.integer({ min: 1, max: 21 });
  const pictures = fc
    .tuple(sizes, sizes, fc.uint8Array({ minLength: 32, maxLength: 32 }))
    .map(([width, height, noise]): Picture => {
      const at = (x: number, y: number, k: number) => noise[(x * 7 + y * 13 + k * 5) % 32] ?? 0;
      return {
        ...{ width, height },
        pixel: (x, y) => [at(x, y, 0), at(x, y, 1), at(x, y, 2), at(x, y, 3)],
      };
    });

  it("is the colours that it was made of, over white, whatever its filters and passes", () => {
    fc.assert(
      fc.property(pictures, fc.boolean(), fc.boolean(), (picture, isClear, isInterlaced) => {
        const png = read(pngOf(picture, { colour: isClear ? 6 : 2, isInterlaced }));
        expect(png.isPlain).toBe(!isClear && !isInterlaced);
        const { rgb } = png.raster();
        for (let y = 0; y < picture.height; y += 1) {
          for (let x = 0; x < picture.width; x += 1) {
            const [r, g, b, alpha] = picture.pixel(x, y);
            const share = isClear ? alpha / 255 : 1;
            const expected = [r, g, b].map((c) => Math.round(c * share + 255 * (1 - share)));
            const at = (y * picture.width + x) * 3;
            expect([...rgb.subarray(at, at + 3)]).toEqual(expected);
          }
        }
      }),
    );
  });

  it("of few colours keeps them, and white where it is clear", () => {
    const png = read(indexedPng(10, 3));
    expect(png.isPlain).toBe(false);
    const { rgb } = png.raster();
    expect([...rgb.subarray(0, 6)]).toEqual([255, 255, 255, 200, 0, 0]);
  });

  it("is refused when it is damaged anywhere, and never takes the process down", () => {
    const whole = pngOf({ width: 9, height: 9, pixel: () => [1, 2, 3, 4] }, RGBA);
    for (let length = 0; length < whole.length - 16; length += 1) {
      expect(readPng(whole.subarray(0, length), MAX)).toBeNull();
    }
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        const png = readPng(bytes, MAX);
        if (png && png !== "too large") png.raster();
      }),
    );
  });

  it("that would unpack to more than we take is refused before it is unpacked", () => {
    const bytes = pngOf({ width: 9, height: 9, pixel: () => [1, 2, 3, 4] }, RGBA);
    bytes.writeUInt32BE(60_000, 16);
    bytes.writeUInt32BE(60_000, 20);
    expect(readPng(bytes, MAX)).toBe("too large");
  });
});

const RGBA = { colour: 6, isInterlaced: false } as const;
