import { describe, expect, it } from "vitest";
import { addMonths, aprOf, feeOf, planOf, scoreOf } from "./figures";
import { FIELD_NAMES, type Given, readForm } from "./form";
import { settingsOf } from "./settings";
import { filled } from "./testing/filled";

describe("a plan", () => {
  it("pays back exactly what was lent, the remainder in the last instalment", () => {
    const loan = { amountMinor: 1_000_000, feeHundredths: 140, paidOutOn: "2026-01-31" };
    const plan = planOf({ ...loan, months: 3 });
    expect(plan.map(({ principalMinor }) => principalMinor)).toEqual([333_300, 333_300, 333_400]);
    expect(plan.map(({ dueOn }) => dueOn)).toEqual(["2026-02-28", "2026-03-31", "2026-04-30"]);
    expect(plan.every(({ feeMinor }) => feeMinor === 14_000)).toBe(true);
    expect(addMonths("2027-12-31", 2)).toBe("2028-02-29");
  });

  it("has the RPSN that its definition gives", () => {
    const one = { no: 12, dueOn: "", principalMinor: 100_000, feeMinor: 10_000 };
    expect(aprOf(100_000, [one])).toBe(10);
    const half = { ...one, no: 6 };
    // 1.1 ^ 2 = 1.21
    expect(aprOf(100_000, [half])).toBe(21);
    expect(aprOf(100_000, [{ ...one, feeMinor: 0 }])).toBe(0);
  });

  it("is dearer for whoever scores less, and a score stays within its bounds", () => {
    const known = { incomeMinor: 4_000_000, expensesMinor: 1_000_000, instalmentMinor: 500_000 };
    const good = scoreOf({ ...known, owedElsewhereMinor: 0, daysPastDue: 0 });
    const late = scoreOf({ ...known, owedElsewhereMinor: 20_000_000, daysPastDue: 90 });
    expect(good).toBeGreaterThan(late);
    expect(feeOf(good)).toBeLessThan(feeOf(late));
    const poor = { incomeMinor: 0, expensesMinor: 0, instalmentMinor: 0 };
    expect(scoreOf({ ...poor, owedElsewhereMinor: 9e12, daysPastDue: 9_999 })).toBe(300);
  });
});

describe("a form", () => {
  const read = (more: Record<string, string>) => readForm(filled(more) as Given, "2026-11-29");
  const faultsOf = (more: Record<string, string>) => {
    const answer = read(more);
    return "faults" in answer ? Object.keys(answer.faults) : [];
  };

  it("becomes an application in haléře", () => {
    expect(read({})).toMatchObject({
      form: {
        ...{ birthNumber: "8556159227", birthOn: "1985-06-15", postalCode: "11000" },
        ...{ amountMinor: 6_000_000, incomeMinor: 3_500_000, months: 12 },
      },
    });
    expect(read({ birth: "23. 1. 1978", expenses: "", email: "", phone: "" })).toMatchObject({
      form: { birthNumber: null, birthOn: "1978-01-23", expensesMinor: 0, email: null },
    });
    // Before 1954 nine digits, without a check digit.
    expect(read({ birth: "530101123" })).toMatchObject({ form: { birthOn: "1953-01-01" } });
  });

  it.each([
    ["fullName", { fullName: "Jana" }],
    ["birth", { birth: "855615/9228" }],
    ["birth", { birth: "31. 2. 1978" }],
    ["birth", { birth: "1. 1. 2015" }],
    ["birth", { birth: "1. 1. 2099" }],
    ["street", { street: "Dlouhá" }],
    ["postalCode", { postalCode: "1100" }],
    ["email", { email: "jana@" }],
    ["phone", { phone: "abc" }],
    ["idCardNo", { idCardNo: "12345" }],
    ["income", { income: "-5" }],
    ["expenses", { expenses: "mnoho" }],
    ["amount", { amount: "4 999" }],
    ["amount", { amount: "1e9" }],
    ["months", { months: "5" }],
    ["account", { account: "19-2000145398/0800" }],
  ])("says what is wrong with %s", (field, more) => {
    expect(faultsOf(more)).toEqual([field]);
  });

  it("that is empty has a word beside every field that is wanted", () => {
    const empty = Object.fromEntries(FIELD_NAMES.map((name) => [name, ""]));
    expect(faultsOf(empty).sort()).toEqual(
      FIELD_NAMES.filter((name) => !["email", "phone", "expenses"].includes(name)).sort(),
    );
  });
});

it("settings name everything that is missing at once", () => {
  expect(() => settingsOf({})).toThrow(
    /SALDO_URL[\s\S]*SALDO_MODULE_KEY[\s\S]*SECRETS[\s\S]*FOLDER/,
  );
  const secrets = `whsec_${"a".repeat(43)}=`;
  const env = { SALDO_URL: "http://localhost:3000/", SALDO_MODULE_KEY: "saldo_x" };
  expect(
    settingsOf({
      ...env,
      SALDO_WEBHOOK_SECRETS: `${secrets}, ${secrets}`,
      LOAN_MODULE_FOLDER: "x",
    }),
  ).toMatchObject({ saldoUrl: "http://localhost:3000", secrets: [secrets, secrets], port: 4100 });
});
