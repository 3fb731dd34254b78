import { describe, expect, it } from "vitest";
import { processCatalogue } from "./load";

const deal = processCatalogue().categories.find(({ category }) => category === "deal");
if (!deal) throw new Error("there is no deal");
const fieldOf = (key: string) => deal.fields.find((field) => field.key === key);

describe("the statuses of a deal", () => {
  it("are eleven, each with a column of its own", () => {
    const codes = [
      ...["not-processed", "first-contact", "needs-gathering", "presentation"],
      ...["offer-preparation", "prototype", "decision-making", "completed", "pause", "refusal"],
      "historical",
    ];
    expect(deal.states.map(({ code }) => code)).toEqual(codes);
    expect(deal.boardColumns.map(({ code }) => code)).toEqual(codes);
    expect(deal.states.map(({ boardColumn }) => boardColumn)).toEqual(codes);
  });

  it("stand in five stages, refusal and pause outside", () => {
    const percents = new Map(deal.stages.map(({ code, percent }) => [code, percent]));
    const at = Object.fromEntries(
      deal.states.map(({ code, stage }) => [code, stage && percents.get(stage)]),
    );
    expect(at).toEqual({
      "not-processed": 0,
      ...{ "first-contact": 20, "needs-gathering": 20 },
      ...{ presentation: 40, "offer-preparation": 40, prototype: 40 },
      ...{ "decision-making": 60, completed: 100 },
      ...{ pause: null, refusal: null, historical: null },
    });
  });

  it("and its journal offers every field as a column", () => {
    const journal = [
      ...["name", "company", "budget", "description", "contactName", "senderEmail"],
      ...["contactPhone", "createdOn", "requestSource", "letter"],
    ];
    for (const key of journal) expect([key, fieldOf(key)?.list]).toEqual([key, true]);
    expect(fieldOf("requestSource")?.choices?.length).toBeGreaterThan(3);
  });

  it("and its form keeps what came from the website", () => {
    const site = deal.fields.filter(({ section }) => section === "site").map(({ key }) => key);
    const campaign = ["utmSource", "utmMedium", "utmCampaign", "utmTerm", "utmContent"];
    expect(site).toEqual(["siteEmail", "cameFrom", "gaId", "ymId", ...campaign, "letter"]);
  });

  it("and an amount says its currency", () => {
    expect(fieldOf("budget")?.currencyField).toBe("budgetCurrency");
    expect(fieldOf("budgetCurrency")?.initially).toBe("czk");
  });
});
