import { describe, expect, it } from "vitest";
import type { FieldValue } from "./facts";
import { fieldRules, refusedChanges, validateFields, visibleValues } from "./fields";
import { compiled, compiledOne, names, rawDefinition, rawDocuments } from "./testing/definitions";

const field = (key: string, type: string, more: object = {}) => ({
  key,
  type,
  names: names(key),
  ...more,
});

const definition = compiledOne(
  rawDefinition({
    fields: [
      field("title", "text", { required: true, maxLength: 5 }),
      field("memo", "note"),
      field("amount", "money", { min: 0, max: 1000 }),
      field("dueOn", "day", { required: { states: ["working"] } }),
      field("kind", "choice", { choices: [{ code: "a", names: names("A") }] }),
      field("debtor", "party"),
      field("lawyer", "user"),
      field("scan", "file"),
      field("isUrgent", "boolean"),
      field("rate", "number", { min: 0 }),
      field("secret", "text", { hidden: { roles: ["operator"] }, required: true }),
      field("fixed", "text", {
        readOnly: [{ roles: ["operator"] }, { states: ["done"] }],
        required: { states: ["done"] },
      }),
    ],
  }),
);

const operator = { state: "open", role: "operator" } as const;
const supervisor = { state: "open", role: "supervisor" } as const;

describe("fieldRules", () => {
  const rules = (state: string, role: "operator" | "supervisor" | "readOnly" | null) =>
    fieldRules(definition, { state, role });

  it("depend on state and role", () => {
    expect(rules("open", "operator").dueOn?.isRequired).toBe(false);
    expect(rules("working", "operator").dueOn?.isRequired).toBe(true);
    expect(rules("open", "operator").secret?.isHidden).toBe(true);
    expect(rules("open", "supervisor").secret?.isHidden).toBe(false);
    expect(rules("open", "operator").fixed?.isReadOnly).toBe(true);
    expect(rules("open", "supervisor").fixed?.isReadOnly).toBe(false);
    expect(rules("done", "supervisor").fixed?.isReadOnly).toBe(true);
  });

  it("leave nothing to write to those who only read", () => {
    const all = Object.values(rules("open", "readOnly"));
    expect(all.every((rule) => rule.isReadOnly)).toBe(true);
  });

  it("bound to roles do not bind the system", () => {
    expect(rules("open", null).fixed?.isReadOnly).toBe(false);
    expect(rules("done", null).fixed?.isReadOnly).toBe(true);
  });

  it("fix the field that chose the process once the case is on its way, in every variant", () => {
    for (const process of compiled(...rawDocuments())) {
      const at = (state: string) => fieldRules(process, { state, role: "supervisor" });
      expect(at("preparation").documentType?.isReadOnly).toBe(false);
      expect(at("archived").documentType?.isReadOnly).toBe(true);
    }
  });
});

describe("validateFields", () => {
  it("accepts sound values", () => {
    const values = {
      title: "Spis",
      memo: "x".repeat(600),
      amount: 1000,
      dueOn: "2026-02-28",
      kind: "a",
      debtor: 7,
      lawyer: 3,
      scan: 9,
      isUrgent: false,
      rate: 8.5,
    };
    expect(validateFields(definition, values, operator)).toEqual([]);
  });

  it.each<[string, FieldValue, string]>([
    ["title", "příliš dlouhé", "field_too_long"],
    ["title", 5, "field_type"],
    ["amount", 10.5, "field_type"],
    ["amount", "100", "field_type"],
    ["amount", Number.MAX_SAFE_INTEGER + 1, "field_type"],
    ["amount", -1, "field_below"],
    ["amount", 1001, "field_above"],
    ["dueOn", "2026-02-30", "field_type"],
    ["dueOn", "30. 1. 2026", "field_type"],
    ["kind", "b", "unknown_choice"],
    ["debtor", 0, "field_type"],
    ["lawyer", 1.5, "field_type"],
    ["scan", "file", "field_type"],
    ["isUrgent", "ano", "field_type"],
    ["rate", Number.NaN, "field_type"],
    ["rate", -0.1, "field_below"],
    ["nonsense", "x", "unknown_field"],
  ])("refuses %s = %j", (key, value, code) => {
    const findings = validateFields(definition, { title: "Spis", [key]: value }, operator);
    expect(findings.map((each) => [each.field, each.code])).toEqual([[key, `workflow.${code}`]]);
  });

  it("asks for required values, but not for those the role cannot see or write", () => {
    const missing = (place: Parameters<typeof validateFields>[2]) =>
      validateFields(definition, { title: " " }, place).map((each) => each.field);
    expect(missing(operator)).toEqual(["title"]);
    expect(missing(supervisor)).toEqual(["title", "secret"]);
    expect(missing({ state: "working", role: "operator" })).toEqual(["title", "dueOn"]);
    expect(missing({ state: "done", role: "supervisor" })).toEqual(["title", "secret"]);
  });
});

describe("what a role may not touch", () => {
  it("is refused when it changes, and only then", () => {
    const before = { fixed: "a", secret: "b", title: "c" };
    const same = { ...before, title: "d", memo: null };
    expect(refusedChanges(definition, { before, after: same }, operator)).toEqual([]);
    const after = { ...before, fixed: "z", secret: null };
    const refused = refusedChanges(definition, { before, after }, operator);
    expect(refused.map((each) => each.field)).toEqual(["secret", "fixed"]);
    expect(refusedChanges(definition, { before, after }, supervisor)).toEqual([]);
  });

  it("is not shown when hidden", () => {
    const values = { title: "a", secret: "b" };
    expect(visibleValues(definition, values, operator)).toEqual({ title: "a" });
    expect(visibleValues(definition, values, supervisor)).toEqual(values);
  });
});
