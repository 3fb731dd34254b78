import { expect, it } from "vitest";
import { arrayText, parseArray } from "./array-types";

it.each<[string, unknown[]]>([
  ["{}", []],
  ["{1,2}", ["1", "2"]],
  ["{NULL,a}", [null, "a"]],
  ['{"NULL",""}', ["NULL", ""]],
  ['{"a \\"b\\" \\\\ , {}","č"}', ['a "b" \\ , {}', "č"]],
  [
    "{{1,2},{3,4}}",
    [
      ["1", "2"],
      ["3", "4"],
    ],
  ],
  ["[0:1]={1,2}", ["1", "2"]],
])("reads %s", (text, values) => {
  expect(parseArray(text, (each) => each)).toEqual(values);
});

it("writes what it reads", () => {
  const values = ["", "NULL", 'a "b" \\ , {}', "č", null, "  "];
  expect(parseArray(String(arrayText(values, String)), (each) => each)).toEqual(values);
  expect(arrayText("{1}", String)).toBe("{1}");
  expect(() => arrayText([undefined], String)).toThrow(TypeError);
});
