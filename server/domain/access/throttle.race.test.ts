import { describe, expect, it } from "vitest";
import { openDesk } from "../testing";
import {
  claimAttempt,
  type Doorstep,
  forgetFailures,
  lockMinutes,
  releaseAttempt,
} from "./throttle";

const desk = await openDesk();
const log = { info: () => undefined, error: () => undefined };
const doorAt = (minutes: number): Doorstep => ({
  db: desk.db,
  keys: desk.keys,
  log,
  now: new Date(desk.now.getTime() + minutes * 60_000),
});
const door = doorAt(0);

describe("the lock-out", () => {
  it("lets exactly the free attempts through when sixty come at once", async () => {
    const claims = await Promise.all(
      Array.from({ length: 60 }, () => claimAttempt(door, "email", "race@test.example")),
    );
    expect(claims.filter((claim) => !claim.isLocked)).toHaveLength(5);
  });

  it("grows from attempt to attempt, and one of many at its end passes", async () => {
    let minute = 0;
    for (let free = 0; free < 4; free += 1) await claimAttempt(door, "email", "grow@test.example");
    for (const lock of [1, 2, 4, 8]) {
      const claim = await claimAttempt(doorAt(minute), "email", "grow@test.example");
      expect(claim).toMatchObject({
        isLocked: false,
        attempt: { lockedUntil: doorAt(minute + lock).now },
      });
      const early = await claimAttempt(doorAt(minute + lock - 0.01), "email", "grow@test.example");
      expect(early).toEqual({ isLocked: true, lockedUntil: doorAt(minute + lock).now });
      minute += lock;
    }
    const atOnce = await Promise.all(
      Array.from({ length: 10 }, () => claimAttempt(doorAt(minute), "email", "grow@test.example")),
    );
    expect(atOnce.filter((claim) => !claim.isLocked)).toHaveLength(1);
  });

  it("does not tell case and spaces of an e-mail apart, but accounts from addresses", async () => {
    for (const text of ["a@x.cz", " A@X.cz", "a@x.CZ ", "a@x.cz", "a@x.cz"]) {
      expect((await claimAttempt(door, "email", text)).isLocked).toBe(false);
    }
    expect((await claimAttempt(door, "email", "A@x.cz")).isLocked).toBe(true);
    expect((await claimAttempt(door, "address", "a@x.cz")).isLocked).toBe(false);
  });

  it("is forgotten after two days, not after a day", async () => {
    for (let count = 0; count < 5; count += 1) await claimAttempt(door, "email", "old@x.cz");
    const nextDay = await claimAttempt(doorAt(24 * 60), "email", "old@x.cz");
    expect(nextDay).toMatchObject({ isLocked: false, attempt: { failures: 6 } });
    const later = await claimAttempt(doorAt(73 * 60), "email", "old@x.cz");
    expect(later).toMatchObject({ isLocked: false, attempt: { failures: 1, lockedUntil: null } });
  });

  it("released, takes back its own count and lock, but not a later one's", async () => {
    const claims = [];
    for (let count = 0; count < 5; count += 1) {
      claims.push(await claimAttempt(door, "email", "release@x.cz"));
    }
    const [fourth, fifth] = [claims[3], claims[4]];
    if (!fourth || fourth.isLocked || !fifth || fifth.isLocked) throw new Error("locked too early");
    await releaseAttempt(door, fourth.attempt);
    expect((await claimAttempt(door, "email", "release@x.cz")).isLocked).toBe(true);
    await releaseAttempt(door, fifth.attempt);
    const next = await claimAttempt(door, "email", "release@x.cz");
    expect(next).toMatchObject({ isLocked: false, attempt: { failures: 4, lockedUntil: null } });
    if (!next.isLocked) await forgetFailures(door, next.attempt);
    expect(await claimAttempt(door, "email", "release@x.cz")).toMatchObject({
      attempt: { failures: 1 },
    });
  });
});

it.each([
  [1, 0],
  [4, 0],
  [5, 1],
  [6, 2],
  [7, 4],
  [15, 1_024],
  [16, 1_440],
  [500, 1_440],
])("after %d failures %d minutes, and the database says the same", async (failures, minutes) => {
  expect(lockMinutes(failures, 5)).toBe(minutes);
  const key = desk.keys.hash("sign-in:email", `same-${failures}@x.cz`);
  const nobody = { tenantId: null, actorKind: "system", actorId: null, accessGroupIds: [] };
  if (failures > 1) {
    await desk.db.begin(
      nobody,
      ({ sql }) => sql`insert into sign_in_throttles (key, failures, last_failed_at)
        values (${key}, ${failures - 1}, ${door.now})`,
    );
  }
  const claim = await claimAttempt(door, "email", `same-${failures}@x.cz`);
  const lockedUntil = minutes === 0 ? null : doorAt(minutes).now;
  expect(claim).toMatchObject({ isLocked: false, attempt: { failures, lockedUntil } });
});
