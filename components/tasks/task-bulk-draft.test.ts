import { describe, expect, it } from "vitest";
import { reversalRequest } from "../claims/reversal-draft";
import { taskBulkRequest } from "./task-bulk-draft";

const empty = { assigneeId: null, day: null, result: " " };

describe("what is asked for many tasks", () => {
  it("waits for a day and for a result", () => {
    for (const kind of ["reschedule", "snooze", "resolve"] as const) {
      expect(taskBulkRequest(kind, empty)).toBeNull();
    }
  });

  it("takes tasks from everybody, wakes them, and puts them off till the morning", () => {
    expect(taskBulkRequest("reassign", empty)).toEqual({
      ...{ action: "reassign", params: { assigneeId: null } },
    });
    expect(taskBulkRequest("wake", empty)).toEqual({ action: "snooze", params: { until: null } });
    const draft = { ...empty, day: "2026-12-01" };
    expect(taskBulkRequest("snooze", draft)?.params).toEqual({ until: "2026-12-01T06:00:00.000Z" });
    expect(taskBulkRequest("reschedule", draft)?.params).toEqual({ dueOn: "2026-12-01" });
  });
});

describe("what is asked to take many payments back", () => {
  it("has a reason, and for a bounce its day", () => {
    const draft = { kind: "correction", valueOn: "2026-12-01", reason: " omyl " } as const;
    expect(reversalRequest(draft)?.params).toEqual({ kind: "correction", reason: "omyl" });
    expect(reversalRequest({ ...draft, reason: " " })).toBeNull();
    const bounce = { ...draft, kind: "bounce" } as const;
    expect(reversalRequest(bounce)?.params).toMatchObject({ valueOn: "2026-12-01" });
    expect(reversalRequest({ ...bounce, valueOn: null })).toBeNull();
  });
});
