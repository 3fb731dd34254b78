import { expect, it } from "vitest";
import { cutText, jsonText } from "./well-formed";

it("a text is cut beside a pair, never through it", () => {
  expect(cutText("ab😀c", 3)).toBe("ab");
  expect(cutText("ab😀c", 4)).toBe("ab😀");
  expect(cutText("ab😀c", 5)).toBe("ab😀c");
});

it.each<[string, unknown, unknown]>([
  ["half a pair", { a: "x\ud83d", b: ["\ude00y"] }, { a: "x\ufffd", b: ["\ufffdy"] }],
  ["half a pair in a key", { "k\ud83d": 1 }, { "k\ufffd": 1 }],
  ["a zero character", { a: "x\u0000y" }, { a: "x\ufffdy" }],
  ["whole pairs", { a: "😀" }, { a: "😀" }],
  ["what only looks like an escape", { a: "C:\\ud83d \\u0000" }, { a: "C:\\ud83d \\u0000" }],
  ["a backslash before half a pair", { a: "\\\ud83d" }, { a: "\\\ufffd" }],
])("JSON for the database: %s", (_, value, read) => {
  expect(JSON.parse(jsonText(value))).toEqual(read);
});
