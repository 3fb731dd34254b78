import { describe, expect, it } from "vitest";
import { instalmentState, promiseState, scheduleState } from "./standing";

const today = "2026-11-22";

describe("an instalment", () => {
  it.each([
    ["paid", "2026-11-01", 100],
    ["paid", "2027-11-01", 100],
    ["overdue", "2026-11-18", 0],
    ["overdue", "2026-11-18", 99],
    ["late", "2026-11-19", 0],
    ["late", "2026-11-21", 50],
    ["soon", "2026-11-22", 0],
    ["soon", "2026-11-29", 0],
    ["partial", "2026-11-22", 1],
    ["partial", "2027-01-22", 1],
    ["planned", "2026-11-30", 0],
  ])("is %s: due %s, paid %i of 100", (state, dueOn, paidMinor) => {
    const standing = instalmentState(
      { dueOn, amountMinor: 100, paidMinor },
      { graceDays: 3, today },
    );
    expect(standing).toBe(state);
  });
});

describe("a schedule", () => {
  it.each([
    ["paid", { isEnded: false, nextDueOn: null }],
    ["paid", { isEnded: true, nextDueOn: null }],
    ["ended", { isEnded: true, nextDueOn: "2026-01-01" }],
    ["overdue", { isEnded: false, nextDueOn: "2026-11-18" }],
    ["running", { isEnded: false, nextDueOn: "2026-11-19" }],
  ])("is %s", (state, given) => {
    expect(scheduleState({ ...given, graceDays: 3 }, today)).toBe(state);
  });
});

describe("a promise", () => {
  it.each([
    ["kept", "2026-11-01", 100],
    ["kept", "2026-12-01", 120],
    ["open", "2026-11-22", 0],
    ["open", "2026-11-19", 99],
    ["broken", "2026-11-18", 99],
  ])("is %s: due %s, paid %i of 100", (state, dueOn, paidMinor) => {
    expect(promiseState({ dueOn, graceDays: 3, amountMinor: 100, paidMinor }, today)).toBe(state);
  });
});
