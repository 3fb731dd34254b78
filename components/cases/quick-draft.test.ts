import { describe, expect, it } from "vitest";
import { namesMissing, noQuickDraft, type QuickDraft, quickGaps, quickValues } from "./quick-draft";

const field = (key: string, type: "text" | "choice" | "money", codes: string[] = []) => ({
  ...{ key, type, isQuick: true, choices: codes.map((code) => ({ code })) },
});
const deal = {
  ownerRequired: false,
  fields: [field("name", "text"), field("budget", "money"), field("source", "choice", ["web"])],
};
const assignment = {
  ownerRequired: true,
  fields: [
    field("name", "text"),
    field("budget", "text"),
    field("source", "choice", ["phone"]),
    { ...field("outcome", "text"), isQuick: false },
  ],
};
const typed: QuickDraft = {
  ...noQuickDraft,
  fields: {
    name: { type: "text", value: "Lhota" },
    budget: { type: "money", value: 100 },
    source: { type: "choice", value: "web" },
    outcome: { type: "text", value: "x" },
  },
};

describe("what was typed into the quick form", () => {
  it("goes over to another category where it has the same field, and comes back whole", () => {
    expect(quickValues(deal, typed)).toEqual({ name: "Lhota", budget: 100, source: "web" });
    expect(quickValues(assignment, typed)).toEqual({ name: "Lhota" });
  });

  it("names the case by one of the fields meant for it, or by a party", () => {
    const process = { ...deal, titleFields: ["name", "source", "outcome"] };
    const missing = (name: string, hasParty = false) =>
      namesMissing(process, { values: { name, budget: 5 }, hasParty });
    expect(missing(" ")).toEqual(["name", "source"]);
    expect([missing("Lhota"), missing("", true)]).toEqual([[], []]);
    expect(namesMissing({ ...deal, titleFields: [] }, { values: {}, hasParty: false })).toEqual([]);
  });

  it("is checked before it is sent: empty fields in their order, the owner last", () => {
    const isRequired = (key: string) => key !== "source";
    const gaps = (values: Record<string, string | null>, ownerId: number | null) =>
      quickGaps(assignment, { values, ownerId }, isRequired);
    expect(gaps({ name: " " }, null)).toEqual(["name", "budget", "owner"]);
    expect(gaps({ name: "a", budget: "b", outcome: null }, 1)).toEqual([]);
    expect(quickGaps(deal, { values: {}, ownerId: null }, () => false)).toEqual([]);
  });
});
