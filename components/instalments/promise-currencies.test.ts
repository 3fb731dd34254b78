import { expect, it } from "vitest";
import { promiseCurrencies } from "./promise-currencies";

const ledger = (owed: Partial<Record<"CZK" | "EUR", number>>) => {
  const totals = Object.entries(owed).map(([currency, balanceMinor]) => ({
    currency: currency as "CZK" | "EUR",
    balanceMinor,
  }));
  return { claims: totals, totals };
};

it.each<[string, ReturnType<typeof ledger>, string[]]>([
  ["both where both are owed, crowns first", ledger({ CZK: 5, EUR: 900 }), ["CZK", "EUR"]],
  ["both, the one still owed first", ledger({ CZK: 0, EUR: 900 }), ["EUR", "CZK"]],
  ["the only one there is", ledger({ EUR: 0 }), ["EUR"]],
  ["both where nothing is owed any more", ledger({ CZK: 0, EUR: 0 }), ["CZK", "EUR"]],
  ["crowns where there is no claim", ledger({}), ["CZK"]],
])("a promise may be in %s", (_, given, expected) => {
  expect(promiseCurrencies(given)).toEqual(expected);
});
