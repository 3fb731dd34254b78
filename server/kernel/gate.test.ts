import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { openGate } from "./gate";

it("lets so many in at once, in their order, and goes on after one that failed", async () => {
  const enter = openGate(2);
  const begun: number[] = [];
  let inside = 0;
  let most = 0;
  const work = (no: number) =>
    enter(async () => {
      begun.push(no);
      inside += 1;
      most = Math.max(most, inside);
      await wait(2);
      inside -= 1;
      if (no === 1) throw new Error("of its own");
      return no;
    });
  const ends = await Promise.allSettled([0, 1, 2, 3, 4].map(work));
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect([most, inside]).toEqual([2, 0]);
  expect(ends.map(({ status }) => status)).toEqual([
    ...["fulfilled", "rejected", "fulfilled", "fulfilled", "fulfilled"],
  ]);
});
