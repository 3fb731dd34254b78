import { expect, it } from "vitest";
import { partsOf } from "./plan-parts";

it("names the keys that differ, with both sides", () => {
  const before = JSON.stringify({ on: ["case.moved"], url: "https://a.example/", style: "normal" });
  const after = JSON.stringify({ on: ["case.moved"], url: "https://b.example/", bulk: true });
  expect(partsOf(before, after)).toEqual([
    { key: "bulk", was: null, is: "true" },
    { key: "style", was: '"normal"', is: null },
    { key: "url", was: '"https://a.example/"', is: '"https://b.example/"' },
  ]);
});

it("shows what has no keys as a whole", () => {
  expect(partsOf("1", "[2]")).toEqual([{ key: "·", was: "1", is: "[2]" }]);
  expect(partsOf(null, "{}")).toEqual([{ key: "·", was: null, is: "{}" }]);
});
