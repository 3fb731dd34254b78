import { deflateSync, inflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { steadyPdf } from "./steady-pdf";

const MARK = "0123456789ABCDEF0123456789ABCDEF";

/** A file as the office lays it out: a colour profile with its length in another object. */
function made({ day, mark, tail }: { day: string; mark: string; tail: string }): Buffer {
  const profile = Buffer.alloc(128, "profile");
  profile.writeUInt16BE(Number(day.slice(0, 4)), 24);
  const packed = deflateSync(profile, { level: day === "20260101" ? 0 : 6 }).toString("latin1");
  const objects = [
    `<</N 3/Length 2 0 R/Filter/FlateDecode>>\nstream\n${packed}\nendstream`,
    String(packed.length),
    `<</CreationDate(D:${day}101112Z')>>`,
    `<</Text(${tail})>>`,
  ];
  let text = "%PDF-1.7\n";
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const table = text.length;
  text += `xref\n0 5\n0000000000 65535 f \n${places.join("")}trailer\n<</Size 5\n`;
  text += `/ID [ <${mark}>\n<${mark}> ]\n/DocChecksum /${mark}\n>>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

function placesAreTrue(pdf: Buffer): boolean {
  const text = pdf.toString("latin1");
  const table = Number(/startxref\n(\d+)/.exec(text)?.[1]);
  const entries = text.slice(table).matchAll(/(\d{10}) 00000 n/g);
  return (
    text.startsWith("xref\n", table) &&
    [...entries].every(([, at], index) => text.startsWith(`${index + 1} 0 obj`, Number(at)))
  );
}

describe("a steady PDF", () => {
  const at = new Date("2026-03-01T10:00:00Z");

  it("is the same for the same letter made on other days", () => {
    const one = steadyPdf(made({ day: "20260101", mark: MARK, tail: "a" }), at);
    const other = steadyPdf(made({ day: "20271231", mark: MARK.replace("0", "F"), tail: "a" }), at);
    expect(one.equals(other)).toBe(true);
    expect(one.toString("latin1")).toContain("(D:20260301100000Z')");
    const profile = /stream\n([\s\S]*?)\nendstream/.exec(one.toString("latin1"))?.[1] ?? "";
    expect(inflateSync(Buffer.from(profile, "latin1")).readUInt16BE(26)).toBe(3);
  });

  it("differs for another letter or another day of making", () => {
    const letter = made({ day: "20260101", mark: MARK, tail: "a" });
    const one = steadyPdf(letter, at);
    expect(steadyPdf(made({ day: "20260101", mark: MARK, tail: "b" }), at).equals(one)).toBe(false);
    expect(steadyPdf(letter, new Date(0)).equals(one)).toBe(false);
  });

  it("keeps the table of objects true", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.string({ unit: "grapheme-ascii" }), (n, s) => {
        const tail = s.replaceAll(/[()\\]/g, "");
        const before = made({ day: `202${n}0101`, mark: MARK, tail });
        expect(placesAreTrue(before)).toBe(true);
        expect(placesAreTrue(steadyPdf(before, at))).toBe(true);
      }),
    );
  });

  it("leaves alone what it does not know", () => {
    const other = Buffer.from("%PDF-1.7\nno table\n%%EOF\n");
    expect(steadyPdf(other, at).equals(other)).toBe(true);
  });
});
