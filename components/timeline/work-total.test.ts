import { describe, expect, it } from "vitest";
import { totalOfWork } from "./work-total";

describe("totalOfWork", () => {
  it.each([
    ["1.5000", 250_000, 375_000],
    ["3", 15_033, 45_099],
    ["0.3333", 100, 33],
    ["0.0050", 100, 1],
    ["0.1", 15, 2],
    ["1", 0, 0],
  ])("%s × %i = %i", (quantity, price, total) => {
    expect(totalOfWork(quantity, price)).toBe(total);
  });

  it("is not known without a price, or for what is no quantity", () => {
    expect(totalOfWork("1", null)).toBeNull();
    expect(totalOfWork(null, 100)).toBeNull();
    expect(totalOfWork("1,5", 100)).toBeNull();
    expect(totalOfWork("99999999", 1_000_000_000_000)).toBeNull();
  });
});
