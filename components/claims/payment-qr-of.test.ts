import { expect, it } from "vitest";
import { qrOfClaim, qrOfTotal } from "./payment-qr-of";

const claim = {
  ...{ currency: "CZK" as const, balanceMinor: 100, variableSymbol: "42" },
  ...{ dueOn: "2026-01-31", title: "Faktura 12" },
};
const total = { currency: "CZK" as const, balanceMinor: 200 };

it("a claim is paid under its own symbol, as much as is left of it", () => {
  expect(qrOfClaim(claim)).toEqual({
    ...{ currency: "CZK", amountMinor: 100, variableSymbol: "42" },
    ...{ dueOn: "2026-01-31", message: "Faktura 12" },
  });
  expect(qrOfClaim({ ...claim, balanceMinor: 0 }).amountMinor).toBeNull();
});

it("a case is paid under a symbol only where all of its open claims share it", () => {
  const other = { ...claim, variableSymbol: "43" };
  const paid = { ...other, balanceMinor: 0 };
  const euro = { ...other, currency: "EUR" as const };
  expect(qrOfTotal(total, [claim, claim, paid, euro]).variableSymbol).toBe("42");
  expect(qrOfTotal(total, [claim, other]).variableSymbol).toBeNull();
  expect(qrOfTotal(total, [claim, { ...claim, variableSymbol: null }]).variableSymbol).toBeNull();
  expect(qrOfTotal(total, []).variableSymbol).toBeNull();
});
