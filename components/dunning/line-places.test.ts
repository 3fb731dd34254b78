import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placesOf } from "./line-places";

describe("places on the line of a plan", () => {
  it("keep the order of days, with the due day where zero is", () => {
    const { due, places } = placesOf([-3, 5, 19, 33, 60]);
    const shares = places.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBeLessThan(due);
    expect(due).toBeLessThan(shares[1] ?? 0);
    expect(places.at(-1)?.isEnd).toBe(true);
  });

  it("stay on the line, and no two labels of a row collide", () => {
    const days = fc.array(fc.integer({ min: -365, max: 3_650 }), { maxLength: 12 });
    fc.assert(
      fc.property(days, (offsets) => {
        const { places, rowCount } = placesOf([...offsets].sort((a, b) => a - b));
        for (const { share, row } of places) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
          expect(row).toBeLessThan(rowCount);
        }
        for (let row = 0; row < rowCount; row += 1) {
          const starts = places
            .filter((place) => place.row === row)
            .map(({ share, isEnd }) => (isEnd ? share - 0.24 : share));
          for (const [index, start] of starts.entries()) {
            const before = starts[index - 1];
            if (before !== undefined) expect(start - before).toBeGreaterThanOrEqual(0.24 - 1e-9);
          }
        }
      }),
    );
  });
});
