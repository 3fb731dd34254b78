import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, wallClock, weekdayOf } from "@/server/kernel/days";
import { isHoliday } from "@/server/kernel/holidays";
import { promiseClock, type Rest } from "./promise-clock";
import { type WorkingWeek, workingTime } from "./working-time";

const day = [["08:00", "12:00"] as const, ["12:30", "16:30"] as const];
const week: WorkingWeek = [day, day, day, day, [["08:00", "14:00"]], [], []];
const time = workingTime(week, "CZ");
const MINUTE = 60_000;
const at = (text: string) => new Date(text);

const instant = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) })
  .map((ms) => new Date(ms));
const minutes = fc.integer({ min: 0, max: 6_000 });

/** Told minute by minute from the clock on the wall, and by nothing that the code under test uses. */
function isWorked(ms: number): boolean {
  const now = new Date(ms);
  const { hour, minute } = wallClock(now, "Europe/Prague");
  const shown = `${hour}:${minute}`;
  const today = dayOf(now);
  if (isHoliday(today, "CZ")) return false;
  const hours = week[weekdayOf(today) - 1] ?? [];
  return hours.some(([from, to]) => from <= shown && shown < to);
}

describe("working time", () => {
  it.each([
    // Saturday 28 March to Monday 30, over the night on which the clock goes forward.
    ["2026-03-27T12:00:00Z", 90, "2026-03-30T06:30:00Z"],
    // Christmas of 2026: Thursday to Saturday are holidays.
    ["2026-12-23T15:00:00Z", 60, "2026-12-28T07:30:00Z"],
    // A lunch of half an hour is not worked.
    ["2026-11-23T10:30:00Z", 60, "2026-11-23T12:00:00Z"],
    // What fills the day to its last minute ends in it, and not on the next morning.
    ["2026-11-23T14:30:00Z", 60, "2026-11-23T15:30:00Z"],
  ])("after %s and %d minutes it is %s", (from, count, due) => {
    expect(time.after(at(from), count * MINUTE)).toEqual(at(due));
  });

  it("knows whose holidays they are", () => {
    // 28 September is Czech only.
    const [from, to] = [at("2026-09-27T22:00:00Z"), at("2026-09-28T22:00:00Z")];
    expect(time.between(from, to)).toBe(0);
    expect(workingTime(week, "SK").between(from, to)).toBe(480 * MINUTE);
  });

  it("is never found where nobody ever works", () => {
    const never = workingTime([[], [], [], [], [], [], []], "CZ");
    expect(never.after(at("2026-01-05T10:00:00Z"), MINUTE)).toBeNull();
    expect(never.between(at("2026-01-05T10:00:00Z"), at("2026-02-05T10:00:00Z"))).toBe(0);
  });

  it("adds up, however it is cut", () => {
    fc.assert(
      fc.property(instant, instant, instant, (a, b, c) => {
        const [x, y, z] = [a, b, c].sort((one, other) => one.getTime() - other.getTime());
        if (!x || !y || !z) return;
        expect(time.between(x, y) + time.between(y, z)).toBe(time.between(x, z));
      }),
    );
  });

  it("is found again: what ends then took exactly so long, and not a moment less", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 6_000 * MINUTE }), (from, ms) => {
        const due = time.after(from, ms);
        if (!due) throw new Error("not within ten years");
        expect(time.between(from, due)).toBe(ms);
        expect(time.between(from, new Date(due.getTime() - 1))).toBe(ms - 1);
      }),
    );
  });

  it("is what one counts minute by minute", () => {
    const start = fc
      .integer({ min: Date.UTC(2026, 0, 1) / MINUTE, max: Date.UTC(2027, 0, 1) / MINUTE })
      .map((minute) => minute * MINUTE);
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 5_000 }), (from, count) => {
        let worked = 0;
        for (let i = 0; i < count; i += 1) if (isWorked(from + i * MINUTE)) worked += 1;
        const to = new Date(from + count * MINUTE);
        expect(time.between(new Date(from), to)).toBe(worked * MINUTE);
      }),
      { numRuns: 15 },
    );
  });
});

/** Rests in their order, the last of them perhaps still open. */
const restsAfter = (openedAt: Date) =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 1, max: 6_000 })), {
        maxLength: 5,
      }),
      fc.boolean(),
    )
    .map(([steps, isOpen]): Rest[] => {
      let clock = openedAt.getTime();
      return steps.map(([run, rest], index) => {
        const from = clock + run * MINUTE;
        clock = from + rest * MINUTE;
        const isLast = index === steps.length - 1;
        return { from: new Date(from), to: isLast && isOpen ? null : new Date(clock) };
      });
    });

const scene = instant.chain((openedAt) =>
  fc.record({ openedAt: fc.constant(openedAt), rests: restsAfter(openedAt), minutes }),
);

describe("the clock of a promise", () => {
  const asked = { warnPercent: 80, now: at("2029-01-01T00:00:00Z") };

  it("ends when exactly the promised time has run outside of the rests", () => {
    fc.assert(
      fc.property(scene, ({ openedAt, rests, minutes: count }) => {
        const promisedMs = (count + 1) * MINUTE;
        const { dueAt, warnAt } = promiseClock(time, { ...asked, openedAt, rests, promisedMs });
        const spentAt = (now: Date) =>
          promiseClock(time, { ...asked, openedAt, rests, promisedMs, now }).spentMs;
        if (dueAt === null) {
          // It rests for good, with something left.
          expect(rests.at(-1)?.to).toBeNull();
          expect(spentAt(asked.now)).toBeLessThan(promisedMs);
          return;
        }
        expect(spentAt(dueAt)).toBe(promisedMs);
        expect(spentAt(new Date(dueAt.getTime() - 1))).toBe(promisedMs - 1);
        expect(warnAt && warnAt <= dueAt).toBe(true);
      }),
    );
  });

  it("is moved by a rest by what would have been worked in it, and by a rest at night not at all", () => {
    fc.assert(
      fc.property(scene, ({ openedAt, minutes: count }) => {
        const promisedMs = (count + 1) * MINUTE;
        const plain = promiseClock(time, { ...asked, openedAt, rests: [], promisedMs });
        const rest = { from: openedAt, to: new Date(openedAt.getTime() + 2 * 86_400_000) };
        const rested = promiseClock(time, { ...asked, openedAt, rests: [rest], promisedMs });
        const lost = time.between(rest.from, rest.to);
        expect(rested.dueAt).toEqual(time.after(openedAt, promisedMs + lost));
        const night = { from: at("2026-06-10T20:00:00Z"), to: at("2026-06-11T04:00:00Z") };
        const early = { ...asked, openedAt: at("2026-06-10T09:00:00Z"), promisedMs };
        expect(promiseClock(time, { ...early, rests: [night] }).dueAt).toEqual(
          promiseClock(time, { ...early, rests: [] }).dueAt,
        );
        expect(plain.dueAt && rested.dueAt && plain.dueAt <= rested.dueAt).toBe(true);
      }),
    );
  });

  it("stands while it waits: then nothing is due", () => {
    const rests = [{ from: at("2026-11-23T08:00:00Z"), to: null }];
    const openedAt = at("2026-11-23T07:00:00Z");
    const clock = promiseClock(time, { ...asked, openedAt, rests, promisedMs: 120 * MINUTE });
    expect(clock).toEqual({ dueAt: null, warnAt: null, spentMs: 60 * MINUTE });
  });
});
