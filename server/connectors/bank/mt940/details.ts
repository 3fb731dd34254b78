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
import {
  ACCOUNT_SHAPES,
  CUT_LENGTHS,
  type DetailsDialect,
  dialectOf,
  isNothing,
  LINE_LENGTH,
  MESSAGE_LABEL,
  NOISE,
  SUBFIELD,
} from "./dialects";

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

const STRUCTURED = /^(\d{3})\?(?=\d\d)/;

/**
 * What field 86 says, given in its lines. Banks disagree about where things stand, but mark them
 * alike: a symbol is known by its name, not by the number of its subfield.
 */
export function readDetails(lines: readonly string[]): Details {
  const joined = lines.length === 1 ? (lines[0] ?? "") : lines.join("");
  const code = STRUCTURED.exec(lines[0] ?? "")?.[1] ?? STRUCTURED.exec(joined)?.[1];
  if (code === undefined) return readPlain(lines);
  return readStructured(joined.slice(code.length), dialectOf(code));
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
  let at = nextSubfield(text, 0);
  while (at >= 0) {
    const next = nextSubfield(text, at + 3);
    const end = next < 0 ? text.length : next;
    // Half of the subfields hold a point, or nothing.
    if (end - at > 4 || !isNothing(text.slice(at + 3, end))) {
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
  while (at >= 0 && !(isDigit(text, at + 1) && isDigit(text, at + 2)))
    at = text.indexOf("?", at + 1);
  return at;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

const SYMBOL = /^([VSK])S:?\s*(\d*)$/i;

/** Whether a second letter S stands there: a look at most texts that spares them a pattern. */
function isSymbolLike(text: string): boolean {
  const code = text.charCodeAt(1);
  return code === 83 || code === 115;
}

class OpenDetails {
  private readonly single: (string | undefined)[] = [];
  private readonly message: string[] = [];
  private account: string | null = null;
  private variableSymbol: string | null = null;
  private specificSymbol: string | null = null;
  private constantSymbol: string | null = null;

  constructor(private readonly dialect: DetailsDialect) {}

  take(number: number, written: string): void {
    const said = written.startsWith("AV:") ? written.replace(MESSAGE_LABEL, "") : written;
    const text = said.trim();
    if (isNothing(text)) return;
    const symbol = isSymbolLike(text) ? SYMBOL.exec(text) : null;
    if (symbol !== null) this.takeSymbol(symbol[1] ?? "", symbol[2] ?? "");
    else if (NOISE.test(text)) return;
    else if (this.isSingle(number)) this.single[number] = text;
    else if (!this.takeAccount(text)) this.message.push(said.trimEnd());
  }

  close(): Details {
    const { single, dialect } = this;
    const first = single[SUBFIELD.first] ?? null;
    const name = cutText([single[SUBFIELD.name], single[SUBFIELD.nameContinued]]);
    const operation = single[SUBFIELD.operation] ?? (dialect.isNameFirst ? null : first);
    const message = cutText(this.message);
    // Slovak payments bear their symbols in the text.
    const spoken = slashSymbols(message ?? "");
    return {
      variableSymbol: this.variableSymbol ?? spoken.variableSymbol,
      specificSymbol: this.specificSymbol ?? spoken.specificSymbol,
      constantSymbol: this.constantSymbol ?? spoken.constantSymbol,
      counterAccount: this.account ?? this.accountInParts(),
      counterName: name ?? (dialect.isNameFirst ? first : null),
      message: message ?? operation,
    };
  }

  private isSingle(number: number): boolean {
    if (number === SUBFIELD.operation) return this.dialect.isOperationNamed;
    return number === SUBFIELD.first || (number >= SUBFIELD.bank && number <= SUBFIELD.iban);
  }

  /** The first that has digits: the same symbol of the other side stands further on. */
  private takeSymbol(name: string, digits: string): void {
    const symbol = symbolOf(digits);
    if (name === "V" || name === "v") this.variableSymbol ??= symbol;
    else if (name === "S" || name === "s") this.specificSymbol ??= symbol;
    else this.constantSymbol ??= symbol;
  }

  private takeAccount(text: string): boolean {
    if (!isDigit(text, 0)) return false;
    for (const [shape, read] of ACCOUNT_SHAPES) {
      const found = shape.exec(text);
      if (found === null) continue;
      const [number, bank] = read(found);
      this.account ??= accountOf(number, bank);
      return true;
    }
    return false;
  }

  private accountInParts(): string | null {
    const { single } = this;
    const number = single[SUBFIELD.account] ?? single[SUBFIELD.iban] ?? "";
    return accountOf(number, single[SUBFIELD.bank] ?? null);
  }
}

/** Pieces that one text was cut into. */
function cutText(pieces: readonly (string | undefined)[]): string | null {
  let whole = "";
  for (const piece of pieces) {
    if (piece === undefined) continue;
    whole += CUT_LENGTHS.has(piece.length) ? piece : `${piece} `;
  }
  const text = whole.trim();
  return text === "" ? null : text;
}
