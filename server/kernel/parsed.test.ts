import { expect, it } from "vitest";
import { fail, finding, ok } from "./parsed";

it("answers a value with its warnings", () => {
  expect(ok(1)).toEqual({ ok: true, value: 1, warnings: [] });
  const warnings = [finding("kernel.x")];
  expect(ok(1, warnings)).toEqual({ ok: true, value: 1, warnings });
});

it("does not share the list of warnings between answers", () => {
  const first = ok(1);
  if (first.ok) first.warnings.push(finding("kernel.x"));
  expect(ok(2)).toEqual({ ok: true, value: 2, warnings: [] });
});

it("answers a refusal with its params, and without the key when there are none", () => {
  expect(fail("kernel.x", { value: "a" })).toEqual({
    ok: false,
    finding: { code: "kernel.x", params: { value: "a" } },
  });
  expect("params" in fail("kernel.x").finding).toBe(false);
});
