import { describe, expect, it } from "vitest";
import { openRequestInput } from "@/server/domain/requests/inputs";
import { fieldFaults, isSessionOver } from "./faults";

/** An error as tRPC's client hands it over. */
const told = (message: string, data: object) => Object.assign(new Error(message), { data });
const refused = (code: string, params: object = {}) =>
  told(code, { code: "BAD_REQUEST", domain: { code, params, kind: "invalid" } });
const asNamed = (named: string) => named;

describe("what is wrong stands at its field", () => {
  it("as the schema of the procedure says", () => {
    const sent = { subject: " ", kind: "dance", text: "", idempotencyKey: "12345678" };
    const message = openRequestInput.safeParse(sent).error?.message ?? "";
    const error = told(message, { code: "BAD_REQUEST", domain: null });
    expect(fieldFaults(error, asNamed)).toEqual({
      subject: { key: "requiredError" },
      kind: { key: "requiredError" },
      text: { key: "requiredError" },
    });
    expect(fieldFaults(error, (named) => (named === "text" ? "words" : named))).toHaveProperty(
      "words",
    );
  });

  it("as the refusal names it, or its code is known to", () => {
    const phone = refused("kernel.phone_bad_shape", { field: "phones.1", value: "x" });
    expect(fieldFaults(phone, asNamed)).toEqual({
      "phones.1": { key: "kernel.phone_bad_shape", params: { field: "phones.1", value: "x" } },
    });
    const place = (named: string) => (named === "instalments.promise_in_past" ? "dueOn" : named);
    expect(fieldFaults(refused("instalments.promise_in_past"), place)).toEqual({
      dueOn: { key: "instalments.promise_in_past", params: {} },
    });
  });

  it("and nowhere when it speaks of the whole, or is no refusal", () => {
    expect(fieldFaults(refused("portal.bad_credentials"), asNamed)).toEqual({});
    for (const message of ["kernel.unexpected", "[not json", '["text"]', '[{"a":1}]']) {
      expect(fieldFaults(told(message, { code: "BAD_REQUEST" }), asNamed)).toEqual({});
    }
    expect(fieldFaults(new TypeError("Failed to fetch"), asNamed)).toEqual({});
    expect(fieldFaults(null, asNamed)).toEqual({});
  });
});

it("a session is over when the procedure says so, not when the network is away", () => {
  expect(isSessionOver(told("UNAUTHORIZED", { code: "UNAUTHORIZED" }))).toBe(true);
  expect(isSessionOver(told("no", { code: "FORBIDDEN" }))).toBe(false);
  expect(isSessionOver(new TypeError("Failed to fetch"))).toBe(false);
  expect(isSessionOver(null)).toBe(false);
});
