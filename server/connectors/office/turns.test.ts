import { describe, expect, it } from "vitest";
import { makeTurns } from "./turns";

describe("turns", () => {
  it("never lets more than so many run, and lets all of them run, faulty ones too", async () => {
    const turns = makeTurns(3);
    let running = 0;
    let most = 0;
    const work = async (index: number) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      if (index % 4 === 0) throw new Error("faulty");
      return index;
    };
    const ends = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) => turns(() => work(index))),
    );
    expect(most).toBe(3);
    expect(running).toBe(0);
    expect(ends.filter(({ status }) => status === "rejected")).toHaveLength(10);
    expect(await turns(async () => "after")).toBe("after");
  });
});
