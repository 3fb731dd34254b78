import { expect, it } from "vitest";
import { type Dealee, dealOut } from "./deal-out";

const person = (
  operatorId: number,
  openCount: number,
  groupIds: Dealee["groupIds"] = [],
): Dealee => ({ operatorId, openCount, groupIds });
const tasks = (...groups: (number | null)[]) => groups.map((accessGroupId) => ({ accessGroupId }));
const FREE = null;

it("levels unequal loads before it alternates", () => {
  const people = [person(1, 3), person(2, 0), person(3, 1)];
  expect(dealOut(tasks(FREE, FREE, FREE, FREE, FREE), people)).toEqual([2, 2, 3, 2, 3]);
});

it("gives a case of a group only to those who see it, and to nobody when there are none", () => {
  const people = [person(1, 0), person(2, 5, [7]), person(3, 9, "all")];
  expect(dealOut(tasks(7, 8, FREE, 7), people)).toEqual([2, 3, 1, 2]);
  expect(dealOut(tasks(8, FREE), [person(1, 0, [7])])).toEqual([null, 1]);
  expect(dealOut(tasks(FREE), [])).toEqual([null]);
});
