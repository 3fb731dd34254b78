import { describe, expect, it } from "vitest";
import { listClaimsInput, listPaymentsInput } from "@/server/domain/claims/inputs";
import { claimListInput, paymentListInput } from "./claim-query";

const query = (filters: Record<string, string>, sort: string | null = null, q = "") => ({
  q,
  sort,
  filters,
});

describe("claimListInput", () => {
  it("reads every filter and the sort", () => {
    const input = claimListInput(
      query(
        {
          state: "overdue",
          currency: "EUR",
          due: "2026-01-01..",
          balance: "100000..200000",
          group: "7",
          vs: " 123 ",
          import: "3",
        },
        "-balance",
        "novak",
      ),
    );
    expect(input).toEqual({
      filter: {
        ...{ text: "novak", state: "overdue", currency: "EUR", groupId: 7, importId: 3 },
        ...{ dueFrom: "2026-01-01", dueTo: undefined, variableSymbol: "123" },
        ...{ balanceMinMinor: 100_000, balanceMaxMinor: 200_000 },
      },
      sort: "balance",
      order: "desc",
    });
    expect(listClaimsInput.safeParse(input).success).toBe(true);
  });

  it("leaves out what makes no sense", () => {
    const input = claimListInput(query({ state: "x", currency: "USD", group: "-1" }, "name"));
    expect(Object.values(input.filter ?? {}).filter((value) => value !== undefined)).toEqual([]);
    expect(input.sort).toBeUndefined();
  });
});

it("paymentListInput reads its own", () => {
  const input = paymentListInput(
    query(
      { state: "reversed", value: "..2026-02-01", amount: "5..", vs: "12345678901234" },
      "amount",
    ),
  );
  expect(input).toMatchObject({
    filter: { state: "reversed", valueTo: "2026-02-01", amountMinMinor: 5 },
    sort: "amount",
    order: "asc",
  });
  expect(input.filter?.variableSymbol).toHaveLength(10);
  expect(listPaymentsInput.safeParse(input).success).toBe(true);
});
