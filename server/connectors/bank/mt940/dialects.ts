/** What ČSOB writes in front of the message. */
export const MESSAGE_LABEL = /^AV:\s*/;

/** The shapes in which a subfield is a counter account by itself; whatever its number is. */
export const ACCOUNT_SHAPES: readonly [RegExp, (found: RegExpExecArray) => [string, string]][] = [
  // ČSOB: prefix and number in full, so that a reference like 123/2026 is none.
  [/^(\d{6}-\d{10})\/(\d{4})$/, (found) => [found[1] ?? "", found[2] ?? ""]],
  // Česká spořitelna: the bank in front.
  [/^(\d{4})\/(\d{10,16})$/, (found) => [found[2] ?? "", found[1] ?? ""]],
];

/** How the code in front of field 86 changes what subfields mean. */
export type DetailsDialect = {
  /** Subfield 00 is the counterparty's name, not the kind of operation. */
  isNameFirst: boolean;
  /** Subfield 20 names the operation, if it is no symbol. */
  isOperationNamed: boolean;
};

const USUAL: DetailsDialect = { isNameFirst: false, isOperationNamed: false };

const DIALECTS: ReadonlyMap<string, DetailsDialect> = new Map([
  // Česká spořitelna, Slovenská sporiteľňa, Raiffeisenbank
  ["010", { isNameFirst: false, isOperationNamed: true }],
  ["020", { isNameFirst: false, isOperationNamed: true }],
  // ČSOB: payments, and everything else at home
  ["111", { isNameFirst: true, isOperationNamed: true }],
  ["040", { isNameFirst: false, isOperationNamed: true }],
]);

export function dialectOf(code: string): DetailsDialect {
  return DIALECTS.get(code) ?? USUAL;
}

export const SUBFIELD = {
  first: 0,
  operation: 20,
  bank: 30,
  account: 31,
  name: 32,
  nameContinued: 33,
  iban: 38,
} as const;

/** A text that fills one of these lengths was cut and goes on. */
export const CUT_LENGTHS: ReadonlySet<number> = new Set([27, 35]);

/** Lines of field 86 are cut here, in the middle of whatever stands there. */
export const LINE_LENGTH = 65;
