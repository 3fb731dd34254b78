import { describe, expect, it } from "vitest";
import { nextSlot, readCron } from "./cron";
import { durationMs, instantOf } from "./durations";

describe("the next slot of a schedule", () => {
  it.each<[string, string, string]>([
    ["* * * * *", "2026-11-22T09:00:00Z", "2026-11-22T09:01:00Z"],
    ["* * * * *", "2026-11-22T09:00:59.999Z", "2026-11-22T09:01:00Z"],
    ["*/30 * * * *", "2026-11-22T09:00:00Z", "2026-11-22T09:30:00Z"],
    ["0 * * * *", "2026-11-22T09:59:30Z", "2026-11-22T10:00:00Z"],
    ["5,10-12 9-17/4 * * *", "2026-11-22T09:12:00Z", "2026-11-22T13:05:00Z"],
    // In Prague: winter, summer, and both nights on which the clock is changed.
    ["TZ=Europe/Prague 0 3 * * *", "2026-11-22T09:00:00Z", "2026-11-23T02:00:00Z"],
    ["TZ=Europe/Prague 0 3 * * *", "2026-07-01T00:30:00Z", "2026-07-01T01:00:00Z"],
    ["TZ=Europe/Prague 0 3 * * *", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"],
    ["TZ=Europe/Prague 0 3 * * *", "2026-10-24T12:00:00Z", "2026-10-25T02:00:00Z"],
    ["TZ=Europe/Prague 30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-30T00:30:00Z"],
    // Working days, a day of the month, either of both, the 29th of February.
    ["0 8 * * 1-5", "2026-11-20T09:00:00Z", "2026-11-23T08:00:00Z"],
    ["0 8 * * 7", "2026-11-20T09:00:00Z", "2026-11-22T08:00:00Z"],
    ["0 0 1 */3 *", "2026-11-20T09:00:00Z", "2027-01-01T00:00:00Z"],
    ["0 0 1 * 1", "2026-11-20T09:00:00Z", "2026-11-23T00:00:00Z"],
    ["0 0 29 2 *", "2026-11-20T09:00:00Z", "2028-02-29T00:00:00Z"],
  ])("%s after %s is %s", (text, after, slot) => {
    expect(nextSlot(text, new Date(after))).toEqual(new Date(slot));
  });

  it.each(["* * * *", "60 * * * *", "a * * * *", "* * 0 * *", "*/0 * * * *", "5-1 * * * *"])(
    "%s is refused",
    (text) => expect(() => readCron(text)).toThrow(SyntaxError),
  );

  it("of a day that never comes is refused", () => {
    expect(() => nextSlot("0 0 31 2 *", new Date())).toThrow(RangeError);
  });
});

describe("a time of the protocol", () => {
  const now = new Date("2026-11-22T09:00:00Z");
  it.each<[string, string]>([
    ["1h30m", "2026-11-22T10:30:00Z"],
    ["1w2d", "2026-12-01T09:00:00Z"],
    ["500ms", "2026-11-22T09:00:00.500Z"],
    ["30", "2026-11-22T09:00:30Z"],
    ["2026-12-24T18:00:00.000Z", "2026-12-24T18:00:00Z"],
  ])("%s is %s", (text, instant) => {
    expect(instantOf(text, now)).toEqual(new Date(instant));
  });

  it("that is none is refused", () => {
    expect(durationMs("soon")).toBeNull();
    expect(() => instantOf("soon", now)).toThrow(RangeError);
  });
});
