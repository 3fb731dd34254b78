import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_RULES, firstAllowed, zoneOf } from "./contact-times";

const first = (from: string, country = "CZ", channel: "sms" | "letter" = "sms") =>
  firstAllowed(new Date(from), { channel, country, rules: DEFAULT_RULES }).toISOString();

describe("the first moment at which a person may be written to", () => {
  it.each([
    ["by day: at once", "2026-11-23T10:07:00.000Z", "CZ", "2026-11-23T10:07:00.000Z"],
    ["late: in the morning", "2026-11-23T19:30:00.000Z", "CZ", "2026-11-24T06:00:00.000Z"],
    ["in the night: in the morning", "2026-11-24T03:10:00.000Z", "CZ", "2026-11-24T06:00:00.000Z"],
    ["Saturday night: on Monday", "2026-11-21T19:00:00.000Z", "CZ", "2026-11-23T06:00:00.000Z"],
    ["before a holiday: after it", "2026-11-16T21:00:00.000Z", "CZ", "2026-11-18T06:00:00.000Z"],
    [
      "a holiday of the other country",
      "2026-07-06T10:00:00.000Z",
      "SK",
      "2026-07-06T10:00:00.000Z",
    ],
    ["Easter", "2026-04-02T18:30:00.000Z", "CZ", "2026-04-04T05:00:00.000Z"],
    ["by the recipient's wall", "2026-11-23T18:30:00.000Z", "UA", "2026-11-24T05:00:00.000Z"],
    ["where summer begins", "2026-03-28T20:00:00.000Z", "CZ", "2026-03-30T05:00:00.000Z"],
  ])("%s", (_name, from, country, answer) => {
    expect(first(from, country)).toBe(answer);
  });

  it("does not matter to a letter", () => {
    expect(first("2026-11-22T23:00:00.000Z", "CZ", "letter")).toBe("2026-11-22T23:00:00.000Z");
  });

  it("is never before the wish, and itself allowed", () => {
    const instant = fc.date({
      min: new Date("2025-01-01"),
      max: new Date("2028-01-01"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instant, fc.constantFrom("CZ", "SK", "UA", "XX"), (from, country) => {
        const given = { channel: "sms" as const, country, rules: DEFAULT_RULES };
        const at = firstAllowed(from, given);
        expect(at.getTime()).toBeGreaterThanOrEqual(from.getTime());
        expect(firstAllowed(at, given)).toEqual(at);
        const hour = Number(
          at.toLocaleString("en-GB", { hour: "2-digit", timeZone: zoneOf(country) }),
        );
        expect(hour).toBeGreaterThanOrEqual(7);
        expect(hour).toBeLessThan(20);
      }),
    );
  });
});
