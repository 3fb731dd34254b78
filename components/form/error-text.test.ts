import { describe, expect, it } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import { codedError, messageKey } from "./error-text";

describe("codedError", () => {
  it("finds the code in a tRPC error", () => {
    const domain = { code: "cases.not_found", params: { refNo: "1/2026" }, kind: "not_found" };
    expect(codedError({ message: "x", data: { code: "NOT_FOUND", domain } })).toEqual({
      code: "cases.not_found",
      params: { refNo: "1/2026" },
    });
  });

  it("finds it in a DomainError and in a finding", () => {
    expect(codedError(new DomainError("conflict", "cases.taken", { refNo: "7" }))).toEqual({
      code: "cases.taken",
      params: { refNo: "7" },
    });
    expect(codedError({ code: "kernel.day_empty" })).toEqual({
      code: "kernel.day_empty",
      params: {},
    });
  });

  it("takes a transport's own code for no code of ours", () => {
    expect(codedError({ data: { code: "UNAUTHORIZED", domain: null } })).toBeNull();
    expect(codedError({ code: "ECONNREFUSED" })).toBeNull();
    expect(codedError("boom")).toBeNull();
    expect(codedError(null)).toBeNull();
  });
});

it("messageKey puts the reason under errors", () => {
  expect(messageKey("cases.not_found")).toBe("cases.errors.not_found");
});
