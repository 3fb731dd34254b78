import { describe, expect, it } from "vitest";
import { systemEventOf } from "./system-event";

describe("systemEventOf", () => {
  it("knows what the program writes", () => {
    const known = [
      { code: "case.moved", params: { from: "new", to: "closed", transition: "close" } },
      { code: "proceeding.added", params: { kind: "court", courtFileMark: null } },
      { code: "workflow.note", params: { names: { cs: "Uhrazeno", en: "Paid" } } },
    ];
    expect(known.map((data) => systemEventOf(data)?.code)).toEqual(known.map(({ code }) => code));
  });

  it("takes nothing else for an event", () => {
    for (const data of [null, {}, { code: "case.moved", params: {} }, { code: "x", params: {} }]) {
      expect(systemEventOf(data)).toBeNull();
    }
  });
});
