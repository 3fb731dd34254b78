import { describe, expect, it } from "vitest";
import { compileDefinitions } from "./compile";
import {
  names,
  PARTY_ROLES,
  rawDefinition,
  rawDocuments,
  state,
  transition,
} from "./testing/definitions";

function problems(...raws: unknown[]): string[] {
  const sources = raws.map((raw, index) => ({ source: `f${index}`, raw }));
  const result = compileDefinitions(sources, PARTY_ROLES);
  return result.ok ? [] : result.problems.map(({ path, reason }) => `${path}: ${reason}`);
}

const field = (more: object) => ({ key: "extra", type: "text", names: names("Navíc"), ...more });
const withFields = (...fields: object[]) => rawDefinition({ fields });
const withTransition = (more: object) =>
  rawDefinition({
    transitions: [
      transition("start", ["open"], "working", more as Record<string, unknown>),
      transition("finish", ["working"], "done"),
    ],
  });

describe("a definition", () => {
  it("that holds together has no problems", () => {
    expect(problems(rawDefinition())).toEqual([]);
    expect(problems(...rawDocuments())).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ["nothing at all", null, "f0: (file): "],
    ["an unknown key", rawDefinition({ colour: "red" }), 'Unrecognized key: "colour"'],
    [
      "a missing translation",
      rawDefinition({ names: { cs: "A", sk: "A", en: "A" } }),
      "f0: names.ru: ",
    ],
    [
      "an empty translation, named by its state",
      rawDefinition({
        states: [state("open", { names: { ...names("A"), ru: " " } }), state("working")],
      }),
      "f0: states[open].names.ru: must not be empty",
    ],
    ["an unknown initial state", rawDefinition({ initial: "no" }), 'initial: unknown state "no"'],
    [
      "an unknown target",
      rawDefinition({ transitions: [transition("start", ["open"], "away")] }),
      'transitions[start].to: unknown state "away"',
    ],
    [
      "an unknown start",
      rawDefinition({ transitions: [transition("start", ["nowhere"], "working")] }),
      'transitions[start].from: unknown state "nowhere"',
    ],
    [
      "a transition to itself",
      rawDefinition({ transitions: [transition("start", ["open"], "open")] }),
      "transitions[start]: leads from a state to itself",
    ],
    [
      "an unreachable state",
      rawDefinition({
        states: [state("open"), state("working"), state("done", { final: true }), state("island")],
      }),
      "states[island]: cannot be reached from open",
    ],
    [
      "a final state with an exit",
      rawDefinition({
        states: [state("open"), state("working", { final: true }), state("done", { final: true })],
      }),
      "states[working]: is final but can be left by finish; say reopen: true if that is meant",
    ],
    [
      "a dead end that is not final",
      rawDefinition({ states: [state("open"), state("working"), state("done")] }),
      "states[done]: cannot be left; say final: true if that is meant",
    ],
    [
      "reopen of an open state",
      rawDefinition({
        states: [state("open", { reopen: true }), state("working"), state("done", { final: true })],
      }),
      "states[open].reopen: belongs to final states only",
    ],
    [
      "an alias of two states, blind to case, diacritics and spaces",
      rawDefinition({
        states: [
          state("open", { aliases: ["Mimo Soud"] }),
          state("working", { aliases: ["MIMOSOUD"] }),
          state("done", { final: true }),
        ],
      }),
      'states: the name "mimosoud" means both open and working',
    ],
    [
      "an alias of two fields",
      withFields(field({ aliases: ["Poznamka"] }), field({ key: "b", names: names("Poznámka") })),
      'fields: the name "poznamka" means both extra and b',
    ],
    [
      "an alias of two choices",
      withFields(
        field({
          type: "choice",
          choices: [
            { code: "a", names: names("Ano") },
            { code: "b", names: names("ano") },
          ],
        }),
      ),
      'fields[extra].choices: the name "ano" means both a and b',
    ],
    [
      "the same state twice",
      rawDefinition({
        states: [state("open"), state("open"), state("working"), state("done", { final: true })],
      }),
      "states[open]: is defined twice",
    ],
    ["the same field twice", withFields(field({}), field({})), "fields[extra]: is defined twice"],
    ["choices missing", withFields(field({ type: "choice" })), "fields[extra].choices: belongs to"],
    ["choices misplaced", withFields(field({ choices: [] })), "fields[extra].choices: belongs to"],
    [
      "a currency of text",
      withFields(field({ currency: "CZK" })),
      "fields[extra].currency: belongs",
    ],
    ["an unknown section", withFields(field({ section: "x" })), "fields[extra].section: unknown"],
    [
      "a rule for an unknown state",
      withFields(field({ hidden: { states: ["x"] } })),
      'fields[extra].hidden: unknown state "x"',
    ],
    [
      "no default role",
      rawDefinition({ roles: [{ code: "debtor" }] }),
      "roles: exactly one role must be the default, not 0",
    ],
    [
      "an unnamed role that the catalogue does not know",
      rawDefinition({ roles: [{ code: "stranger", default: true }] }),
      "roles[stranger].names: the role catalogue does not know this role",
    ],
    [
      "an unknown stage",
      rawDefinition({
        states: [state("open", { stage: "x" }), state("working"), state("done", { final: true })],
      }),
      'states[open].stage: unknown stage "x"',
    ],
    [
      "an unknown board column",
      rawDefinition({
        states: [
          state("open", { boardColumn: "x" }),
          state("working"),
          state("done", { final: true }),
        ],
      }),
      'states[open].boardColumn: unknown board column "x"',
    ],
    [
      "an unknown guard, with those there are",
      withTransition({ guards: ["isSunday"] }),
      'transitions[start].guards[0]: unknown guard "isSunday"; there are hasClaims',
    ],
    [
      "a guard's param of the wrong kind",
      withTransition({ guards: [{ name: "daysInState", params: { days: "many" } }] }),
      "transitions[start].guards[0].params.days: daysInState: ",
    ],
    [
      "a guard on an unknown role",
      withTransition({ guards: [{ name: "hasParty", params: { role: "bailiff" } }] }),
      'transitions[start].guards[0]: unknown role "bailiff"',
    ],
    [
      "a guard on an unknown field",
      withTransition({ guards: [{ name: "fieldsFilled", params: { fields: ["x"] } }] }),
      'transitions[start].guards[0]: unknown field "x"',
    ],
    [
      "a guard that needs a day",
      withTransition({
        guards: [{ name: "daysSinceField", params: { field: "subject", days: 1 } }],
      }),
      'transitions[start].guards[0]: unknown field of type day "subject"',
    ],
    [
      "an unknown effect",
      withTransition({ effects: ["sing"] }),
      'transitions[start].effects[0]: unknown effect "sing"',
    ],
    [
      "an effect on an unknown field",
      withTransition({ effects: [{ name: "stampDay", params: { field: "x" } }] }),
      'transitions[start].effects[0]: unknown field of type day "x"',
    ],
    [
      "an effect that needs a person",
      withTransition({ effects: [{ name: "stampActor", params: { field: "subject" } }] }),
      'transitions[start].effects[0]: unknown field of type user "subject"',
    ],
    [
      "a collegial rule for an unknown transition",
      rawDefinition({ collegial: [{ state: "open", action: "vote", gates: ["x"] }] }),
      'collegial[0].gates: unknown transition "x"',
    ],
    [
      "a collegial rule for a transition from elsewhere",
      rawDefinition({ collegial: [{ state: "open", action: "vote", gates: ["finish"] }] }),
      "collegial[0].gates: finish does not start from open",
    ],
    ["selectBy alone", rawDefinition({ selectBy: { field: "a", value: "b" } }), "variantOf: "],
  ])("with %s is refused with its path and reason", (_, raw, expected) => {
    expect(problems(raw).join("\n")).toContain(expected);
  });

  it("reports all problems at once", () => {
    const raw = rawDefinition({ initial: "no", roles: [{ code: "debtor" }] });
    expect(problems(raw)).toHaveLength(2);
  });
});

describe("a set of definitions", () => {
  it("may not call two categories by one name", () => {
    const other = rawDefinition({ category: "trip", aliases: ["pochuzka"] });
    expect(problems(rawDefinition(), other).join()).toContain(
      '"pochuzka" means both errand and trip',
    );
  });

  it("may not have two definitions of one code", () => {
    expect(problems(rawDefinition(), rawDefinition()).join()).toContain(
      "two definitions have this code",
    );
  });

  const [base, contract, order] = rawDocuments();

  it.each<[string, object, string]>([
    ["no base", { variantOf: "letter" }, 'there is no base definition "letter"'],
    ["another category", { category: "letter" }, "differs from document of its base"],
    ["another initial state", { initial: "approval" }, "differs from preparation of its base"],
    [
      "a value taken by another",
      { selectBy: { field: "documentType", value: "order" } },
      "selects the same value as document-order",
    ],
    [
      "an unknown value",
      { selectBy: { field: "documentType", value: "novel" } },
      'selectBy.value: unknown choice "novel"',
    ],
    [
      "a field that is no choice",
      { selectBy: { field: "sum", value: "order" } },
      "selectBy.field: sum must be a field of type choice",
    ],
  ])("refuses a variant with %s", (_, change, expected) => {
    expect(problems(base, { ...contract, ...change }, order).join("\n")).toContain(expected);
  });
});
