import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wallClock } from "@/server/kernel/days";
import { firstDue, hours, minutes, nextDue, rhythmText } from "./rhythm";

const at = { at: "03:00" };

describe("the next time", () => {
  it.each([
    // Winter, summer, both nights on which the clock is changed, and exactly at the hour.
    ["2026-11-22T09:00:00Z", "2026-11-23T02:00:00Z"],
    ["2026-07-01T00:30:00Z", "2026-07-01T01:00:00Z"],
    ["2026-07-01T01:00:00Z", "2026-07-02T01:00:00Z"],
    ["2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"],
    ["2026-03-29T01:00:00Z", "2026-03-30T01:00:00Z"],
    ["2026-10-24T12:00:00Z", "2026-10-25T02:00:00Z"],
    ["2026-12-31T23:30:00Z", "2027-01-01T02:00:00Z"],
  ])("of three in the morning after %s is %s", (begun, due) => {
    expect(nextDue(at, new Date(begun)).toISOString()).toBe(new Date(due).toISOString());
  });

  it("of an interval counts from the beginning, and a job that never ran is due at once", () => {
    const now = new Date("2026-11-22T09:00:00Z");
    expect(nextDue({ everyMs: minutes(1) }, now)).toEqual(new Date("2026-11-22T09:01:00Z"));
    expect(firstDue({ everyMs: hours(1) }, now)).toEqual(now);
    expect(firstDue(at, now)).toEqual(new Date("2026-11-23T02:00:00Z"));
    expect([rhythmText(at), rhythmText({ everyMs: hours(1) })]).toEqual(["03:00", "3600000"]);
  });

  it("is always ahead, within a day and a bit, and shows the hour on Prague's clock", () => {
    const hour = fc.integer({ min: 3, max: 23 }).map((value) => String(value).padStart(2, "0"));
    const instant = fc.date({
      min: new Date("2020-01-01"),
      max: new Date("2040-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(hour, instant, (shown, begun) => {
        const due = nextDue({ at: `${shown}:15` }, begun);
        const ahead = due.getTime() - begun.getTime();
        expect(ahead).toBeGreaterThan(0);
        expect(ahead).toBeLessThanOrEqual(hours(25));
        expect(wallClock(due, "Europe/Prague")).toMatchObject({ hour: shown, minute: "15" });
      }),
    );
  });
});
