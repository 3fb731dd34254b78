import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrastRatio, type Oklch, parseOklch } from "./contrast";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");

type Pair = { light: Oklch; dark: Oklch };

function readPalette(): Map<string, Pair> {
  const palette = new Map<string, Pair>();
  const declaration = /--([\w-]+):\s*light-dark\((oklch\([^)]*\)),\s*(oklch\([^)]*\))\)/g;
  for (const [, name, light, dark] of css.matchAll(declaration)) {
    const parsed = { light: parseOklch(light ?? ""), dark: parseOklch(dark ?? "") };
    if (name && parsed.light && parsed.dark) {
      palette.set(name, { light: parsed.light, dark: parsed.dark });
    }
  }
  return palette;
}

const palette = readPalette();
const grounds = ["paper", "surface", "raised", "sunken", "hover", "selected"];
const meanings = ["positive", "warning", "danger", "info", "neutral", "violet"];

/** [front, ground, least ratio]: 4.5 for text, 3 for marks and edges (WCAG 1.4.3, 1.4.11). */
const pairs: [string, string, number][] = [
  ...["ink", "ink-2", "ink-3", "accent", "accent-strong", "danger"].flatMap((front) =>
    grounds.map((ground): [string, string, number] => [front, ground, 4.5]),
  ),
  ...meanings.flatMap((name): [string, string, number][] => [
    [name, `${name}-wash`, 4.5],
    [name, "paper", 4.5],
    [name, "surface", 4.5],
    [name, "raised", 4.5],
    [name, "hover", 4.5],
    [name, "selected", 4.5],
    ["ink", `${name}-wash`, 4.5],
    ["ink-2", `${name}-wash`, 4.5],
  ]),
  ...["spine", "spine-hover", "spine-selected"].flatMap((ground): [string, string, number][] => [
    ["spine-ink", ground, 4.5],
    ["spine-ink-2", ground, 4.5],
    ["spine-mark", ground, 3],
  ]),
  ["on-accent", "accent", 4.5],
  ["on-accent", "accent-strong", 4.5],
  ["on-danger", "danger", 4.5],
  ["on-danger", "danger-strong", 4.5],
  ...["paper", "surface", "raised"].flatMap((ground): [string, string, number][] => [
    ["edge", ground, 3],
    ["focus", ground, 3],
  ]),
  ["focus", "sunken", 3],
  ["focus", "selected", 3],
];

describe("palette", () => {
  it("is read from globals.css", () => {
    expect(palette.size).toBeGreaterThanOrEqual(30);
  });

  for (const side of ["light", "dark"] as const) {
    it.each(pairs)(`${side}: %s on %s reaches %d`, (front, ground, least) => {
      const one = palette.get(front);
      const other = palette.get(ground);
      if (!one || !other) throw new Error(`missing token ${front} or ${ground}`);
      expect(contrastRatio(one[side], other[side])).toBeGreaterThanOrEqual(least);
    });
  }
});

describe("contrastRatio", () => {
  it("is 21 for black on white and 1 for a colour on itself", () => {
    const white = { lightness: 1, chroma: 0, hue: 0 };
    const black = { lightness: 0, chroma: 0, hue: 0 };
    expect(contrastRatio(white, black)).toBeCloseTo(21, 3);
    expect(contrastRatio(white, white)).toBe(1);
  });

  it("agrees with a published value: #767676 on white is 4.54", () => {
    const grey = { lightness: 0.5646, chroma: 0, hue: 0 };
    expect(contrastRatio(grey, { lightness: 1, chroma: 0, hue: 0 })).toBeCloseTo(4.54, 1);
  });
});
