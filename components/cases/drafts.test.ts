import { describe, expect, it } from "vitest";
import { bulkSelection, isRunning } from "../lists/bulk";
import { addressLine } from "./address-line";
import { bulkRequest, emptyBulkDraft } from "./bulk-draft";
import {
  carriedDraft,
  gapsIn,
  newDraft,
  nextRole,
  openCaseInputOf,
  withGroup,
} from "./new-case-draft";

const role = (code: string, more = {}) => ({
  code,
  name: code,
  isDefault: false,
  isRequired: false,
  isMany: true,
  ...more,
});
const process = {
  category: "collection",
  initial: "new",
  roles: [
    role("debtor", { isDefault: true, isRequired: true }),
    role("guarantor"),
    role("creditor", { isMany: false }),
  ],
} as never;
const party = { id: 7, fullName: "Jan Novák" };

describe("a new case", () => {
  it("begins with a line for every role that it must have", () => {
    const draft = newDraft(process, 3);
    expect(draft).toMatchObject({ state: "new", ownerId: 3 });
    expect(draft.parties).toEqual([{ key: 0, role: "debtor", party: null }]);
    expect(gapsIn(process, draft)).toEqual({ parties: [0], pairs: [] });
    const filled = { ...draft, parties: [{ key: 0, role: "debtor", party }] };
    expect(gapsIn(process, filled)).toEqual({ parties: [], pairs: [] });
    // One party of the role is enough; a second line may stay empty.
    const two = [...filled.parties, { key: 1, role: "debtor", party: null }];
    expect(gapsIn(process, { ...filled, parties: two }).parties).toEqual([]);
  });

  it("offers the role that is missing, then another than the usual", () => {
    expect(nextRole(process, [])).toBe("debtor");
    expect(nextRole(process, [{ key: 0, role: "debtor", party }])).toBe("guarantor");
  });

  it("takes the group's values into fields that nobody touched, and gives them back", () => {
    const draft = { ...newDraft(process, null), fields: { product: "telecom", contractNo: "A" } };
    const next = withGroup(draft, 5, {
      before: { product: "telecom" },
      after: { product: "energy", contractNo: "B" },
    });
    expect(next).toMatchObject({ groupId: 5, fields: { product: "energy", contractNo: "A" } });
    const none = withGroup(next, null, { before: { product: "energy" }, after: {} });
    expect(none.fields).toEqual({ contractNo: "A" });
  });

  it("of another category takes over what it has room for, and nothing else", () => {
    const field = (key: string, type: string, codes: string[] = []) => ({
      ...{ key, type, choices: codes.map((code) => ({ code })) },
    });
    const fields = [
      field("note", "text"),
      field("amount", "money"),
      field("kind", "choice", ["a"]),
    ];
    const from = { ...(process as object), fields } as never;
    const to = {
      ...{ category: "deal", initial: "lead", roles: [role("debtor"), role("buyer")] },
      fields: [field("note", "text"), field("amount", "number"), field("kind", "choice", ["b"])],
    } as never;
    const draft = {
      ...newDraft(from, 3),
      ...{ refNo: "12", groupId: 5, fields: { note: "x", amount: 1, kind: "a", own: "y" } },
      parties: [
        { key: 0, role: "debtor", party },
        { key: 1, role: "guarantor", party },
      ],
    };
    const empty = {
      ...newDraft(to, 3),
      parties: [
        { key: 0, role: "debtor", party: null },
        { key: 1, role: "buyer", party: null },
      ],
    };
    const carried = carriedDraft(empty, { draft, process: from } as never, to);
    expect(Object.keys(carried.fields)).toEqual(["note"]);
    expect(carried).toMatchObject({
      ...{ category: "deal", state: "lead", refNo: "12", groupId: 5, ownerId: 3 },
      fields: { note: "x" },
      parties: [
        { key: 0, role: "debtor", party },
        { key: 1, role: "buyer", party: null },
      ],
    });
  });

  it("is sent without what is empty", () => {
    const draft = {
      ...newDraft(process, null),
      refNo: " ",
      fields: { a: "", b: null, c: false, d: 0 },
      pairs: [
        ["", ""],
        [" x ", "y"],
      ] as const,
      parties: [
        { key: 0, role: "debtor", party },
        { key: 1, role: "guarantor", party: null },
      ],
    };
    expect(openCaseInputOf(draft as never)).toEqual({
      category: "collection",
      refNo: undefined,
      state: "new",
      groupId: undefined,
      ownerId: null,
      fields: { c: false, d: 0 },
      extraFields: [["x", "y"]],
      parties: [{ partyId: 7, role: "debtor" }],
    });
  });
});

describe("a bulk action", () => {
  it("waits until what it needs is said", () => {
    const { tag, ...rest } = emptyBulkDraft;
    expect(bulkRequest("move", emptyBulkDraft)).toBeNull();
    expect(bulkRequest("tag", emptyBulkDraft)).toBeNull();
    expect(bulkRequest("untag", emptyBulkDraft)).toBeNull();
    expect(bulkRequest("assign", emptyBulkDraft)?.params).toEqual({ ownerId: null });
    expect(bulkRequest("unarchive", emptyBulkDraft)).toEqual({
      action: "archive",
      params: { isArchived: false },
    });
    expect(bulkRequest("move", { ...emptyBulkDraft, to: "court", resolution: " x " })).toEqual({
      action: "move",
      params: { to: "court", resolution: "x" },
    });
    expect(bulkRequest("tag", { ...rest, tag: { ...tag, tagId: 4, reason: " " } })).toEqual({
      action: "tag",
      params: { tagId: 4, endsOn: null },
    });
  });

  it("names rows, or the filter with its exceptions", () => {
    const filter = { states: ["new"] };
    expect(bulkSelection({ mode: "some", ids: new Set(["5", "3"]) }, filter)).toEqual({
      mode: "some",
      ids: [5, 3],
    });
    expect(bulkSelection({ mode: "all", except: new Set(["9"]) }, filter)).toEqual({
      mode: "all",
      filter,
      except: [9],
    });
    expect(["waiting", "running", "done"].map((state) => isRunning({ state } as never))).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe("an address", () => {
  const home = { street: "Husova 5", city: "Brno", postalCode: "60200", country: "CZ" };

  it("stands on one line, with its country only abroad", () => {
    expect(addressLine(home)).toBe("Husova 5, 602\u00a000 Brno");
    expect(addressLine({ ...home, country: "DE", postalCode: "10115", city: "Berlin" })).toBe(
      "Husova 5, 10115 Berlin, DE",
    );
    expect(addressLine({ street: null, city: null, postalCode: null, country: null })).toBeNull();
  });
});
