import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wire } from "./wire";

const travel = (value: unknown) =>
  wire.deserialize(JSON.parse(JSON.stringify(wire.serialize(value)) ?? "null"));

describe("the wire", () => {
  it("brings dates, texts, numbers and nothing as they were", () => {
    const at = new Date("2026-11-28T12:00:00.123Z");
    const row = {
      at,
      list: [at, null, "2026-11-28T12:00:00.123Z", 0.1, true],
      inner: { at: null },
    };
    expect(travel(row)).toEqual(row);
  });

  it("leaves out what is not there, as JSON does", () => {
    expect(travel({ a: undefined, b: 1 })).toEqual({ b: 1 });
    expect(wire.serialize(undefined)).toBeUndefined();
  });

  it("takes no data of the tenant's for a date", () => {
    const tricky = { $date: "2026-01-01", $$date: { $date: "x" }, list: [{ $date: "y" }] };
    expect(travel(tricky)).toEqual(tricky);
  });

  it("takes no prototype from outside", () => {
    const got = wire.deserialize(JSON.parse('{"__proto__": {"isAdmin": true}, "a": 1}'));
    expect(got).toEqual({ a: 1 });
    expect((got as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it.each([
    ["a bigint", 5n],
    ["a Map", new Map()],
    ["a class", Buffer.from("a")],
    ["a function", () => 1],
  ])("refuses %s aloud", (_, value) => {
    expect(() => wire.serialize({ value })).toThrow(TypeError);
  });

  it("brings any JSON back", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const hasPrototypeKey = JSON.stringify(value).includes("__proto__");
        fc.pre(!hasPrototypeKey);
        expect(travel(value)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
