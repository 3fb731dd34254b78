import { describe, expect, it } from "vitest";
import { inkOn } from "./brand";

const luminance = (colour: string) => {
  const part = (from: number) => {
    const share = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
};
const contrast = (one: string, other: string) => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

describe("the ink on a tenant's colour", () => {
  it("can be read on every colour", () => {
    const steps = [0, 51, 102, 119, 128, 153, 204, 255];
    const hex = (n: number) => n.toString(16).padStart(2, "0");
    for (const r of steps)
      for (const g of steps)
        for (const b of steps) {
          const colour = `#${hex(r)}${hex(g)}${hex(b)}`;
          expect(contrast(colour, inkOn(colour)), colour).toBeGreaterThanOrEqual(4.28);
        }
    expect(inkOn("#1f4d8f")).toBe("#ffffff");
    expect(inkOn("#ffd400")).toBe("#10151c");
  });
});
