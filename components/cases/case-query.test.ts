import { describe, expect, it } from "vitest";
import { emptyQuery } from "../table/list-query";
import { caseListInput } from "./case-query";

const filterOf = (filters: Record<string, string>) =>
  caseListInput({ ...emptyQuery, filters }).filter;

describe("what the list asks for", () => {
  it("is nothing but what stands in the URL", () => {
    const { filter, ...rest } = caseListInput(emptyQuery);
    expect(Object.values(filter ?? {}).filter((value) => value !== undefined)).toEqual([]);
    expect(rest).toEqual({});
  });

  it("reads filters of every kind", () => {
    expect(
      filterOf({
        category: "collection",
        state: "new,court",
        group: "3,5",
        owner: "me,none,7",
        tag: "vip",
        overdue: "1",
        unproven: "1",
        balance: "1000..",
        opened: "2026-01-01..2026-01-31",
        archived: "only",
        party: "12",
      }),
    ).toMatchObject({
      category: "collection",
      states: ["new", "court"],
      groupIds: [3, 5],
      owners: ["me", "none", 7],
      tags: ["vip"],
      isOverdue: true,
      lacksProof: true,
      balanceMinMinor: 1000,
      balanceMaxMinor: undefined,
      openedFrom: "2026-01-01",
      openedTo: "2026-01-31",
      archived: "only",
      partyId: 12,
    });
  });

  it("leaves out what makes no sense instead of asking for it", () => {
    expect(
      filterOf({ group: "x,-1,2.5", owner: "you,0", archived: "maybe", overdue: "yes" }),
    ).toMatchObject({
      groupIds: undefined,
      owners: undefined,
      archived: undefined,
      isOverdue: undefined,
    });
    expect(caseListInput({ ...emptyQuery, sort: "-nonsense" })).not.toHaveProperty("sort");
  });

  it("sorts both ways", () => {
    expect(caseListInput({ ...emptyQuery, sort: "balance" })).toMatchObject({
      sort: "balance",
      order: "asc",
    });
    expect(caseListInput({ ...emptyQuery, sort: "-balance" })).toMatchObject({ order: "desc" });
  });
});
