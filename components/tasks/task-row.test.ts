import { describe, expect, it } from "vitest";
import { taskListInput } from "./task-row";

const input = (q: string, bucket: string, who: string) =>
  taskListInput({ q, filters: { bucket, who } });

describe("taskListInput", () => {
  it("reads bucket, person and search from the URL", () => {
    expect(input(" novák ", "overdue", "12")).toEqual({
      bucket: "overdue",
      assignee: 12,
      text: "novák",
    });
    expect(input("", "snoozed", "none")).toEqual({ bucket: "snoozed", assignee: "none" });
    expect(input("", "", "anyone")).toEqual({ bucket: "all", assignee: "anyone" });
  });

  it("falls back to one's own open tasks", () => {
    for (const who of ["", "me", "-1", "1.5", "x"]) {
      expect(input("", "nonsense", who)).toEqual({ bucket: "all", assignee: "me" });
    }
  });
});
