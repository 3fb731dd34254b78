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

  it("let a person go before what waits, and beside a mass of it, but no more of them", async () => {
    const turns = makeTurns(1);
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const ask = (name: string, isWaitedFor: boolean) =>
      turns(
        () => {
          begun.push(name);
          return new Promise<void>((resolve) => ends.push(resolve));
        },
        { isWaitedFor },
      );
    const asked = [ask("mass 1", false), ask("mass 2", false)];
    asked.push(ask("person 1", true), ask("person 2", true));
    await new Promise(setImmediate);
    expect(begun).toEqual(["mass 1", "person 1"]);
    ends[0]?.();
    await new Promise(setImmediate);
    expect(begun).toEqual(["mass 1", "person 1", "person 2"]);
    ends[1]?.();
    ends[2]?.();
    await new Promise(setImmediate);
    expect(begun.at(-1)).toBe("mass 2");
    ends[3]?.();
    await Promise.all(asked);
  });
});
