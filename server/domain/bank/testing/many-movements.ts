import { statementOf } from "./bank-agency";

/** Symbols of the claims that the movements name, one after another. */
export const SYMBOLS = Array.from({ length: 50 }, (_, n) => String(4_100_000_000 + n * 1_001));

/** So many payments of 1 to 3 crowns; every tenth names nobody. */
export const manyMovements = (count: number): Uint8Array =>
  statementOf(
    Array.from({ length: count }, (_, n) => ({
      variableSymbol: n % 10 === 9 ? null : (SYMBOLS[n % SYMBOLS.length] ?? null),
      amountMinor: 100 + (n % 200),
      counterName: null,
      counterAccount: null,
    })),
  );

/** What of it finds its claim. */
export const paidMinor = (count: number): number =>
  Array.from({ length: count }, (_, n) => (n % 10 === 9 ? 0 : 100 + (n % 200))).reduce(
    (sum, amount) => sum + amount,
    0,
  );
