import { describe, expect, it } from "vitest";
import { systemEventOf } from "./system-event";

describe("systemEventOf", () => {
  it("knows what the program writes", () => {
    const known = [
      { code: "case.moved", params: { from: "new", to: "closed", transition: "close" } },
      { code: "proceeding.added", params: { kind: "court", courtFileMark: null } },
      {
        code: "claim.created",
        params: { amountMinor: 100, currency: "CZK", variableSymbol: null, dueOn: "2026-01-31" },
      },
      {
        code: "claim.charged",
        params: { kind: "fee", amountMinor: 100, currency: "EUR", valueOn: "2026-01-31" },
      },
      { code: "import.claims", params: { count: 2, czkMinor: 100, eurMinor: 0, importId: 1 } },
      { code: "message.left_out", params: { channel: "letter", names: "tabulka.xlsx" } },
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
