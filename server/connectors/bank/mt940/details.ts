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
  const joined = lines.join("");
  const code = STRUCTURED.exec(joined)?.[1];
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

const SYMBOL = /^(VS|SS|KS):?\s*(\d*)$/i;

function readStructured(text: string, dialect: DetailsDialect): Details {
  const open = new OpenDetails(dialect);
  // "?20text?21text" falls into "", "20", "text", "21", "text".
  const pieces = text.split(/\?(\d\d)/);
  for (let i = 1; i < pieces.length; i += 2) open.take(pieces[i] ?? "", pieces[i + 1] ?? "");
  return open.close();
}

class OpenDetails {
  private readonly symbols: Record<string, string | null> = {};
  private readonly single = new Map<string, string>();
  private readonly message: string[] = [];
  private account: string | null = null;

  constructor(private readonly dialect: DetailsDialect) {}

  take(number: string, written: string): void {
    const text = written.replace(MESSAGE_LABEL, "").trim();
    if (NOISE.some((pattern) => pattern.test(text))) return;
    const symbol = SYMBOL.exec(text);
    if (symbol !== null) this.takeSymbol(symbol);
    else if (this.isSingle(number)) this.single.set(number, text);
    else if (!this.takeAccount(text))
      this.message.push(written.replace(MESSAGE_LABEL, "").trimEnd());
  }

  close(): Details {
    const { single, dialect } = this;
    const first = single.get(SUBFIELD.first) ?? null;
    const name = cutText([single.get(SUBFIELD.name), single.get(SUBFIELD.nameContinued)]);
    const operation = single.get(SUBFIELD.operation) ?? (dialect.isNameFirst ? null : first);
    const message = cutText(this.message);
    return {
      ...mergedSymbols([this.ownSymbols(), slashSymbols(message ?? "")]),
      counterAccount: this.account ?? this.accountInParts(),
      counterName: name ?? (dialect.isNameFirst ? first : null),
      message: message ?? operation,
    };
  }

  private isSingle(number: string): boolean {
    if (number === SUBFIELD.operation) return this.dialect.isOperationNamed;
    return number === SUBFIELD.first || (number >= SUBFIELD.bank && number <= SUBFIELD.iban);
  }

  /** The first that has digits: the same symbol of the other side stands further on. */
  private takeSymbol([, name = "", digits = ""]: RegExpExecArray): void {
    this.symbols[name.toUpperCase()] ??= symbolOf(digits);
  }

  private takeAccount(text: string): boolean {
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
    const number = single.get(SUBFIELD.account) ?? single.get(SUBFIELD.iban) ?? "";
    return accountOf(number, single.get(SUBFIELD.bank) ?? null);
  }

  private ownSymbols(): Symbols {
    const { VS = null, SS = null, KS = null } = this.symbols;
    return { variableSymbol: VS, specificSymbol: SS, constantSymbol: KS };
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
