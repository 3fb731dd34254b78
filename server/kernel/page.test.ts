import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CursorValue,
  decodeCursor,
  decodeNumbers,
  encodeCursor,
  PAGE_LIMIT_MAX,
  toPage,
} from "./page";

const BAD = expect.objectContaining({ kind: "invalid", code: "kernel.bad_cursor" });

const anyValue: fc.Arbitrary<CursorValue> = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
  fc.integer(),
  fc.constant(null),
);

describe("cursor", () => {
  it("of whole numbers holds nothing else", () => {
    expect(decodeNumbers(encodeCursor([7, -1]), 2)).toEqual([7, -1]);
    for (const values of [
      ["7", 1],
      [0.5, 1],
      [null, 1],
      [2 ** 60, 1],
    ]) {
      expect(() => decodeNumbers(encodeCursor(values), 2)).toThrow(BAD);
    }
  });

  it("survives the round trip, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.array(anyValue, { minLength: 1, maxLength: 4 }), (values) => {
        const cursor = encodeCursor(values);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(decodeCursor(cursor, values.length)).toEqual(values);
      }),
    );
  });

  it("keeps letters of all our languages", () => {
    const values = ["Žluťoučký kůň", "Ёлка", 12, null];
    expect(decodeCursor(encodeCursor(values), 4)).toEqual(values);
  });

  const good = encodeCursor(["Novák", 12]);
  it.each([
    ["empty", ""],
    ["not base64", "@@@"],
    ["padded", `${good}=`],
    ["cut", good.slice(0, -3)],
    ["not JSON", btoa("hello")],
    ["JSON, but an object", btoa('{"a":1}')],
    ["an object inside", btoa("[{},1]").replace(/=+$/, "")],
    ["a boolean inside", btoa("[true,1]").replace(/=+$/, "")],
    ["other spacing of the same values", btoa('["Novak", 12]').replace(/=+$/, "")],
    ["a number spelled differently", btoa('["a",1e1]').replace(/=+$/, "")],
    ["broken UTF-8", btoa('["\xff",1]').replace(/=+$/, "")],
    ["far too long", "A".repeat(20_000)],
  ])("is refused: %s", (_why, cursor) => {
    expect(() => decodeCursor(cursor, 2)).toThrow(BAD);
  });

  it("is refused with another number of values than the query sorts by", () => {
    expect(() => decodeCursor(good, 1)).toThrow(BAD);
    expect(() => decodeCursor(good, 3)).toThrow(BAD);
  });

  it("is never made of a number that JSON cannot hold", () => {
    expect(() => encodeCursor([Number.NaN])).toThrow(BAD);
    expect(() => encodeCursor([Number.POSITIVE_INFINITY])).toThrow(BAD);
  });
});

describe("toPage", () => {
  const rows = [1, 2, 3, 4].map((id) => ({ id }));
  const cursorOf = (row: { id: number }) => [row.id];

  it("drops the row that only says there is more", () => {
    const page = toPage(rows, 3, cursorOf);
    expect(page.items.map((row) => row.id)).toEqual([1, 2, 3]);
    expect(page.nextCursor === null ? null : decodeCursor(page.nextCursor, 1)).toEqual([3]);
  });

  it.each([4, 5, PAGE_LIMIT_MAX])("is the last one when %i were asked for", (limit) => {
    expect(toPage(rows, limit, cursorOf)).toEqual({ items: rows, nextCursor: null });
  });

  it("may be empty", () => {
    expect(toPage([], 10, cursorOf)).toEqual({ items: [], nextCursor: null });
  });

  it.each([0, -1, 101, 1.5, Number.NaN])("refuses a limit of %d", (limit) => {
    expect(() => toPage(rows, limit, cursorOf)).toThrow(
      expect.objectContaining({ code: "kernel.bad_page_limit" }),
    );
  });
});
