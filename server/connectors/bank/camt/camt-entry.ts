import type { Day } from "@/server/kernel/days";
import { type AccountNumber, accountOf } from "../account";
import type { BankMovement } from "../statement";
import { NO_SYMBOLS, type Symbols } from "../symbols-in-text";

/** What an entry says of itself. */
export type Entry = {
  amountMinor: number;
  currency: string;
  isReversal: boolean;
  bookedOn: Day;
  valueOn: Day | null;
  reference: string | null;
  text: string | null;
  /** The entry up to its first payment, or all of it. */
  raw: string;
};

export type Party = { name: string | null; account: string | null; bank: string | null };

/** One payment of an entry. */
export type Detail = {
  /** In the currency of the entry, signed; null where it is not said. */
  amountMinor: number | null;
  debtor: Party;
  creditor: Party;
  reference: string | null;
  instruction: string | null;
  endToEnd: string | null;
  symbols: Symbols;
  message: string[];
  text: string | null;
  isReturn: boolean;
  raw: string;
};

export type EntryContext = {
  ownAccount: AccountNumber;
  /** Number of the movement in the file. */
  line: number;
};

export type ReadEntry = {
  movements: BankMovement[];
  /** Amount of the entry less the sum of its payments, where they do not agree. */
  differenceMinor: number | null;
};

/**
 * The movements of an entry: its payments, if they make up its amount, else the entry as one. Some
 * banks give a single fee two of them, one with the text and one with the amount.
 */
export function entryMovements(
  entry: Entry,
  details: readonly Detail[],
  context: EntryContext,
): ReadEntry {
  const [only] = details;
  if (only === undefined || details.length === 1) {
    return { movements: [movementOf(entry, only ?? null, context)], differenceMinor: null };
  }
  const valued = details.filter(({ amountMinor }) => amountMinor !== null);
  const sum = valued.reduce((total, { amountMinor }) => total + (amountMinor ?? 0), 0);
  const isSplit = valued.length > 1 && sum === entry.amountMinor;
  if (!isSplit) {
    const isDiffering = valued.length > 0 && sum !== entry.amountMinor;
    return {
      movements: [movementOf(entry, agreed(details), context)],
      differenceMinor: isDiffering ? entry.amountMinor - sum : null,
    };
  }
  const references = valued.map(({ reference }) => reference);
  const movements = valued.map((detail, index) => {
    const movement = movementOf(
      { ...entry, amountMinor: detail.amountMinor ?? 0, reference: null },
      detail,
      { ...context, line: context.line + index },
    );
    // A reference of the whole bundle names none of its payments.
    const isShared =
      references.indexOf(detail.reference) !== references.lastIndexOf(detail.reference);
    return isShared ? { ...movement, bankId: null } : movement;
  });
  return { movements, differenceMinor: null };
}

function movementOf(
  entry: Entry,
  detail: Detail | null,
  { ownAccount, line }: EntryContext,
): BankMovement {
  const { amountMinor, currency, bookedOn, valueOn } = entry;
  const isReversal = entry.isReversal || detail?.isReturn === true;
  const other =
    detail === null ? NOBODY : counterparty(detail, { amountMinor, isReversal, ownAccount });
  const symbols = detail?.symbols ?? NO_SYMBOLS;
  const said = detail === null || detail.message.length === 0 ? null : detail.message.join(" ");
  return {
    bookedOn,
    valueOn,
    amountMinor,
    currency,
    kind: isReversal ? "reversal" : "payment",
    bankId: idOf(detail?.reference ?? null) ?? idOf(entry.reference),
    counterAccount: other.account,
    counterName: other.name,
    variableSymbol: symbols.variableSymbol,
    specificSymbol: symbols.specificSymbol,
    constantSymbol: symbols.constantSymbol,
    message: said ?? detail?.text ?? entry.text,
    instructionId: detail === null ? null : instructionOf(detail),
    line,
    raw: detail === null ? entry.raw : entry.raw + detail.raw,
  };
}

type Other = { name: string | null; account: AccountNumber | null };

const NOBODY: Other = { name: null, account: null };

/** Of money that came in the other one is the debtor; of what is taken back, of the first payment. */
function counterparty(
  { debtor, creditor }: Detail,
  about: { amountMinor: number; isReversal: boolean; ownAccount: AccountNumber },
): Other {
  const isIn = about.amountMinor > 0 !== about.isReversal;
  const likely = otherOf(isIn ? debtor : creditor);
  if (likely.account !== about.ownAccount && !isEmpty(likely)) return likely;
  const other = otherOf(isIn ? creditor : debtor);
  return other.account === about.ownAccount || isEmpty(other) ? likely : other;
}

function isEmpty({ name, account }: Other): boolean {
  return name === null && account === null;
}

function otherOf({ name, account, bank }: Party): Other {
  return { name, account: account === null ? null : accountOf(account, bank) };
}

const NOT_GIVEN = /^(?:NOT ?PROVIDED|NONREF|NOTAVAILABLE|[0\-/.]*)$/i;

function idOf(reference: string | null): string | null {
  return reference === null || NOT_GIVEN.test(reference) ? null : reference;
}

// Symbols in the place of a reference name a debt, not an instruction.
const SYMBOLS_ONLY = /^\/(?:VS|SS|KS)(?=[/\d]|$)/i;

function instructionOf({ instruction, endToEnd }: Detail): string | null {
  for (const reference of [instruction, endToEnd]) {
    const id = idOf(reference);
    if (id !== null && !SYMBOLS_ONLY.test(id)) return id;
  }
  return null;
}

/** What several payments agree on, for an entry that stays one movement. */
function agreed(details: readonly Detail[]): Detail {
  const party = (side: "debtor" | "creditor"): Party => ({
    name: one(details.map((each) => each[side].name)),
    account: one(details.map((each) => each[side].account)),
    bank: one(details.map((each) => each[side].bank)),
  });
  return {
    amountMinor: null,
    debtor: party("debtor"),
    creditor: party("creditor"),
    reference: one(details.map(({ reference }) => reference)),
    instruction: one(details.map(({ instruction }) => instruction)),
    endToEnd: one(details.map(({ endToEnd }) => endToEnd)),
    symbols: {
      variableSymbol: one(details.map(({ symbols }) => symbols.variableSymbol)),
      specificSymbol: one(details.map(({ symbols }) => symbols.specificSymbol)),
      constantSymbol: one(details.map(({ symbols }) => symbols.constantSymbol)),
    },
    message: all(details.map(({ message }) => message)),
    text: one(details.map(({ text }) => text)),
    isReturn: details.some(({ isReturn }) => isReturn),
    raw: details.map(({ raw }) => raw).join(""),
  };
}

function one(values: readonly (string | null)[]): string | null {
  const [value = null, ...others] = new Set(values.filter((each) => each !== null));
  return others.length === 0 ? value : null;
}

/** Each thing once, and nothing where too much was said to be one message. */
function all(lists: readonly string[][]): string[] {
  const values = [...new Set(lists.flat())];
  return values.length > MERGED_MAX ? [] : values;
}

const MERGED_MAX = 10;
