import { expect, it } from "vitest";
import { dealOut } from "./deal-out";

it("levels unequal loads before it alternates", () => {
  const people = [
    { operatorId: 1, openCount: 3 },
    { operatorId: 2, openCount: 0 },
    { operatorId: 3, openCount: 1 },
  ];
  expect(dealOut(5, people)).toEqual([2, 2, 3, 2, 3]);
  expect(dealOut(2, [])).toEqual([]);
});
