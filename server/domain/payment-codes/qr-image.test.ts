import { inflateSync } from "node:zlib";
import jsQR from "jsqr";
import { expect, it } from "vitest";
import { payBySquareText } from "./pay-by-square";
import { qrPng, qrSvg } from "./qr-image";
import { spaydText } from "./spayd";

const ORDER = {
  ...{ iban: "CZ5855000000001265098001", payeeName: "Saldo s.r.o.", amountMinor: 123_456 },
  ...{ variableSymbol: "42", dueOn: null, message: "" },
};

/** The pixels of a grey PNG of one bit, as a camera would see them. */
function pixelsOf(png: Buffer): { data: Uint8ClampedArray; width: number; height: number } {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const at = png.indexOf("IDAT", 0, "latin1");
  const lines = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const stride = 1 + Math.ceil(width / 8);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const byte = lines[y * stride + 1 + (x >> 3)] ?? 0;
      const grey = byte & (0x80 >> (x & 7)) ? 255 : 0;
      data.fill(grey, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { data, width, height };
}

it.each([
  ["SPAYD", spaydText({ ...ORDER, currency: "CZK" })],
  ["PAY by square", payBySquareText({ ...ORDER, currency: "EUR" })],
])("a reader of codes reads %s from the picture", (_, text) => {
  const png = qrPng(text);
  expect(png.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
  const { data, width, height } = pixelsOf(png);
  expect(width).toBeGreaterThan(400);
  expect(jsQR(data, width, height)?.data).toBe(text);
});

it("draws the same modules as SVG", () => {
  const text = spaydText({ ...ORDER, currency: "CZK" });
  const svg = qrSvg(text);
  const { data, width } = pixelsOf(qrPng(text));
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const dark = new Set([...svg.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => `${x} ${y}`));
  const scale = width / size;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      expect(dark.has(`${x} ${y}`)).toBe(data[(y * scale * width + x * scale) * 4] === 0);
    }
  }
});
