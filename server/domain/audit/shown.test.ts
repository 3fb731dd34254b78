import { describe, expect, it } from "vitest";
import { shownIn } from "./shown";

const NOBODY = { caseId: null, partyId: null, caseIds: [], partyIds: [] };

describe("whose data an answer holds", () => {
  it("is said by the names of its keys, at any depth", () => {
    const answer = {
      items: [
        { id: 9, caseId: 5, debtorPartyId: 2, creditorPartyId: null },
        { id: 8, caseId: 3, parentCaseId: 5, about: { partyIds: [7, 2] } },
      ],
      nextCursor: "5",
    };
    expect(shownIn(answer, { filter: { caseId: 1 } })).toEqual({
      ...{ caseId: null, partyId: null, caseIds: [3, 5], partyIds: [2, 7] },
    });
  });

  it("is of what was asked for by its number, or is the answer itself", () => {
    expect(shownIn([], { caseId: 4 })).toEqual({ ...NOBODY, caseId: 4, caseIds: [4] });
    expect(shownIn({ caseId: 4, partyId: 1 }, { messageId: 2 })).toEqual({
      ...{ caseId: 4, partyId: 1, caseIds: [4], partyIds: [1] },
    });
    expect(shownIn({ id: 4, parties: [{ partyId: 6 }] }, {}, { caseId: 4 })).toEqual({
      ...{ caseId: 4, partyId: null, caseIds: [4], partyIds: [6] },
    });
  });

  it("is nobody's where there is no such number", () => {
    for (const value of [null, undefined, 5, "caseId", [], [1, 2], new Date()]) {
      expect(shownIn(value, value)).toEqual(NOBODY);
    }
    const strange = { caseId: "5", partyId: 0, casePartyId: 3, casePartyIds: [3], baseId: 4 };
    expect(shownIn([strange], { caseId: -1 })).toEqual({ ...NOBODY });
    expect(shownIn([{ caseId: 1.5, partyIds: ["1", null] }], null)).toEqual(NOBODY);
  });
});
