import { describe, expect, it } from "vitest";
import { keepLastUsed } from "./last-used";

const there = (kept: { get(key: string): unknown }, keys: string) =>
  [...keys].filter((key) => kept.get(key) !== undefined).join("");

describe("what was used last", () => {
  it("stays, and what nobody used for longest goes, one at a time", () => {
    const kept = keepLastUsed<number>(3);
    for (const [index, key] of [..."abc"].entries()) kept.set(key, index);
    expect(kept.get("a")).toBe(0);
    kept.set("d", 3);
    expect(there(kept, "abcd")).toBe("acd");
  });

  it("is counted by its size; one larger than all stays alone", () => {
    const kept = keepLastUsed<string>(10, ({ length }) => length);
    kept.set("a", "1234");
    kept.set("b", "12345");
    kept.set("b", "123456");
    expect(there(kept, "ab")).toBe("ab");
    kept.set("c", "1");
    expect(there(kept, "abc")).toBe("bc");
    kept.set("d", "x".repeat(11));
    expect(there(kept, "abcd")).toBe("d");
    kept.set("e", "1");
    expect(there(kept, "de")).toBe("e");
  });

  it("is dropped only as the value that was meant", () => {
    const kept = keepLastUsed<object>(3);
    const [old, fresh] = [{}, {}];
    kept.set("a", old);
    kept.set("a", fresh);
    kept.drop("a", old);
    expect(kept.get("a")).toBe(fresh);
    kept.drop("a", fresh);
    expect(kept.get("a")).toBeUndefined();
  });
});
