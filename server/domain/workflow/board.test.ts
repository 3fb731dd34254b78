import { describe, expect, it } from "vitest";
import { boardColumns, boardWays } from "./board";
import {
  compiled,
  names,
  rawDefinition,
  rawDocuments,
  state,
  transition,
} from "./testing/definitions";

const column = (code: string, more = {}) => ({ code, names: names(code), ...more });

describe("a board", () => {
  it("has the named columns first, then states of their own; null is on no board", () => {
    const definitions = compiled(
      rawDefinition({
        boardColumns: [column("end", { hideAfterDays: 30 }), column("empty")],
        states: [
          state("open"),
          state("working", { boardColumn: null }),
          state("done", { final: true, boardColumn: "end" }),
        ],
      }),
    );
    expect(boardColumns(definitions)).toEqual([
      { code: "end", names: names("end"), states: ["done"], hideAfterDays: 30 },
      expect.objectContaining({ code: "open", states: ["open"], hideAfterDays: null }),
    ]);
  });

  it("joins the states of all variants of a category", () => {
    const all = boardColumns(compiled(...rawDocuments())).flatMap(({ states }) => states);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(0);
  });

  it("offers a role its own ways alone, stars spelled out", () => {
    const definitions = compiled(
      rawDefinition({
        transitions: [
          transition("start", ["open"], "working", { roles: ["supervisor"] }),
          transition("finish", ["working"], "done", { requiresResolution: true }),
        ],
      }),
    );
    const of = (role: "operator" | "supervisor") =>
      boardWays(definitions, role).map((way) => [way.transition, way.from, way.needsResolution]);
    expect(of("supervisor")).toContainEqual(["start", "open", false]);
    expect(of("operator")).not.toContainEqual(["start", "open", false]);
    expect(of("operator")).toContainEqual(["finish", "working", true]);
  });
});
