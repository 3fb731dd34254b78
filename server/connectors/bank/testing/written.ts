import * as fc from "fast-check";
import type { BankMovement } from "../statement";

/** What a test-side writer writes; each writer takes of it what its format has. */
export type WrittenMovement = Omit<BankMovement, "currency" | "line" | "raw">;

export type WrittenStatement = {
  account: string;
  currency: string;
  number: string;
  openedOn: string;
  closedOn: string;
  openingMinor: number;
  movements: readonly WrittenMovement[];
};

export const MOVEMENT: WrittenMovement = {
  bookedOn: "2026-07-14",
  valueOn: "2026-07-13",
  amountMinor: 123_450,
  kind: "payment",
  bankId: "26600000001",
  counterAccount: "19-2000145399/0800",
  counterName: "Žofie Šťastná",
  variableSymbol: "2600000017",
  specificSymbol: "77",
  constantSymbol: "308",
  message: "splátka dluhu",
  instructionId: "7963750704",
};

export const STATEMENT: WrittenStatement = {
  account: "2600000003/2010",
  currency: "CZK",
  number: "7",
  openedOn: "2026-06-30",
  closedOn: "2026-07-31",
  openingMinor: 1_000_000,
  movements: [MOVEMENT],
};

export function closingMinor({ openingMinor, movements }: WrittenStatement): number {
  return movements.reduce((sum, { amountMinor }) => sum + amountMinor, openingMinor);
}

/** Sum of the movements of one direction, positive. */
export function turnoverMinor({ movements }: WrittenStatement, side: "debit" | "credit"): number {
  const sign = side === "debit" ? -1 : 1;
  return movements.reduce((sum, { amountMinor }) => sum + Math.max(0, sign * amountMinor), 0);
}

const WORDS = "Žofie Šťastná Jan Dvořák Říčany s.r.o. KŮŇ ÚĎY splátka dluhu č. 12/2026 ó ä";

/** Words that stand between no spaces, as every format gives them back. */
export function textArbitrary(lengthMax: number): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...WORDS.split(" ")), { minLength: 1, maxLength: 6 })
    .map((words) => words.join(" ").slice(0, lengthMax).trim());
}

export const symbolArbitrary = fc.oneof(
  fc.constant(null),
  fc.integer({ min: 1, max: 9_999_999_999 }).map(String),
);

const dayArbitrary = fc
  .date({ min: new Date("1981-01-01"), max: new Date("2078-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

export const amountArbitrary = fc.oneof(
  fc.integer({ min: -99_999_999, max: 99_999_999 }),
  fc.constantFrom(0, 1, -1, 99_999_999_999, -99_999_999_999),
);

/** Numbers of Czech accounts that pass their check. */
export const accountArbitrary = fc
  .tuple(fc.integer({ min: 10_000_000, max: 99_999_999 }), fc.constantFrom("0100", "0800", "3030"))
  .map(([start, bank]) => {
    const weights = [6, 3, 7, 9, 10, 5, 8, 4, 2, 1];
    for (let number = start * 11; ; number += 1) {
      const digits = String(number).padStart(10, "0");
      const sum = weights.reduce((each, weight, at) => each + weight * Number(digits[at]), 0);
      if (sum % 11 === 0) return `${number}/${bank}`;
    }
  });

export const movementArbitrary: fc.Arbitrary<WrittenMovement> = fc.record({
  bookedOn: dayArbitrary,
  valueOn: dayArbitrary,
  amountMinor: amountArbitrary,
  kind: fc.constant("payment" as const),
  bankId: fc.integer({ min: 1, max: 99_999_999_999 }).map(String),
  counterAccount: fc.option(accountArbitrary),
  counterName: fc.option(textArbitrary(20)),
  variableSymbol: symbolArbitrary,
  specificSymbol: symbolArbitrary,
  constantSymbol: fc.option(fc.integer({ min: 1, max: 9999 }).map(String)),
  message: fc.option(textArbitrary(60)),
  instructionId: fc.integer({ min: 1, max: 99_999_999 }).map(String),
});

export const statementArbitrary: fc.Arbitrary<WrittenStatement> = fc.record({
  account: accountArbitrary,
  currency: fc.constantFrom("CZK", "EUR"),
  number: fc.integer({ min: 1, max: 365 }).map(String),
  openedOn: dayArbitrary,
  closedOn: dayArbitrary,
  openingMinor: fc.integer({ min: -99_999_999, max: 99_999_999 }),
  movements: fc.array(movementArbitrary, { maxLength: 8 }),
});
