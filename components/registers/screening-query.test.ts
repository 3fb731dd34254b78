import { describe, expect, it } from "vitest";
import { screeningListInput } from "./screening-query";

describe("the log's filter in the URL", () => {
  it("asks for what stands there", () => {
    const filters = {
      ...{ register: "isir_sk", outcome: "unavailable", cause: "watch", who: "12" },
      ...{ asked: "2026-11-01..2026-11-30", changed: "1", open: "1", party: "5", case: "7" },
    };
    expect(screeningListInput({ q: "Novák", filters })).toEqual({
      filter: {
        ...{ text: "Novák", register: "isir_sk", outcome: "unavailable", cause: "watch" },
        ...{ operatorId: 12, isAutomatic: undefined, from: "2026-11-01", to: "2026-11-30" },
        ...{ isChanged: true, isOpen: true, partyId: 5, caseId: 7 },
      },
    });
  });

  it("knows who is no person, and takes nonsense for nothing", () => {
    const auto = screeningListInput({ q: "", filters: { who: "auto" } });
    expect(auto.filter).toMatchObject({ operatorId: undefined, isAutomatic: true });
    const filters = { register: "x", outcome: "maybe", who: "-1", asked: "1..2", party: "0" };
    const { filter } = screeningListInput({ q: "", filters });
    expect(Object.values(filter ?? {}).filter((value) => value !== undefined)).toEqual([]);
  });
});
