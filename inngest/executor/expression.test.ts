import { describe, expect, it } from "vitest";
import { evaluate, holds, keyText } from "./expression";

const scope = {
  event: { name: "a", data: { id: 7, name: "x'y", deep: { on: true }, list: [1, 2] } },
  async: { data: { id: 7 } },
};

describe("an expression", () => {
  it.each<[string, unknown]>([
    ["event.data.id == async.data.id", true],
    ["event.data.id != 8 && event.data.id >= 7", true],
    ["event.data.id < 7 || event.data.deep.on", true],
    ["!(event.data.id == 7)", false],
    ["event.data.name == 'x\\'y'", true],
    ['event.data["id"]', 7],
    ["event.data.list[1]", 2],
    ["event.data.missing == null", true],
    ["event.data.missing.more", undefined],
    ["event.data.id == '7'", false],
    ["event.data.id > '6'", false],
    ["-1 < event.data.id", true],
    ["event.data.id + 1", 8],
    ["event.name + '-' + event.data.id", "a-7"],
    ["true && false || true", true],
    ["event.data.toString", undefined],
  ])("%s", (source, value) => {
    expect(evaluate(source, scope)).toEqual(value);
  });

  it.each(["event.", "1 ==", "a b", "(a", "a[1", "a = b", "$x", "'open"])(
    "%s is refused",
    (source) => {
      expect(() => evaluate(source, scope)).toThrow(SyntaxError);
    },
  );

  it("that was left out holds, and one that is no yes does not", () => {
    expect([holds(undefined, scope), holds("event.data.id", scope)]).toEqual([true, false]);
    expect([1, null, undefined, "a", { b: 1 }].map(keyText)).toEqual(["1", "", "", "a", '{"b":1}']);
  });
});
