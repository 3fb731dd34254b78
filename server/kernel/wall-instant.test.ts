import fc from "fast-check";
import { expect, it } from "vitest";
import { wallClock } from "./calendar";
import { instantAt } from "./wall-instant";

it.each([
  ["2026-01-15", "12:00", "2026-01-15T11:00:00.000Z"],
  ["2026-07-15", "00:30:59", "2026-07-14T22:30:59.000Z"],
  // Left out, and come twice.
  ["2026-03-29", "02:30", "2026-03-29T01:30:00.000Z"],
  ["2026-10-25", "02:30", "2026-10-25T00:30:00.000Z"],
  ["2026-10-25", "03:00", "2026-10-25T02:00:00.000Z"],
])("%s %s in Prague is %s", (day, time, instant) => {
  expect(instantAt(day, time).toISOString()).toBe(instant);
});

it("is the instant that the clock was read at, but for the hour that comes twice", () => {
  const zones = ["Europe/Prague", "America/New_York", "Asia/Kathmandu", "UTC"];
  const instants = fc.integer({ min: 0, max: 2_000_000_000 }).map((s) => new Date(s * 1_000));
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
      const { year, month, day, hour, minute } = wallClock(instant, zone);
      const second = String(instant.getUTCSeconds()).padStart(2, "0");
      const back = instantAt(`${year}-${month}-${day}`, `${hour}:${minute}:${second}`, zone);
      const early = instant.getTime() - back.getTime();
      expect([0, 3_600_000]).toContain(early);
    }),
  );
});
