import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encode } from "../testing/encode";
import { CODE_PAGES } from "./code-pages";
import { guessEncoding } from "./guess-encoding";
import { LineReader } from "./line-reader";
import { TextDecoding } from "./text-decoding";

const CZECH = ["windows-1250", "cp852"] as const;
const PANGRAM = "Příliš žluťoučký kůň úpěl ďábelské ódy";

describe("code pages", () => {
  test("CP852 is what DOS wrote", () => {
    // As GNU iconv converts it.
    const bytes = Buffer.from(
      "50fda16c69e720a76c759c6f759f6bec206b85e520a370d86c20d4a062656c736b8220a26479",
      "hex",
    );
    expect(new TextDecoding("cp852", []).decode(bytes.toString("latin1"))).toBe(PANGRAM);
  });

  test.each(Object.keys(CODE_PAGES) as (keyof typeof CODE_PAGES)[])(
    "%s has 256 characters",
    (page) => {
      const { units, chars } = CODE_PAGES[page];
      expect(units).toHaveLength(256);
      expect(chars.slice(0, 128).join("")).toBe(
        Buffer.from(Array.from({ length: 128 }, (_, at) => at)).toString("latin1"),
      );
      expect(new Set(chars).size).toBe(256);
    },
  );

  test.each(["windows-1250", "windows-1251", "iso-8859-2"] as const)(
    "%s decodes as the platform does",
    (page) => {
      const bytes = fc.uint8Array({ minLength: 0, maxLength: 9000 });
      fc.assert(
        fc.property(bytes, (each) => {
          const latin1 = Buffer.from(each).toString("latin1");
          expect(new TextDecoding(page, []).decode(latin1)).toBe(
            new TextDecoder(page, { ignoreBOM: true }).decode(each),
          );
        }),
      );
    },
  );
});

describe("the guess", () => {
  test.each([
    ["Kopé", "windows-1250"],
    ["KOPÚ", "cp852"],
    ["ŽLUŤOUČKÝ KŮŇ", "cp852"],
    ["ŽLUŤOUČKÝ KŮŇ", "windows-1250"],
    ["Dvořák", "windows-1250"],
    ["Dvořák", "cp852"],
    ["JIŘÍ NĚMEC", "cp852"],
    ["JIŘÍ NĚMEC", "windows-1250"],
    ["Košice, Ľubomír Ďurčo", "cp852"],
    ["Košice, Ľubomír Ďurčo", "windows-1250"],
  ] as const)("of %s in %s", (text, page) => {
    expect(guessEncoding(encode(text, page), CZECH)).toBe(page);
  });

  test("of plain text, UTF-8, with its mark or cut in a letter", () => {
    expect(guessEncoding(Buffer.from("NOVAK"), CZECH)).toBe("ascii");
    expect(guessEncoding(Buffer.from(PANGRAM), CZECH)).toBe("utf-8");
    expect(guessEncoding(Buffer.from("\ufeffNOVAK"), CZECH)).toBe("utf-8");
    expect(guessEncoding(Buffer.from("Novák ě").subarray(0, -1), CZECH)).toBe("utf-8");
  });

  test("of Russian", () => {
    for (const page of ["windows-1251", "cp866"] as const) {
      const bytes = encode("Плательщик=Иванов Иван", page);
      expect(guessEncoding(bytes, ["windows-1251", "cp866"])).toBe(page);
    }
  });
});

describe("lines", () => {
  function linesOf(text: string, sizes: readonly number[] = [1e9]): [number, string][] {
    const lines: [number, string][] = [];
    const decoding = new TextDecoding("windows-1250", []);
    const reader = new LineReader((line) => lines.push([line.number, decoding.line(line)]));
    const bytes = Buffer.from(text, "latin1");
    let turn = 0;
    for (let at = 0; at < bytes.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1;
      reader.write(Buffer.from(bytes.subarray(at, at + size)));
      at += size;
    }
    reader.end();
    return lines;
  }

  test.each([
    ["a\r\nb\nc\rd", ["a", "b", "c", "d"]],
    ["\r\r\n\n", ["", "", ""]],
    ["a\r\rb", ["a", "", "b"]],
    ["a\n", ["a"]],
    ["a\r", ["a"]],
    ["\n\r", ["", ""]],
    ["", []],
  ])("%j", (text, expected) => {
    expect(linesOf(text)).toEqual(expected.map((line, at) => [at + 1, line]));
  });

  test("are the same in any pieces", () => {
    const text = fc.array(fc.constantFrom("\r", "\n", "a", "\xe9")).map((chars) => chars.join(""));
    const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 });
    fc.assert(
      fc.property(text, sizes, (each, cuts) => {
        const expected = each.split(/\r\n|\r|\n/);
        if (expected.at(-1) === "") expected.pop();
        expect(linesOf(each, cuts)).toEqual(expected.map((line, at) => [at + 1, line]));
      }),
      { numRuns: 500 },
    );
  });
});
