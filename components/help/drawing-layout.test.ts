import { describe, expect, it } from "vitest";
import { type Drawn, LANE_WIDTH, layOut, wrapped } from "./drawing-layout";

const lane = (key: string) => ({ key, name: key, isOutside: false });
const step = (from: string, to: string, text = "says") => ({
  ...{ from, to, text },
  verb: "server/x.ts › openCase",
});
const drawn: Drawn = {
  lanes: [lane("a"), lane("b"), lane("c")],
  steps: [
    step("a", "c"),
    step("c", "b", "a longer word about it that takes lines"),
    step("c", "c"),
  ],
};

describe("the drawing of a scenario", () => {
  const drawing = layOut(drawn);

  it("has its lanes side by side and its arrows between them", () => {
    const [a = 0, b = 0, c = 0] = drawing.lanes.map(({ x }) => x);
    expect([b - a, c - b]).toEqual([LANE_WIDTH, LANE_WIDTH]);
    expect(drawing.steps.map(({ fromX, toX }) => [fromX, toX])).toEqual([
      ...[
        [a, c],
        [c, b],
        [c, c],
      ],
    ]);
  });

  it("goes down with time, and no step's words run into the one before", () => {
    for (const [i, each] of drawing.steps.entries()) {
      const before = drawing.steps[i - 1];
      if (before) expect(each.textY - 12).toBeGreaterThan(before.y + 14);
      expect(each.y).toBeGreaterThan(each.textY + (each.lines.length - 1) * 16);
    }
    expect(drawing.height).toBeGreaterThan(drawing.steps.at(-1)?.y ?? 0);
  });

  it("keeps what it says inside, also where the last does something by itself", () => {
    for (const { textX, lines } of drawing.steps) {
      const width = Math.max(...lines.map((line) => line.length)) * 6.7;
      expect(textX + width).toBeLessThanOrEqual(drawing.width);
    }
  });

  it("breaks lines between words, and never inside of one", () => {
    expect(wrapped("one two three", 60)).toEqual(["one two", "three"]);
    expect(wrapped("nejneobhospodařovávanější", 40)).toEqual(["nejneobhospodařovávanější"]);
  });
});
