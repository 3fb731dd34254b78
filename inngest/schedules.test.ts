import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hours, minutes, nextDue, type Rhythm } from "@/server/domain/clock";
import { LOCALES } from "@/server/kernel/locale";
import { nextSlot } from "./executor/cron";
import { subscribersWith } from "./functions";
import { subscriptionsOf } from "./subscribers";
import { earlyMs, scheduleOf } from "./sweep-functions";
import { SWEEPS } from "./sweeps";

const textsOf = (locale: string) =>
  JSON.parse(readFileSync(new URL(`../app/i18n/${locale}/clock.json`, import.meta.url), "utf8"));

describe("a job by the clock", () => {
  it.each<[string, Rhythm, string, number]>([
    ["half a minute", { everyMs: minutes(0.5) }, "* * * * *", 2],
    ["a minute", { everyMs: minutes(1) }, "* * * * *", 1],
    ["a quarter of an hour", { everyMs: minutes(15) }, "*/15 * * * *", 1],
    ["an hour", { everyMs: hours(1) }, "0 * * * *", 1],
    ["six hours", { everyMs: hours(6) }, "0 */6 * * *", 1],
    ["the morning", { at: "03:30" }, "TZ=Europe/Prague 30 3 * * *", 1],
  ])("of %s has its schedule", (_, rhythm, cron, perSlot) => {
    expect(scheduleOf(rhythm)).toMatchObject({ cron, perSlot });
  });

  it("of a rhythm that no schedule has is refused", () => {
    for (const everyMs of [minutes(7), hours(5), 7_000]) {
      expect(() => scheduleOf({ everyMs })).toThrow(RangeError);
    }
  });

  it.each(Object.entries(SWEEPS))("%s is due when its schedule comes round", (_, sweep) => {
    const { cron, perSlot, slotMs } = scheduleOf(sweep);
    let slot = nextSlot(cron, new Date("2026-03-28T21:00:00Z"));
    // Over the night on which the clock is changed.
    for (let round = 0; round < 40; round += 1) {
      const next = nextSlot(cron, slot);
      const last = new Date(slot.getTime() + (perSlot - 1) * slotMs);
      expect(nextDue(sweep, last)).toEqual(next);
      slot = next;
    }
  });
});

describe("a process whose clock is behind", () => {
  const now = new Date("2026-11-22T09:59:59.800Z");
  it.each<[number | undefined, number]>([
    [now.getTime() + 200, 200],
    [now.getTime() - 1, 0],
    [now.getTime() + 3_600_000, 0],
    [undefined, 0],
  ])("waits for a slot at %s for %s ms", (slot, wait) => {
    expect(earlyMs(slot, now)).toBe(wait);
  });
});

describe("every job and every function", () => {
  const functions = subscriptionsOf(subscribersWith({} as never)).map(({ id }) => id);

  it("has an id of its own", () => {
    expect(new Set(functions).size).toBe(functions.length);
  });

  it.each(LOCALES)("has a name in %s", (locale) => {
    const texts = textsOf(locale);
    expect(Object.keys(SWEEPS).filter((job) => !texts.jobs[job])).toEqual([]);
    expect(functions.filter((id) => !texts.functions[id])).toEqual([]);
  });
});
