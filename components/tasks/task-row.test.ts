import { describe, expect, it } from "vitest";
import { taskFilterOf, taskListInput } from "./task-row";

const input = (q: string, bucket: string, who: string) =>
  taskListInput({ q, filters: { bucket, who }, sort: null });

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

  it("reads the order, and knows no other than the server does", () => {
    const sorted = (sort: string) => taskListInput({ q: "", filters: {}, sort });
    expect(sorted("-priority")).toMatchObject({ sort: "priority", order: "desc" });
    expect(sorted("refNo")).toMatchObject({ sort: "refNo", order: "asc" });
    expect(sorted("-nonsense")).toEqual({ bucket: "all", assignee: "me" });
    expect(taskFilterOf({ q: "", filters: {}, sort: "-due" })).toEqual({
      ...{ bucket: "all", assignee: "me" },
    });
  });

  it("falls back to one's own open tasks", () => {
    for (const who of ["", "me", "-1", "1.5", "x"]) {
      expect(input("", "nonsense", who)).toEqual({ bucket: "all", assignee: "me" });
    }
  });
});
