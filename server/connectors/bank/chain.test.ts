import { describe, expect, test } from "vitest";
import { type ChainLink, chainFindings } from "./chain";
import type { StatementHead } from "./statement";
import { readStatements } from "./testing/read";
import { writeAbo } from "./testing/write-abo";
import { STATEMENT } from "./testing/written";

const BEFORE: ChainLink = {
  number: "7",
  currency: "CZK",
  closingMinor: 500,
  closedOn: "2026-07-07",
};
const NEXT: StatementHead = {
  format: "abo",
  encoding: "ascii",
  account: "1/0100",
  currency: "CZK",
  number: "8",
  openedOn: "2026-07-07",
  closedOn: "2026-07-08",
  openingMinor: 500,
};

describe("a statement behind another", () => {
  const gap = { code: "bank.number_gap", params: { previous: "7", next: "10" } };
  const differs = {
    code: "bank.opening_differs",
    params: { statedMinor: 499, countedMinor: 500, differenceMinor: -1 },
  };

  test.each<[string, Partial<ChainLink>, Partial<StatementHead>, object[]]>([
    ["the next one", {}, {}, []],
    ["of a number further on", {}, { number: "10" }, [gap]],
    ["of a number further on, whatever its balance", {}, { number: "10", openingMinor: 1 }, [gap]],
    ["of another balance", {}, { openingMinor: 499 }, [differs]],
    ["of no number", { number: null }, { number: null, openingMinor: 499 }, [differs]],
    ["of a number that is none", {}, { number: "8/1", openingMinor: 499 }, [differs]],
    ["the same again", {}, { number: "7", openedOn: "2026-07-06", openingMinor: 1 }, []],
    ["an older one", {}, { number: "6", openedOn: "2026-07-05", openingMinor: 1 }, []],
    [
      "older, of no number",
      { number: null },
      { number: null, openedOn: "2026-07-01", openingMinor: 1 },
      [],
    ],
    [
      "the first of the next year",
      { closedOn: "2026-12-31" },
      { number: "1", openedOn: "2026-12-31", closedOn: "2027-01-02" },
      [],
    ],
    [
      "the first of the next year, of another balance",
      { closedOn: "2026-12-31" },
      { number: "1", openedOn: "2026-12-31", closedOn: "2027-01-02", openingMinor: 499 },
      [differs],
    ],
    ["an advice", {}, { number: null, openingMinor: null, openedOn: null }, []],
    ["of another currency", {}, { currency: "EUR", openingMinor: 1 }, []],
  ])("%s", (_, before, next, findings) => {
    expect(chainFindings({ ...BEFORE, ...before }, { ...NEXT, ...next })).toEqual(findings);
  });
});

test("statements of one file are compared by account", async () => {
  const one = { ...STATEMENT, movements: [] };
  const bytes = writeAbo([
    one,
    { ...one, account: "19-2000145399/0800", number: "99" },
    { ...one, number: "9", openedOn: one.closedOn },
  ]);
  const read = await readStatements(bytes, { ownAccounts: ["2600000003/2010"] });
  const codes = read.map(({ end }) => end.findings.map(({ code }) => code));
  expect(codes).toEqual([
    ["bank.currency_assumed"],
    ["bank.currency_assumed"],
    ["bank.currency_assumed", "bank.number_gap"],
  ]);
});
