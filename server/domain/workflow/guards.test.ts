import { describe, expect, it } from "vitest";
import { type CaseFacts, emptyFacts } from "./facts";
import { checkGuard, GUARDS } from "./guards";

const TODAY = "2026-03-10";
const party = { role: "debtor", hasPostalAddress: true, hasIdentifier: true };
const CLERK = { operatorId: 7, role: "operator" } as const;
const court = { kind: "court", isOpen: true, hasFileMark: true } as const;
const czk = (amountMinor: number) => ({ amountMinor, currency: "CZK" as const });
const eur = (amountMinor: number) => ({ amountMinor, currency: "EUR" as const });

type Row = [
  name: string,
  params: Record<string, unknown>,
  facts: Partial<CaseFacts>,
  code: string | null,
];

const PRE_ACTION = { field: "a", days: 7 };
/** A day in the field and some document: nobody has said that it is the proof. */
const UNMARKED = { values: { a: "2026-03-01" }, documentCount: 1 };
/** Its letter waits for a printer; the day in the field is that of the move. */
const QUEUED = { ...UNMARKED, hasPreActionNotice: true };

const rows: Row[] = [
  ["hasClaims", {}, { claimCount: 1 }, null],
  ["hasClaims", {}, {}, "no_claims"],
  ["balanceIsZero", {}, { balances: [czk(0), eur(0)] }, null],
  ["balanceIsZero", {}, { balances: [czk(-100)] }, null],
  ["balanceIsZero", {}, { balances: [czk(0), eur(1)] }, "balance_left"],
  ["balanceIsZero", {}, { balances: [czk(-100), eur(1)] }, "balance_left"],
  ["balanceIsPositive", {}, { balances: [czk(0), eur(1)] }, null],
  ["balanceIsPositive", {}, { balances: [czk(0)] }, "nothing_owed"],
  ["balanceIsPositive", {}, {}, "nothing_owed"],
  ["hasParty", { role: "debtor" }, { parties: [party] }, null],
  ["hasParty", { role: "heir" }, { parties: [party] }, "party_missing"],
  ["partyHasAddress", { role: "debtor" }, { parties: [party] }, null],
  [
    "partyHasAddress",
    { role: "debtor" },
    { parties: [party, { ...party, hasPostalAddress: false }] },
    "party_address_missing",
  ],
  ["partyHasAddress", { role: "heir" }, { parties: [{ ...party, hasPostalAddress: false }] }, null],
  ["partyIsIdentified", { role: "debtor" }, { parties: [party] }, null],
  [
    "partyIsIdentified",
    { role: "debtor" },
    { parties: [{ ...party, hasIdentifier: false }] },
    "party_unidentified",
  ],
  ["fieldsFilled", { fields: ["a", "b"] }, { values: { a: 0, b: false } }, null],
  ["fieldsFilled", { fields: ["a", "b"] }, { values: { a: "  ", b: null } }, "fields_missing"],
  ["fieldIs", { field: "a", value: "x" }, { values: { a: "x" } }, null],
  ["fieldIs", { field: "a", value: true }, { values: { a: "true" } }, "field_differs"],
  ["isDecided", { field: "a" }, { values: { a: "rejected" } }, null],
  ["isDecided", { field: "a" }, {}, null],
  ["isDecided", { field: "a" }, { values: { a: "pending" } }, "undecided"],
  ["actorIs", { persons: ["owner"] }, { actor: CLERK, people: { ownerId: 7, openerId: 8 } }, null],
  [
    "actorIs",
    { persons: ["owner"] },
    { actor: CLERK, people: { ownerId: 8, openerId: 7 } },
    "not_your_part",
  ],
  ["actorIs", { persons: ["opener"], orRoles: ["operator"] }, { actor: CLERK }, null],
  ["actorIs", { fields: ["a"] }, { actor: CLERK, values: { a: 7 } }, null],
  ["actorIs", { fields: ["a"] }, { actor: CLERK }, "not_your_part"],
  ["actorIs", { persons: ["owner"] }, {}, null],
  ["fieldsEmpty", { fields: ["a"] }, { values: { a: " " } }, null],
  ["fieldsEmpty", { fields: ["a"] }, { values: { a: 0 } }, "fields_filled"],
  ["anyFilled", { fields: ["a", "b"] }, { values: { b: 0 } }, null],
  ["anyFilled", { fields: ["a", "b"] }, { values: { a: " " } }, "none_filled"],
  ["isUnmerged", {}, { mergedInto: null }, null],
  ["isUnmerged", {}, { mergedInto: "12/2026" }, "merged"],
  ["daysSinceField", { field: "a", days: 7 }, { values: { a: "2026-03-03" } }, null],
  ["daysSinceField", { field: "a", days: 7 }, { values: { a: "2026-03-04" } }, "too_early"],
  ["daysSinceField", { field: "a", days: 7 }, {}, "fields_missing"],
  ["preActionProven", PRE_ACTION, {}, "pre_action_unproven"],
  ["preActionProven", PRE_ACTION, UNMARKED, "pre_action_day_unproven"],
  ["preActionProven", PRE_ACTION, QUEUED, "pre_action_not_posted"],
  ["preActionProven", PRE_ACTION, { ...QUEUED, preActionPostedOn: "2026-03-03" }, null],
  ["preActionProven", PRE_ACTION, { preActionPostedOn: "2026-03-03" }, null],
  ["preActionProven", PRE_ACTION, { preActionPostedOn: "2026-03-04" }, "too_early"],
  ["daysInState", { days: 3 }, { stateSinceOn: "2026-03-07" }, null],
  ["daysInState", { days: 3 }, { stateSinceOn: "2026-03-08" }, "too_soon"],
  ["allTasksResolved", {}, {}, null],
  ["allTasksResolved", {}, { openTaskCount: 2 }, "tasks_open"],
  ["hasDocument", {}, { documentCount: 1 }, null],
  ["hasDocument", {}, {}, "document_missing"],
  ["hasOwner", {}, { hasOwner: true }, null],
  ["hasOwner", {}, {}, "owner_missing"],
  ["hasProceeding", { kind: "court" }, { proceedings: [court] }, null],
  [
    "hasProceeding",
    { kind: "court" },
    { proceedings: [{ ...court, isOpen: false }] },
    "proceeding_missing",
  ],
  ["hasProceeding", { kind: "enforcement" }, { proceedings: [court] }, "proceeding_missing"],
  [
    "hasProceeding",
    { kind: "court", fileMark: true },
    { proceedings: [{ ...court, hasFileMark: false }] },
    "file_mark_missing",
  ],
  ["noOpenProceeding", {}, { proceedings: [{ ...court, isOpen: false }] }, null],
  ["noOpenProceeding", {}, { proceedings: [court] }, "proceeding_open"],
  ["noOpenProceeding", { kind: "insolvency" }, { proceedings: [court] }, null],
  ["hasFlag", { flag: "stop_fees" }, { flags: ["stop_fees"] }, null],
  ["hasFlag", { flag: "stop_fees" }, { flags: ["stop_notices"] }, "flag_missing"],
  ["lacksFlag", { flag: "stop_fees" }, {}, null],
  ["lacksFlag", { flag: "stop_fees" }, { flags: ["stop_fees"] }, "flag_present"],
];

describe("guards", () => {
  it.each(rows)("%s %j on %j: %s", (name, params, facts, code) => {
    const refusal = checkGuard({ name, params }, { ...emptyFacts(TODAY), ...facts });
    expect(refusal?.code ?? null).toBe(code === null ? null : `workflow.${code}`);
  });

  it("each of them is tried both ways", () => {
    for (const name of Object.keys(GUARDS)) {
      const own = rows.filter((row) => row[0] === name).map((row) => row[3] === null);
      expect([name, new Set(own).size]).toEqual([name, 2]);
    }
  });

  it("say when it will be possible", () => {
    const facts = { ...emptyFacts(TODAY), values: { a: "2026-03-04" } };
    const refusal = checkGuard({ name: "daysSinceField", params: { field: "a", days: 7 } }, facts);
    expect(refusal?.params).toEqual({ field: "a", days: 7, earliestOn: "2026-03-11" });
  });

  it("that do not exist refuse", () => {
    const refusal = checkGuard({ name: "isSunday", params: {} }, emptyFacts(TODAY));
    expect(refusal).toEqual({ code: "workflow.unknown_guard", params: { name: "isSunday" } });
  });
});
