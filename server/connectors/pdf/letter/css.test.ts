import { describe, expect, it } from "vitest";
import { borderOf, boxOf, colourOf, declarationsOf, fontSizeOf, lengthOf } from "./css";

describe("inline styles", () => {
  it.each([
    ["12pt", 12],
    ["16px", 12],
    ["10mm", 28.346],
    ["1cm", 28.346],
    ["1.5em", 15],
    [".5em", 5],
    ["50%", 100],
    ["-3px", -2.25],
    ["80", 60],
    ["auto", null],
    ["calc(1px + 2px)", null],
    ["", null],
    ["12 pt x", null],
  ])("a length of %s", (value, points) => {
    const length = lengthOf(value, { size: 10, whole: 200 });
    if (points === null) expect(length).toBeNull();
    else expect(length).toBeCloseTo(points, 2);
  });

  it.each([
    ["#c00", "#cc0000"],
    ["#12345678", "#123456"],
    ["rgb(255, 0, 10)", "#ff000a"],
    ["rgba(0 0 0 / 0.5)", "#000000"],
    ["rgb(100%, 0%, 0%)", "#ff0000"],
    ["navy", "#000080"],
    ["rgba(1,2,3,0)", null],
    ["transparent", null],
    ["url(javascript:1)", null],
    ["#12", null],
  ])("a colour %s", (value, colour) => {
    expect(colourOf(value)).toBe(colour);
  });

  it("takes declarations as browsers do: the later wins, importance is passed over", () => {
    const css = declarationsOf("Color: RED; color : blue !important;; broken; margin:1px 2px");
    expect(css.get("color")).toBe("blue");
    expect(boxOf(css, "margin", { size: 10 })).toEqual({
      ...{ top: 0.75, right: 1.5, bottom: 0.75, left: 1.5 },
    });
    expect(fontSizeOf("larger", 10)).toBe(12);
    expect(fontSizeOf("200%", 10)).toBe(20);
    expect(fontSizeOf("inherit", 10)).toBeNull();
  });

  it("draws a line for every kind of border, and none for none", () => {
    expect(borderOf("1px solid rgb(1, 2, 3)", 10)).toEqual({ width: 0.75, colour: "#010203" });
    expect(borderOf("dashed", 10)).toEqual({ width: 1, colour: "#000000" });
    expect(borderOf("0 solid red", 10)).toBeNull();
    expect(borderOf("none", 10)).toBeNull();
    expect(borderOf(undefined, 10)).toBeNull();
  });
});
