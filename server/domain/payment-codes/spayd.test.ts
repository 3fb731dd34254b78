import { decode } from "bysquare/pay";
import { describe, expect, it } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import { payBySquareText } from "./pay-by-square";
import type { PaymentOrder } from "./payment-order";
import { spaydText } from "./spayd";

const ORDER: PaymentOrder = {
  iban: "CZ5855000000001265098001",
  payeeName: "Příklad & syn, s.r.o.",
  amountMinor: 48_050,
  currency: "CZK",
  variableSymbol: "0012345678",
  dueOn: "2026-12-15",
  message: "Žluťoučký kůň",
};

const codeOf = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return error instanceof DomainError ? error.code : error;
  }
};

describe("SPAYD", () => {
  it("says account, amount, currency, payee, day, message and symbol, in capitals of plain Latin", () => {
    expect(spaydText(ORDER)).toBe(
      "SPD*1.0*ACC:CZ5855000000001265098001*AM:480.50*CC:CZK*RN:PRIKLAD SYN S.R.O.*DT:20261215" +
        "*MSG:ZLUTOUCKY KUN*X-VS:0012345678",
    );
  });

  it("leaves out what is not known", () => {
    const bare = { ...ORDER, payeeName: "", variableSymbol: null, dueOn: null, message: "" };
    expect(spaydText(bare)).toBe("SPD*1.0*ACC:CZ5855000000001265098001*AM:480.50*CC:CZK");
  });

  it.each([
    ["a star and a percent sign are written as codes", "5 * 5 % *", "5 %2A 5 %25 %2A"],
    ["a line break and what the dense mode lacks become a space", "a\nb;(c)_„d“", "A B C D"],
    ["Russian is written in Latin letters", "Долг Щербакова", "DOLG SHCHERBAKOVA"],
    ["it is cut at sixty characters", "x".repeat(70), "X".repeat(60)],
    ["a code is not cut in half", `${"x".repeat(58)}*`, "X".repeat(58)],
  ])("of a message: %s", (_, message, written) => {
    const text = spaydText({ ...ORDER, message });
    expect(/\*MSG:([^*]*)/.exec(text)?.[1]).toBe(written);
    // All of it stays in the alphanumeric mode of QR codes.
    expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
  });

  it.each(["12-34", "12345678901", "VS123", "", " 1"])(
    "refuses the symbol %j, never sends a part of it",
    (variableSymbol) => {
      const order = { ...ORDER, variableSymbol };
      expect(codeOf(() => spaydText(order))).toBe("claims.variable_symbol");
      expect(codeOf(() => payBySquareText(order))).toBe("claims.variable_symbol");
    },
  );

  it("holds ten characters of an amount and refuses more", () => {
    expect(spaydText({ ...ORDER, amountMinor: 999_999_999 })).toContain("*AM:9999999.99*");
    expect(spaydText({ ...ORDER, amountMinor: 5 })).toContain("*AM:0.05*");
    const code = codeOf(() => spaydText({ ...ORDER, amountMinor: 1_000_000_000 }));
    expect(code).toBe("paymentCodes.amount_too_large");
  });
});

describe("PAY by square", () => {
  it("decodes back to the same fields", () => {
    const order = { ...ORDER, iban: "SK3112000000198742637541", currency: "EUR" as const };
    const { payments } = decode(payBySquareText({ ...order, amountMinor: 123_456_789_01 }));
    expect(payments).toHaveLength(1);
    expect(payments[0]).toMatchObject({
      ...{ amount: 123_456_789.01, currencyCode: "EUR", variableSymbol: "0012345678" },
      ...{ paymentDueDate: "20261215", paymentNote: "Zlutoucky kun" },
      bankAccounts: [{ iban: "SK3112000000198742637541" }],
      beneficiary: { name: "Priklad & syn, s.r.o." },
    });
  });

  it("leaves out what is not known", () => {
    const bare = { ...ORDER, variableSymbol: null, dueOn: null, message: "\t" };
    const [payment] = decode(payBySquareText(bare)).payments;
    expect(payment?.variableSymbol ?? "").toBe("");
    expect(payment?.paymentNote ?? "").toBe("");
    expect(payment?.paymentDueDate ?? "").toBe("");
  });
});
