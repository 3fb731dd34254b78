import type { Day } from "@/server/kernel/days";
import { accountOf, withoutZeros } from "../account";
import { printedMinor } from "../amounts";
import { isCurrencyCode } from "../currencies";
import { dottedDay } from "../days";
import type { ParserContext, StatementParser } from "../parser";
import { type BankMovement, plainMovement } from "../statement";
import { symbolOf } from "../symbols";
import { trimmed } from "../text/tidied";
import { NOTHING_STATED, type Stated, Totals } from "../totals";
import { compilePaths } from "../xml/xml-paths";
import { type XmlHandler, XmlScanner } from "../xml/xml-scanner";
import { CODE, MESSAGE_CODES, PATHS } from "./finsta-paths";

const TOP = compilePaths([PATHS]);

/** Values by code. */
type Values = (string | undefined)[];

/** Sides of a posting; R takes one back and moves the money the other way. */
const SIDES: ReadonlyMap<string, { sign: 1 | -1; kind: "payment" | "reversal" }> = new Map([
  ["C", { sign: 1, kind: "payment" }],
  ["D", { sign: -1, kind: "payment" }],
  ["RC", { sign: -1, kind: "reversal" }],
  ["RD", { sign: 1, kind: "reversal" }],
]);

/** FINSTA, the XML of ČSOB's own. */
export class FinstaParser implements StatementParser, XmlHandler {
  private readonly xml: XmlScanner;
  private statement: Values = [];
  private movement: Values | null = null;
  private start = 0;
  private totals = new Totals("other_side");
  private currency = "";
  private isHeadOut = false;
  private records = 0;

  constructor(private readonly context: ParserContext) {
    this.xml = new XmlScanner(TOP, this, context.text);
  }

  write(piece: Buffer): void {
    this.xml.write(piece);
  }

  end(): void {
    this.xml.end();
  }

  open(code: number): void {
    if (code === CODE.FINSTA03) {
      this.statement = [];
      this.totals = new Totals("other_side");
      this.isHeadOut = false;
    } else if (code === CODE.FINSTA05) {
      if (!this.isHeadOut) this.emitHead();
      this.movement = [];
      this.start = this.xml.tagStart;
      this.xml.hold(this.start);
    }
  }

  close(code: number, text: string): void {
    if (code === CODE.FINSTA05 && this.movement !== null) this.closeMovement(this.movement);
    else if (code === CODE.FINSTA03) this.closeStatement();
    else {
      const value = trimmed(text);
      // A dash is how the bank writes nothing.
      if (value !== "" && value !== "-") (this.movement ?? this.statement)[code] = value;
    }
  }

  private emitHead(): void {
    const { statement } = this;
    const written = statement[CODE.S25_CISLO_UCTU] ?? "";
    const account = accountOf(written);
    if (account === null) throw this.xml.refuseHere("bad_account", written);
    this.currency = statement[CODE.S60_MENA] ?? "";
    if (!isCurrencyCode(this.currency)) throw this.xml.refuseHere("bad_currency", this.currency);
    const number = withoutZeros(statement[CODE.S28_CISLO_VYPISU] ?? "");
    const stated = this.stated();
    this.context.emit({
      kind: "statement",
      statement: {
        format: this.context.format,
        encoding: this.context.text.encoding,
        account,
        currency: this.currency,
        number: number === "" ? null : number,
        openedOn: this.day(statement, CODE.S60_DATUM),
        closedOn: stated.closedOn,
        openingMinor: stated.openingMinor,
      },
    });
    this.isHeadOut = true;
  }

  private closeStatement(): void {
    if (!this.isHeadOut) this.emitHead();
    this.context.emit({ kind: "end", end: this.totals.end(this.stated(), []) });
  }

  private stated(): Stated {
    const credit = this.sum(CODE.SUMA_KREDIT);
    const debit = this.sum(CODE.SUMA_DEBIT);
    const isCounted = credit?.count != null && debit?.count != null;
    return {
      ...NOTHING_STATED,
      closedOn: this.day(this.statement, CODE.S62_DATUM),
      openingMinor: this.balance(CODE.S60_CASTKA, CODE.S60_CD_INDIK),
      closingMinor: this.balance(CODE.S62_CASTKA, CODE.S62_CD_INDIK),
      creditMinor: credit?.minor ?? null,
      debitMinor: debit?.minor ?? null,
      movementCount: isCounted ? Number(credit.count) + Number(debit.count) : null,
    };
  }

  /** "12=220232,41": how many and how much; or the sum alone. */
  private sum(code: number): { count: number | null; minor: number } | null {
    const written = this.statement[code];
    if (written === undefined) return null;
    const [, count, amount = ""] = /^(?:(\d{1,9})=)?(.*)$/.exec(written) ?? [];
    const minor = Math.abs(this.minorOf(amount));
    return { count: count === undefined ? null : Number(count), minor };
  }

  private balance(code: number, side: number): number | null {
    const written = this.statement[code];
    if (written === undefined) return null;
    const minor = this.minorOf(written);
    return this.statement[side] === "D" && minor > 0 ? -minor : minor;
  }

  private closeMovement(values: Values): void {
    const raw = this.xml.text(this.start, this.xml.behindTag);
    this.xml.hold(null);
    this.records += 1;
    const movement = this.readMovement(values, raw);
    this.movement = null;
    this.totals.add(movement);
    this.context.emit({ kind: "movement", movement });
  }

  private readMovement(values: Values, raw: string): BankMovement {
    const valueOn = this.day(values, CODE.S61_DATUM);
    const bookedOn = this.day(values, CODE.DPROCD) ?? valueOn;
    if (bookedOn === null) throw this.xml.refuseHere("missing_field", "DPROCD");
    const currency = values[CODE.S61_MENA] ?? this.currency;
    if (!isCurrencyCode(currency)) throw this.xml.refuseHere("bad_currency", currency);
    const said = messageOf(values);
    const line = this.records;
    return {
      ...plainMovement({ bookedOn, amountMinor: 0, currency, line, raw }),
      ...this.amount(values),
      valueOn,
      bankId: values[CODE.S28_POR_CISLO] ?? null,
      counterAccount: accountOf(values[CODE.PART_ACCNO] ?? "", values[CODE.PART_BANK_ID] ?? null),
      counterName: values[CODE.PART_ACC_ID] ?? null,
      // Ours first; the other side's where we gave none.
      variableSymbol: firstSymbol(values, [CODE.S86_VARSYMOUR, CODE.S86_VARSYMPAR]),
      specificSymbol: firstSymbol(values, [CODE.S86_SPECSYMOUR, CODE.S86_SPECSYMPAR]),
      constantSymbol: firstSymbol(values, [CODE.S86_KONSTSYM]),
      message: said ?? values[CODE.S61_POST_NAR] ?? null,
      instructionId: values[CODE.FACAERQ] ?? null,
    };
  }

  /** The amount bears its sign mostly, and then it must be that of the side. */
  private amount(values: Values): Pick<BankMovement, "amountMinor" | "kind"> {
    const written = values[CODE.S61_CASTKA] ?? "";
    const indicator = values[CODE.S61_CD_INDIK] ?? "";
    const side = SIDES.get(indicator);
    const minor = this.minorOf(written);
    const isAgainst = side !== undefined && /^[-+]/.test(written) && minor * side.sign < 0;
    if (side === undefined || isAgainst) {
      throw this.xml.refuseHere("bad_posting_code", `${indicator} ${written}`);
    }
    return { amountMinor: minor === 0 ? 0 : side.sign * Math.abs(minor), kind: side.kind };
  }

  private minorOf(written: string): number {
    const minor = printedMinor(written);
    if (typeof minor === "string") throw this.xml.refuseHere(minor, written);
    return minor;
  }

  private day(values: Values, code: number): Day | null {
    const written = values[code];
    if (written === undefined) return null;
    const day = dottedDay(written);
    if (day === null) throw this.xml.refuseHere("bad_date", written);
    return day;
  }
}

function firstSymbol(values: Values, codes: readonly number[]): string | null {
  for (const code of codes) {
    const symbol = symbolOf(values[code] ?? "");
    if (symbol !== null) return symbol;
  }
  return null;
}

/** What people wrote, each thing once. */
function messageOf(values: Values): string | null {
  let message: string | null = null;
  const said: string[] = [];
  for (const code of MESSAGE_CODES) {
    const text = values[code];
    if (text === undefined || said.includes(text)) continue;
    said.push(text);
    message = message === null ? text : `${message} ${text}`;
  }
  return message;
}
