import { describe, expect, it } from "vitest";
import { matchPress, pressName } from "./shortcut-keys";

const bare = { ctrlKey: false, metaKey: false, altKey: false };

describe("pressName", () => {
  it.each([
    [{ ...bare, key: "K" }, "k"],
    [{ ...bare, key: "?" }, "?"],
    [{ ...bare, key: "k", ctrlKey: true }, "mod+k"],
    [{ ...bare, key: "k", metaKey: true }, "mod+k"],
    [{ ...bare, key: " " }, "space"],
    [{ ...bare, key: "Shift" }, null],
    [{ ...bare, key: "g", altKey: true }, null],
    [{ ...bare, key: "F5" }, null],
  ])("%j is %j", (press, name) => {
    expect(pressName(press)).toBe(name);
  });
});

describe("matchPress", () => {
  const known = ["/", "g c", "g p", "j", "mod+k", "c"];

  it("hits a single key", () => {
    expect(matchPress(known, null, "j")).toEqual({ hit: "j", pending: null });
    expect(matchPress(known, null, "mod+k")).toEqual({ hit: "mod+k", pending: null });
  });

  it("waits for the second key and prefers the sequence over the single key", () => {
    expect(matchPress(known, null, "g")).toEqual({ hit: null, pending: "g" });
    expect(matchPress(known, "g", "c")).toEqual({ hit: "g c", pending: null });
    expect(matchPress(known, null, "c")).toEqual({ hit: "c", pending: null });
  });

  it("falls back to the key alone when the sequence leads nowhere", () => {
    expect(matchPress(known, "g", "j")).toEqual({ hit: "j", pending: null });
    expect(matchPress(known, "g", "g")).toEqual({ hit: null, pending: "g" });
    expect(matchPress(known, "g", "x")).toEqual({ hit: null, pending: null });
  });
});
