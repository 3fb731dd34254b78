import { describe, expect, it, vi } from "vitest";
import { DomainError, isDomainError } from "./errors";

describe("DomainError", () => {
  it("carries kind, code and params", () => {
    const error = new DomainError("not_found", "cases.not_found", { refNo: "12/2026" });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "DomainError",
      kind: "not_found",
      code: "cases.not_found",
      params: { refNo: "12/2026" },
      retryable: false,
    });
  });

  it("is worth another try only when the outside world failed", () => {
    expect(new DomainError("external", "mail.unreachable").retryable).toBe(true);
    expect(new DomainError("conflict", "cases.stale").retryable).toBe(false);
    const refused = new DomainError({ kind: "external", retryable: false }, "mail.refused");
    expect(refused).toMatchObject({ kind: "external", retryable: false });
  });

  it("keeps its cause", () => {
    const cause = new Error("socket hang up");
    expect(new DomainError({ kind: "external", cause }, "mail.unreachable").cause).toBe(cause);
    expect("cause" in new DomainError("invalid", "x.y")).toBe(false);
  });

  it("is known across copies of the module", async () => {
    vi.resetModules();
    const copy = await import("./errors");
    expect(copy.DomainError).not.toBe(DomainError);
    expect(isDomainError(new copy.DomainError("invalid", "x.y"))).toBe(true);
    expect(copy.isDomainError(new DomainError("invalid", "x.y"))).toBe(true);
  });

  it.each([null, undefined, "x", 1, {}, new Error("x"), { code: "x.y", kind: "invalid" }])(
    "is not %s",
    (value) => {
      expect(isDomainError(value)).toBe(false);
    },
  );
});
