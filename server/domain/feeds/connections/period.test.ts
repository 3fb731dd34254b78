import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "@/server/kernel/days";
import { afterPeriod, halved, nextPeriod, type Progress } from "./period";

const fresh: Progress = { syncedTo: null, resumeFrom: null, spanDays: 90 };
const today = "2026-11-28";

describe("the days to ask for", () => {
  it.each<[string, Progress, [string, string]]>([
    ["of a new connection go ninety days back", fresh, ["2026-08-31", "2026-11-28"]],
    ["overlap a week", { ...fresh, syncedTo: "2026-11-27" }, ["2026-11-20", "2026-11-28"]],
    [
      "go on where a round stopped",
      { syncedTo: "2026-11-27", resumeFrom: "2026-11-22", spanDays: 3 },
      ["2026-11-22", "2026-11-24"],
    ],
    [
      "never lie ahead, also when a clock went back",
      { ...fresh, syncedTo: "2026-12-30" },
      ["2026-11-28", "2026-11-28"],
    ],
  ])("%s", (_, progress, [from, to]) => {
    expect(nextPeriod(progress, today)).toEqual({ from, to });
  });

  it("are halved down to one, and then it is too much", () => {
    expect(halved(fresh, { from: "2026-11-01", to: "2026-11-05" })).toEqual({
      ...fresh,
      resumeFrom: "2026-11-01",
      spanDays: 3,
    });
    expect(halved(fresh, { from: today, to: today })).toBeNull();
  });

  it("reach every day of the way to today, whatever is halved, in a number of questions", () => {
    const lists = fc.array(fc.integer({ min: 0, max: 89 }), { maxLength: 6 });
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 90 }), (full, daysMax) => {
        // Days on which the bank has so much that no more than `daysMax` fit in an answer.
        const crowded = new Set(full.map((ago) => addDays(today, -ago)));
        let progress = fresh;
        const reached = new Set<string>();
        for (let question = 0; question < 400; question += 1) {
          const period = nextPeriod(progress, today);
          const days = daysBetween(period.from, period.to) + 1;
          const inside = Array.from({ length: days }, (_, at) => addDays(period.from, at));
          const half = halved(progress, period);
          if (half && days > daysMax && inside.some((day) => crowded.has(day))) {
            progress = half;
            continue;
          }
          for (const day of inside) reached.add(day);
          progress = afterPeriod(progress, period, today);
          if (progress.resumeFrom === null) break;
        }
        expect(progress).toEqual({ syncedTo: today, resumeFrom: null, spanDays: 90 });
        expect(reached.size).toBe(90);
      }),
    );
  });
});
