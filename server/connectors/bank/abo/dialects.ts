/** What a posting code says: which way the money goes and whether it takes a posting back. */
export type Posting = { sign: 1 | -1; kind: "payment" | "reversal" };

const DEBIT: Posting = { sign: -1, kind: "payment" };
const CREDIT: Posting = { sign: 1, kind: "payment" };
const DEBIT_REVERSAL: Posting = { sign: 1, kind: "reversal" };
const CREDIT_REVERSAL: Posting = { sign: -1, kind: "reversal" };

/** How one bank writes the format where the banks differ. */
export type AboDialect = {
  /** By posting code. */
  postings: ReadonlyMap<number, Posting>;
  /** Whether positions 119-122 may name the currency; elsewhere they say what kind of item it is. */
  namesCurrency: boolean;
  /** Whether accounts may be written in the internal form, their digits moved around. */
  mayBeInternal: boolean;
};

const POSTINGS = new Map([
  [1, DEBIT],
  [2, CREDIT],
  [4, DEBIT_REVERSAL],
  [5, CREDIT_REVERSAL],
]);

// 4 means the opposite of what it means everywhere else.
const POSTINGS_SPORITELNA = new Map([
  [1, DEBIT],
  [2, CREDIT],
  [3, DEBIT_REVERSAL],
  [4, CREDIT_REVERSAL],
]);

/** By bank code. */
export const ABO_DIALECTS: Readonly<Record<string, AboDialect>> = {
  // Komerční banka, and its Slovak branch
  "0100": { postings: POSTINGS, namesCurrency: false, mayBeInternal: true },
  "8100": { postings: POSTINGS, namesCurrency: false, mayBeInternal: true },
  // ČSOB, and the Slovak one
  "0300": { postings: POSTINGS, namesCurrency: true, mayBeInternal: false },
  "7500": { postings: POSTINGS, namesCurrency: true, mayBeInternal: false },
  // Česká spořitelna
  "0800": { postings: POSTINGS_SPORITELNA, namesCurrency: false, mayBeInternal: true },
  // Fio, and its Slovak branch
  "2010": { postings: POSTINGS, namesCurrency: true, mayBeInternal: false },
  "8330": { postings: POSTINGS, namesCurrency: true, mayBeInternal: false },
  // Raiffeisenbank, VÚB, Tatra banka
  "5500": { postings: POSTINGS, namesCurrency: true, mayBeInternal: true },
  "0200": { postings: POSTINGS, namesCurrency: true, mayBeInternal: true },
  "1100": { postings: POSTINGS, namesCurrency: true, mayBeInternal: true },
};

/** A bank that nobody named: what most of them do. A code 3 can only be Česká spořitelna's. */
export const UNKNOWN_BANK: AboDialect = {
  postings: new Map([...POSTINGS, [3, DEBIT_REVERSAL]]),
  namesCurrency: true,
  mayBeInternal: true,
};

/** The code whose meaning depends on the bank. */
export const UNSURE_POSTING = 4;

/** What banks leave in the filler of 074 (positions 115-128) tells which bank it is. */
export const BANK_MARKS: readonly [RegExp, (found: RegExpExecArray) => string | undefined][] = [
  [/^FIO/, () => "2010"],
  // Komerční banka: country, check digits and bank code of the IBAN.
  [/^(?:CZ|SK)\d{2}(\d{4})/, (found) => found[1]],
];

/** A piece of a record, as `slice` takes it. */
export type Span = readonly [start: number, end: number];

export type Continuation = { reference: Span | null; texts: readonly Span[] };

/** Records behind a 075, which belong to it. */
export const CONTINUATIONS: Readonly<Record<string, Continuation>> = {
  "076": { reference: [3, 29], texts: [[35, 127]] },
  "077": { reference: null, texts: [] },
  "078": {
    reference: null,
    texts: [
      [3, 38],
      [38, 73],
    ],
  },
  "079": {
    reference: null,
    texts: [
      [3, 38],
      [38, 73],
    ],
  },
};

/** Where a 075 longer than 128 characters goes on (Česká spořitelna, extended ABO). */
export const EXTENDED = {
  texts: [
    [128, 163],
    [163, 198],
    [198, 233],
    [233, 268],
  ],
  counterName: [368, 403],
} as const satisfies { texts: readonly Span[]; counterName: Span };
