import {
  labelledSymbols,
  mergedSymbols,
  NO_SYMBOLS,
  type Symbols,
  slashSymbols,
} from "../symbols-in-text";
import { trimmed } from "../text/tidied";
import type { Detail } from "./camt-entry";
import { CODE, type Values } from "./camt-paths";
import { sideSign, xmlMinor } from "./camt-values";

/** What stands in one TxDtls, as far as it was read. */
export class OpenDetail {
  private readonly values: Values = [];
  private readonly said: string[] = [];
  private readonly references: string[] = [];
  private readonly symbols: Symbols[] = [];
  private isReturn = false;

  takeReturn(): void {
    this.isReturn = true;
  }

  /** Takes a field; several of some kinds are possible, of others the first counts. */
  take(code: number, text: string): void {
    const value = trimmed(text);
    if (value === "") return;
    if (code === CODE.Unstructured || code === CODE.Remark) this.said.push(value);
    else if (code === CODE.CreditorReference) this.takeReference(value);
    else if (code === CODE.OwnReference) {
      this.takeReference(`${this.values[CODE.OwnReferenceType] ?? ""}:${value}`);
    } else if (code === CODE.OwnReferenceType) this.values[code] = value;
    else this.values[code] ??= value;
  }

  /** The payment, in the currency of its entry and, where it says no side, with its sign. */
  close({ currency, sign, raw }: { currency: string; sign: 1 | -1; raw: string }): Detail {
    const { values } = this;
    const endToEnd = values[CODE.EndToEnd] ?? null;
    const instruction = values[CODE.Instruction] ?? null;
    return {
      amountMinor: this.amountIn(currency, sign),
      debtor: {
        name: values[CODE.DebtorName] ?? null,
        account: values[CODE.DebtorIban] ?? values[CODE.DebtorAccount] ?? null,
        bank: values[CODE.DebtorBank] ?? null,
      },
      creditor: {
        name: values[CODE.CreditorName] ?? null,
        account: values[CODE.CreditorIban] ?? values[CODE.CreditorAccount] ?? null,
        bank: values[CODE.CreditorBank] ?? null,
      },
      reference: values[CODE.DetailReference] ?? null,
      instruction,
      endToEnd,
      symbols: this.allSymbols(endToEnd, instruction),
      message: this.message(),
      text: values[CODE.DetailText] ?? null,
      isReturn: this.isReturn,
      raw,
    };
  }

  private takeReference(value: string): void {
    const symbols = labelledSymbols(value);
    if (symbols === NO_SYMBOLS) this.references.push(value);
    else this.symbols.push(symbols);
  }

  /** Fields of their own first, then what stands in the place of a reference, then the text. */
  private allSymbols(endToEnd: string | null, instruction: string | null): Symbols {
    const { symbols } = this;
    if (endToEnd !== null) symbols.push(slashSymbols(endToEnd));
    if (instruction !== null) symbols.push(slashSymbols(instruction));
    for (const text of this.said) symbols.push(slashSymbols(text));
    return mergedSymbols(symbols);
  }

  private message(): string[] {
    const all = this.references.length === 0 ? this.said : [...this.said, ...this.references];
    return all.length < 2 ? all : [...new Set(all)];
  }

  /** The amount in the account's own currency stands in one of three places, or in none. */
  private amountIn(currency: string, sign: 1 | -1): number | null {
    const { values } = this;
    for (const [amountCode, currencyCode] of AMOUNTS) {
      const written = values[amountCode];
      if (written === undefined || (values[currencyCode] ?? currency) !== currency) continue;
      const minor = xmlMinor(written);
      if (typeof minor === "string") return null;
      const turned = sideSign(values[CODE.DetailSide] ?? "") ?? sign;
      return minor === 0 ? 0 : turned * minor;
    }
    return null;
  }
}

const AMOUNTS: readonly (readonly [number, number])[] = [
  [CODE.DetailAmount, CODE.DetailCurrency],
  [CODE.TransactionAmount, CODE.TransactionCurrency],
  [CODE.InstructedAmount, CODE.InstructedCurrency],
];
