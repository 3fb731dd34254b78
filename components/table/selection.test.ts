import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countSelected,
  everything,
  headState,
  isNothing,
  isSelected,
  mark,
  nothing,
  range,
  toggle,
} from "./selection";

const rows = ["1", "2", "3", "4", "5"];

describe("selection", () => {
  it("toggling twice changes nothing, in both forms", () => {
    fc.assert(
      fc.property(fc.constantFrom(nothing, everything), fc.subarray(rows), (start, ids) => {
        const there = ids.reduce(toggle, start);
        for (const id of rows) {
          expect(isSelected(there, id)).toBe(isSelected(start, id) !== ids.includes(id));
        }
        const back = ids.reduce(toggle, there);
        for (const id of rows) expect(isSelected(back, id)).toBe(isSelected(start, id));
      }),
    );
  });

  it("does not change what it is given", () => {
    const one = mark(nothing, ["1"], true);
    mark(one, ["2"], true);
    expect(isSelected(one, "2")).toBe(false);
    expect(isNothing(nothing)).toBe(true);
  });

  it("marks a range in either direction; an unknown anchor marks the row itself", () => {
    expect(range(rows, "2", "4")).toEqual(["2", "3", "4"]);
    expect(range(rows, "4", "2")).toEqual(["2", "3", "4"]);
    expect(range(rows, "9", "2")).toEqual(["2"]);
  });

  it("tells the head's box", () => {
    expect(headState(nothing, rows)).toBe(false);
    expect(headState(mark(nothing, ["2"], true), rows)).toBe("indeterminate");
    expect(headState(mark(nothing, rows, true), rows)).toBe(true);
    expect(headState(everything, rows)).toBe(true);
    expect(headState(mark(everything, ["2"], false), rows)).toBe("indeterminate");
    expect(headState(nothing, [])).toBe(false);
  });

  it("counts, if it can", () => {
    expect(countSelected(mark(nothing, ["1", "2"], true), null)).toBe(2);
    expect(countSelected(mark(everything, ["1"], false), 1000)).toBe(999);
    expect(countSelected(everything, null)).toBeNull();
  });
});
