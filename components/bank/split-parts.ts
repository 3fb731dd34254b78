/** A part of a movement while it is being filled in. */
export interface SplitPart {
  key: number;
  caseId: number | null;
  claimId: number | null;
  amountMinor: number | null;
}

/** What is left to split; below zero: so much too much. */
export const leftOf = (wholeMinor: number, parts: readonly SplitPart[]): number =>
  parts.reduce((left, { amountMinor }) => left - (amountMinor ?? 0), wholeMinor);

/** Parts as they are sent; one without a case or an amount is refused by the server with its word. */
export const readyParts = (parts: readonly SplitPart[]) =>
  parts.flatMap(({ caseId, claimId, amountMinor }) =>
    caseId === null || amountMinor === null || amountMinor <= 0
      ? []
      : [{ caseId, claimId, amountMinor }],
  );
