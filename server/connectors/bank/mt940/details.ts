import { accountOf } from "../account";
import type { BankMovement } from "../statement";
import { symbolOf } from "../symbols";
import {
  mergedSymbols,
  NO_SYMBOLS,
  type Symbols,
  slashSymbols,
  symbolsNamedIn,
} from "../symbols-in-text";
import { trimmed, trimmedEnd } from "../text/tidied";
import {
  ACCOUNT_SHAPES,
  CUT_LENGTHS,
  type DetailsDialect,
  dialectOf,
  LINE_LENGTH,
  MESSAGE_LABEL,
  SUBFIELD,
} from "./dialects";
import { isDigit, isNoise, isNothing, symbolDigits } from "./subfield";

export type Details = Pick<
  BankMovement,
  keyof Symbols | "counterAccount" | "counterName" | "message"
>;

export const NO_DETAILS: Details = {
  ...NO_SYMBOLS,
  counterAccount: null,
  counterName: null,
  message: null,
};

const QUESTION_MARK = 63;

/**
 * What field 86 says, given in its lines. Banks disagree about where things stand, but mark them
 * alike: a symbol is known by its name, not by the number of its subfield.
 */
export function readDetails(lines: readonly string[]): Details {
  const joined = lines.length === 1 ? (lines[0] ?? "") : lines.join("");
  return isStructured(joined)
    ? readStructured(joined, dialectOf(joined.slice(0, CODE_DIGITS)))
    : readPlain(lines);
}

const CODE_DIGITS = 3;

/** Begins with a code and a subfield: "020?00". */
function isStructured(text: string): boolean {
  for (let i = 0; i < CODE_DIGITS; i += 1) if (!isDigit(text, i)) return false;
  return isSubfield(text, CODE_DIGITS);
}

function isSubfield(text: string, at: number): boolean {
  return text.charCodeAt(at) === QUESTION_MARK && isDigit(text, at + 1) && isDigit(text, at + 2);
}

function readPlain(lines: readonly string[]): Details {
  let text = "";
  for (const line of lines) text += line.length >= LINE_LENGTH ? line : `${line} `;
  const message = text.trim();
  if (message === "") return NO_DETAILS;
  return {
    ...NO_DETAILS,
    ...mergedSymbols([symbolsNamedIn(message), slashSymbols(message)]),
    message,
  };
}

function readStructured(text: string, dialect: DetailsDialect): Details {
  const open = new OpenDetails(dialect);
  let at = CODE_DIGITS;
  while (at >= 0) {
    const next = nextSubfield(text, at + 3);
    const end = next < 0 ? text.length : next;
    // Half of the subfields hold a point, or nothing.
    if (!isNothing(text, at + 3, end)) {
      const number = (text.charCodeAt(at + 1) - 48) * 10 + text.charCodeAt(at + 2) - 48;
      open.take(number, text.slice(at + 3, end));
    }
    at = next;
  }
  return open.close();
}

/** Where the next "?20" stands; a question mark without two digits is one. */
function nextSubfield(text: string, from: number): number {
  let at = text.indexOf("?", from);
  while (at >= 0 && !isSubfield(text, at)) at = text.indexOf("?", at + 1);
  return at;
}

/** What the subfields have said so far. */
class OpenDetails {
  private first: string | null = null;
  private operation: string | null = null;
  private bank: string | null = null;
  private number: string | null = null;
  private name: string | null = null;
  private nameContinued: string | null = null;
  private iban: string | null = null;
  private message: string | null = null;
  private pieceLength = 0;
  private account: string | null = null;
  private variableSymbol: string | null = null;
  private specificSymbol: string | null = null;
  private constantSymbol: string | null = null;

  constructor(private readonly dialect: DetailsDialect) {}

  take(number: number, written: string): void {
    const said = written.startsWith("AV:") ? written.replace(MESSAGE_LABEL, "") : written;
    const text = trimmed(said);
    if (isNothing(text, 0, text.length)) return;
    const digits = symbolDigits(text);
    if (digits !== null) this.takeSymbol(text.charAt(0), digits);
    else if (isNoise(text)) return;
    else if (this.isSingle(number)) this.takeSingle(number, text);
    else if (!this.takeAccount(text)) this.takeMessage(trimmedEnd(said));
  }

  close(): Details {
    const { dialect, first } = this;
    const name = joined(this.name, this.nameContinued);
    const operation = this.operation ?? (dialect.isNameFirst ? null : first);
    const message = this.message === null ? null : trimmed(this.message);
    // Slovak payments bear their symbols in the text.
    const spoken = slashSymbols(message ?? "");
    return {
      variableSymbol: this.variableSymbol ?? spoken.variableSymbol,
      specificSymbol: this.specificSymbol ?? spoken.specificSymbol,
      constantSymbol: this.constantSymbol ?? spoken.constantSymbol,
      counterAccount: this.account ?? accountOf(this.number ?? this.iban ?? "", this.bank),
      counterName: name ?? (dialect.isNameFirst ? first : null),
      message: message ?? operation,
    };
  }

  private isSingle(number: number): boolean {
    if (number === SUBFIELD.operation) return this.dialect.isOperationNamed;
    return number === SUBFIELD.first || (number >= SUBFIELD.bank && number <= SUBFIELD.iban);
  }

  private takeSingle(number: number, text: string): void {
    if (number === SUBFIELD.first) this.first = text;
    else if (number === SUBFIELD.operation) this.operation = text;
    else if (number === SUBFIELD.bank) this.bank = text;
    else if (number === SUBFIELD.account) this.number = text;
    else if (number === SUBFIELD.name) this.name = text;
    else if (number === SUBFIELD.nameContinued) this.nameContinued = text;
    else if (number === SUBFIELD.iban) this.iban = text;
  }

  /** The first that has digits: the same symbol of the other side stands further on. */
  private takeSymbol(name: string, digits: string): void {
    const symbol = symbolOf(digits);
    if (name === "V" || name === "v") this.variableSymbol ??= symbol;
    else if (name === "S" || name === "s") this.specificSymbol ??= symbol;
    else this.constantSymbol ??= symbol;
  }

  private takeAccount(text: string): boolean {
    if (!isDigit(text, 0) || !text.includes("/")) return false;
    for (const [shape, read] of ACCOUNT_SHAPES) {
      const found = shape.exec(text);
      if (found === null) continue;
      const [number, bank] = read(found);
      this.account ??= accountOf(number, bank);
      return true;
    }
    return false;
  }

  private takeMessage(piece: string): void {
    const { message } = this;
    this.message = message === null ? piece : message + gapBehind(this.pieceLength) + piece;
    this.pieceLength = piece.length;
  }
}

/** Two pieces that one text was cut into. */
function joined(text: string | null, continued: string | null): string | null {
  if (text === null || continued === null) return text ?? continued;
  return text + gapBehind(text.length) + continued;
}

function gapBehind(length: number): string {
  return CUT_LENGTHS.has(length) ? "" : " ";
}
