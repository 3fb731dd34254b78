import { describe, expect, it } from "vitest";
import { type Known, verdictsOf } from "./resolve";

const said = {
  ...{ caseRef: null, registrationNo: "25596641", birthNumberHash: null, counterpartyName: null },
  ...{ variableSymbol: null, amountMinor: 100 },
};
const nobody: Known = { isKnown: false, cases: 0, caseId: null, claimId: null, owedMinor: 0 };
const one: Known = { isKnown: true, cases: 1, caseId: 7, claimId: 70, owedMinor: 150 };
const two: Known = { ...one, cases: 2, caseId: null, claimId: null };
const none: Known = { ...nobody, isKnown: true };

describe("the verdict on a payment by its counterparty", () => {
  it.each([
    ["is certain for one case", said, one, "counterparty"],
    ["also with a symbol of its own", { ...said, variableSymbol: "5" }, one, "counterparty"],
    ["waits for several cases", said, two, "several_cases"],
    ["waits where nothing is owed", said, none, "nothing_owed"],
    ["waits for somebody unknown", said, nobody, "unknown_counterparty"],
    [
      "waits for a mere name",
      { ...said, registrationNo: null, counterpartyName: "Jan" },
      nobody,
      "unknown_counterparty",
    ],
    ["is left to the symbol of somebody unknown", { ...said, variableSymbol: "5" }, nobody, null],
    ["is left to the symbol among several", { ...said, variableSymbol: "5" }, two, null],
    ["is none where nobody is named", { ...said, registrationNo: null }, nobody, null],
  ])("%s", (_, payment, known, reason) => {
    expect(verdictsOf([payment], [known])[0]?.reason ?? null).toBe(reason);
  });

  it("counts what the page's earlier ones pay: the last may overpay, the next waits", () => {
    const page = [said, said, said, { ...said, variableSymbol: "5" }];
    expect(verdictsOf(page, [one, one, one, one])).toEqual([
      { reason: "counterparty", caseId: 7, claimId: 70 },
      { reason: "counterparty", caseId: 7, claimId: 70 },
      { reason: "nothing_owed", caseId: null, claimId: null },
      null,
    ]);
  });
});
