import { describe, expect, it } from "vitest";
import { fitted, scaleMax, scaleMin, zoomedAt } from "./view-box";

const box = (width: number, height: number, x = 0, y = 0) => ({ x, y, width, height });

describe("a picture in its frame", () => {
  it("zooms around the point under the pointer", () => {
    const view = { x: 10, y: 20, scale: 1 };
    const at = { x: 110, y: 220 };
    const next = zoomedAt(view, at, 2);
    // The same point of the picture before and after.
    expect((at.x - next.x) / next.scale).toBeCloseTo(100);
    expect((at.y - next.y) / next.scale).toBeCloseTo(200);
  });

  it("stops at the ends of the scale, and moves no more there", () => {
    const far = { x: 5, y: 5, scale: scaleMax };
    expect(zoomedAt(far, { x: 50, y: 50 }, 2)).toEqual(far);
    expect(zoomedAt({ x: 0, y: 0, scale: 1 }, { x: 0, y: 0 }, 0.0001).scale).toBe(scaleMin);
  });

  it("fits whole and in the middle, never larger than life", () => {
    expect(fitted(box(100, 100), box(400, 200))).toEqual({ x: 150, y: 50, scale: 1 });
    expect(fitted(box(800, 400), box(400, 400))).toEqual({ x: 0, y: 100, scale: 0.5 });
    expect(fitted(box(0, 0), box(400, 400))).toEqual({ x: 0, y: 0, scale: 1 });
  });
});
