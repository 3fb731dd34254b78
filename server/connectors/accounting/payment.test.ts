import { describe, expect, it } from "vitest";
import { readPage } from ".";

const item = { id: "1", bookedOn: "2026-11-20", amount: "1500.5", currency: "CZK" };
const page = (...items: unknown[]) => JSON.stringify({ items, nextCursor: "7" });

describe("a page of a feed", () => {
  it("gives payments with what is known of who paid", () => {
    const counterparty = {
      ...{ caseRef: "12/2026", registrationNo: "25596641", birthNumber: "8001019114" },
      name: " Jan Novák ",
    };
    const more = { variableSymbol: "0042", documentNumber: "FP-1", counterparty };
    const enteredAt = "2026-11-20T10:00:00+01:00";
    expect(readPage(page({ ...item, ...more, enteredAt }))).toEqual({
      nextCursor: "7",
      payments: [
        {
          ...{ externalId: "1", bookedOn: "2026-11-20", amountMinor: 150_050, currency: "CZK" },
          ...{ variableSymbol: "42", documentNumber: "FP-1", message: null, caseRef: "12/2026" },
          ...{ registrationNo: "25596641", birthNumber: "8001019114" },
          counterpartyName: "Jan Novák",
          enteredAt: new Date("2026-11-20T09:00:00Z"),
        },
      ],
    });
  });

  it.each([
    ["-0.05", -5],
    ["0.5", 50],
    ["123456789012.99", 12_345_678_901_299],
    ["7", 700],
  ])("reads %s to the haléř", (amount, amountMinor) => {
    expect(readPage(page({ ...item, amount })).payments[0]).toMatchObject({ amountMinor });
  });

  it("takes an identifier that is none for none", () => {
    const counterparty = { registrationNo: "x", birthNumber: "123", caseRef: "abc" };
    const read = readPage(page({ ...item, variableSymbol: "0000", counterparty })).payments[0];
    const nothing = { registrationNo: null, birthNumber: null, caseRef: null };
    expect(read).toMatchObject({ ...nothing, variableSymbol: null });
  });

  it.each<[string, string, object]>([
    ["<html>", "feeds.accounting_odd", {}],
    ["[]", "feeds.accounting_odd", {}],
    ['{"items":{}}', "feeds.accounting_odd", {}],
    [page({ ...item, id: "" }), "feeds.accounting_item", { item: 1, field: "id" }],
    [page(item, { ...item, amount: 5 }), "feeds.accounting_item", { item: 2, field: "amount" }],
    [page({ ...item, amount: "1.005" }), "feeds.accounting_item", { item: 1, field: "amount" }],
    [page({ ...item, currency: "USD" }), "feeds.accounting_item", { item: 1, field: "currency" }],
    [page({ ...item, bookedOn: "2026-02-30" }), "feeds.accounting_item", { field: "bookedOn" }],
    [page(null), "feeds.accounting_item", { item: 1, field: "item" }],
  ])("is refused whole: %s", (body, code, params) => {
    expect(() => readPage(body)).toThrow(
      expect.objectContaining({ code, params: expect.objectContaining(params) }),
    );
  });
});
