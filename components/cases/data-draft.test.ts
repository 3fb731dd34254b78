import { describe, expect, it } from "vitest";
import { changedFields, changedPairs, emptyDraft, namelessPairs, tidyPairs } from "./data-draft";

describe("changed fields", () => {
  const detail = { fields: { a: "x", b: 5, c: null, d: true } };
  const changes = (fields: Record<string, string | number | boolean | null>) =>
    changedFields(detail, { ...emptyDraft, fields });

  it("are those whose value differs", () => {
    expect(changes({})).toEqual({});
    expect(changes({ a: "x", b: 5, d: true })).toEqual({});
    expect(changes({ a: "y", b: 0, d: false })).toEqual({ a: "y", b: 0, d: false });
  });

  it("tell emptied from never filled", () => {
    expect(changes({ a: "", c: "" })).toEqual({ a: null });
    expect(changes({ b: null, c: null })).toEqual({ b: null });
  });
});

describe("free pairs", () => {
  const extraFields: [string, string][] = [["Jméno", "hodnota"]];

  it("are saved only when they changed", () => {
    expect(changedPairs({ extraFields }, emptyDraft)).toBeUndefined();
    expect(
      changedPairs(
        { extraFields },
        {
          fields: {},
          pairs: [
            ["Jméno ", " hodnota"],
            ["", " "],
          ],
        },
      ),
    ).toBeUndefined();
    expect(changedPairs({ extraFields }, { fields: {}, pairs: [] })).toEqual([]);
  });

  it("need a name where they have a value", () => {
    expect(
      namelessPairs([
        ["a", ""],
        [" ", "b"],
        ["", ""],
      ]),
    ).toEqual([1]);
    expect(
      tidyPairs([
        ["a", ""],
        ["", ""],
        ["b ", "c"],
      ]),
    ).toEqual([
      ["a", ""],
      ["b", "c"],
    ]);
  });
});
