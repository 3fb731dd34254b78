import { describe, expect, it } from "vitest";
import { readingIcon, readingOf, readingTone } from "./outcome";

const found: Parameters<typeof readingOf>[0] = {
  ...({ register: "isir_cz", outcome: "found", quality: "identifier" } as const),
  ...{ isActive: true, verdict: null },
};

describe("what a line of the log says", () => {
  it.each([
    [found, "insolvent"],
    [{ ...found, isActive: false }, "ended"],
    [{ ...found, quality: "suspected" }, "suspected"],
    [{ ...found, quality: "suspected", verdict: "watch" }, "insolvent"],
    [{ ...found, verdict: "false_match" }, "dismissed"],
    [{ ...found, register: "vat_payers", isActive: null }, "found"],
    [{ ...found, register: "ares", isActive: null }, "listed"],
    [{ ...found, outcome: "clear", quality: null, isActive: null }, "clear"],
    [{ ...found, register: "ares", outcome: "clear", quality: null, isActive: null }, "unlisted"],
    [{ ...found, outcome: "unavailable", quality: null, isActive: null }, "unavailable"],
  ] as const)("of %j is %s", (row, reading) => {
    expect(readingOf(row)).toBe(reading);
  });

  it("looks different when nothing is there, when something is, and when nobody knows", () => {
    const looks = (["insolvent", "clear", "unavailable"] as const).map((each) => [
      readingTone[each],
      readingIcon[each],
    ]);
    expect(new Set(looks.map(([tone]) => tone)).size).toBe(3);
    expect(new Set(looks.map(([, icon]) => icon)).size).toBe(3);
  });
});
