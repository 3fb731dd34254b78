import { describe, expect, it } from "vitest";
import { mergeDefinition } from "./merge";
import { compiledOne, names, rawDefinition, state, transition } from "./testing/definitions";

describe("mergeDefinition", () => {
  it("leaves everything as it is without an override", () => {
    const base = rawDefinition();
    expect(mergeDefinition(base, undefined)).toBe(base);
    expect(mergeDefinition(base, {})).toEqual(base);
  });

  it("overrides one property of one state and keeps the rest", () => {
    const merged = compiledOne(
      mergeDefinition(rawDefinition(), {
        version: 2,
        states: [{ code: "working", names: { cs: "Pracuje se" } }],
      }) as Record<string, unknown>,
    );
    expect(merged.version).toBe(2);
    expect(merged.states.map((each) => each.code)).toEqual(["open", "working", "done"]);
    const working = merged.states[1];
    expect(working?.names).toEqual({ ...names("Stav working"), cs: "Pracuje se" });
  });

  it("adds entries at the end and takes entries away", () => {
    const override = {
      states: [state("paused"), { code: "working", remove: true }],
      transitions: [
        { code: "start", to: "paused" },
        transition("finish", ["paused"], "done"),
        { code: "unknown", remove: true },
      ],
    };
    const merged = compiledOne(
      mergeDefinition(rawDefinition(), override) as Record<string, unknown>,
    );
    expect(merged.states.map((each) => each.code)).toEqual(["open", "done", "paused"]);
    expect(merged.transitions.map(({ code, to }) => [code, to])).toEqual([
      ["start", "paused"],
      ["finish", "done"],
    ]);
  });

  it("adds aliases together but replaces other lists whole", () => {
    const base = { aliases: ["a", "b"], openRoles: ["operator", "supervisor"] };
    const override = { aliases: ["b", "c"], openRoles: ["administrator"] };
    expect(mergeDefinition(base, override)).toEqual({
      aliases: ["a", "b", "c"],
      openRoles: ["administrator"],
    });
  });

  it("changes neither side", () => {
    const base = rawDefinition();
    const copy = structuredClone(base);
    mergeDefinition(base, { states: [{ code: "open", remove: true }] });
    expect(base).toEqual(copy);
  });
});
