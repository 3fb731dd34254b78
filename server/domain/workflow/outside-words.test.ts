import { expect, it } from "vitest";
import { processCatalogue } from "./load";
import { isOutcome, takesOutsideWords } from "./outside-words";

const deal = processCatalogue().categories.find(({ category }) => category === "deal");
const keysOf = (isAsked: typeof takesOutsideWords) =>
  (deal?.fields ?? []).filter(isAsked).map(({ key }) => key);

it("words from outside say who asks and for what, never what came of it", () => {
  const filled = keysOf(takesOutsideWords);
  expect(filled).toEqual(expect.arrayContaining(["contactName", "siteEmail", "description"]));
  for (const key of ["discountResult", "discountCurrency", "refusalReason", "budget"]) {
    expect([key, filled.includes(key)]).toEqual([key, false]);
  }
  expect(keysOf(isOutcome)).toEqual([
    ...["refusalReason", "discountResult", "discountPercent", "discountAmount", "discountCurrency"],
  ]);
});
