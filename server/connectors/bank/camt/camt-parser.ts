import type { Day } from "@/server/kernel/days";
import { type Finding, finding } from "@/server/kernel/parsed";
import { type AccountNumber, accountOf } from "../account";
import { isCurrencyCode } from "../currencies";
import { DETAILS_MAX } from "../limits";
import type { ParserContext, StatementParser } from "../parser";
import { trimmed } from "../text/tidied";
import { NOTHING_STATED, Totals } from "../totals";
import { compilePaths } from "../xml/xml-paths";
import { type XmlHandler, XmlScanner } from "../xml/xml-scanner";
import { Balances } from "./camt-balances";
import { OpenDetail } from "./camt-detail";
import { type Detail, entryMovements } from "./camt-entry";
import { CODE, MESSAGES, pathsOf, type Values } from "./camt-paths";
import { sideSign, xmlDay, xmlMinor } from "./camt-values";

const TOP = compilePaths(Object.values(MESSAGES).map(pathsOf));

const TRUE = /^(?:true|1)$/;

/** camt.053, .052 and .054, of any version: statements, reports and notifications are alike. */
export class CamtParser implements StatementParser, XmlHandler {
  private readonly xml: XmlScanner;
  private totals = new Totals("other_side");
  private records = 0;
  private statement: Values = [];
  private balances = new Balances();
  private account: AccountNumber = "";
  private currency = "";
  private isHeadOut = false;
  private pending = 0;
  private findings: Finding[] = [];
  private balance: Values | null = null;
  private entry: Values | null = null;
  private entryRaw: string | null = null;
  private entryStart = 0;
  private details: Detail[] = [];
  private detail: OpenDetail | null = null;
  private detailStart = 0;

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
    if (code === CODE.Entry) this.openEntry();
    else if (code === CODE.Detail) this.openPayment();
    else if (code === CODE.Balance) this.balance = [];
    else if (code === CODE.Stmt) this.openStatement();
    else if (code === CODE.Return) this.detail?.takeReturn();
  }

  close(code: number, text: string): void {
    if (this.detail !== null) {
      if (code === CODE.Detail) this.closePayment(this.detail);
      else this.detail.take(code, text);
    } else if (this.entry !== null) {
      if (code === CODE.Entry) this.closeEntry(this.entry);
      else if (text !== "") this.entry[code] = trimmed(text);
    } else if (code === CODE.Stmt) {
      this.closeStatement();
    } else if (code === CODE.Balance && this.balance !== null) {
      this.closeBalance(this.balance);
    } else if (text !== "") {
      (this.balance ?? this.statement)[code] = trimmed(text);
    }
  }

  private openStatement(): void {
    this.totals = new Totals("other_side");
    this.statement = [];
    this.balances = new Balances();
    this.isHeadOut = false;
    this.pending = 0;
    this.findings = [];
  }

  private closeBalance(balance: Values): void {
    this.balance = null;
    const amount = xmlMinor(balance[CODE.BalanceAmount] ?? "");
    if (typeof amount === "string") {
      throw this.xml.refuseHere(amount, balance[CODE.BalanceAmount] ?? "");
    }
    const sign = sideSign(balance[CODE.BalanceSide] ?? "CRDT");
    if (sign === null) throw this.xml.refuseHere("missing_field", "CdtDbtInd");
    this.balances.add({
      type: balance[CODE.BalanceType] ?? "",
      day: this.dayIn(balance, [CODE.BalanceDay, CODE.BalanceTime]),
      minor: amount === 0 ? 0 : sign * amount,
      currency: balance[CODE.BalanceCurrency] ?? null,
    });
  }

  private openEntry(): void {
    if (!this.isHeadOut) this.emitHead();
    this.entry = [];
    this.entryRaw = null;
    this.details = [];
    this.entryStart = this.xml.tagStart;
    this.xml.hold(this.entryStart);
  }

  private openPayment(): void {
    // All payments of an entry show its beginning, so none needs the whole of it.
    this.entryRaw ??= this.xml.text(this.entryStart, this.xml.tagStart);
    this.detail = new OpenDetail();
    this.detailStart = this.xml.tagStart;
    this.xml.hold(this.detailStart);
  }

  private closePayment(detail: OpenDetail): void {
    this.detail = null;
    this.xml.hold(null);
    if (this.details.length >= DETAILS_MAX) throw this.xml.refuseHere("record_too_large", "");
    const raw = this.xml.text(this.detailStart, this.xml.behindTag);
    const currency = this.entry?.[CODE.EntryCurrency] ?? this.currency;
    const sign = sideSign(this.entry?.[CODE.EntrySide] ?? "") ?? 1;
    this.details.push(detail.close({ currency, sign, raw }));
  }

  private closeEntry(values: Values): void {
    this.entry = null;
    const raw = this.entryRaw ?? this.xml.text(this.entryStart, this.xml.behindTag);
    this.xml.hold(null);
    const status = values[CODE.EntryStatusCode] ?? values[CODE.EntryStatus] ?? "BOOK";
    if (status !== "BOOK") {
      this.pending += 1;
      return;
    }
    const line = this.records + 1;
    const { movements, differenceMinor } = entryMovements(
      this.readEntry(values, raw),
      this.details,
      { ownAccount: this.account, line },
    );
    if (differenceMinor !== null) {
      this.findings.push(finding("bank.details_differ", { record: line, differenceMinor }));
    }
    for (const movement of movements) {
      this.records += 1;
      this.totals.add(movement);
      this.context.emit({ kind: "movement", movement });
    }
  }

  private readEntry(values: Values, raw: string) {
    const written = values[CODE.EntryAmount] ?? "";
    const amount = xmlMinor(written);
    if (typeof amount === "string") throw this.xml.refuseHere(amount, written);
    const sign = sideSign(values[CODE.EntrySide] ?? "");
    if (sign === null) throw this.xml.refuseHere("missing_field", "CdtDbtInd");
    const valueOn = this.dayIn(values, [CODE.ValueDay, CODE.ValueTime]);
    const bookedOn = this.dayIn(values, [CODE.BookedDay, CODE.BookedTime]) ?? valueOn;
    if (bookedOn === null) throw this.xml.refuseHere("missing_field", "BookgDt");
    return {
      amountMinor: amount === 0 ? 0 : sign * amount,
      currency: this.checkedCurrency(values[CODE.EntryCurrency] ?? this.currency),
      isReversal: TRUE.test(values[CODE.EntryReversal] ?? ""),
      bookedOn,
      valueOn,
      reference: values[CODE.EntryReference] ?? null,
      text: values[CODE.EntryText] ?? null,
      raw,
    };
  }

  private emitHead(): void {
    const { statement } = this;
    const written = statement[CODE.AccountIban] ?? statement[CODE.AccountOther] ?? "";
    const bank = statement[CODE.AccountBank] ?? statement[CODE.AccountBankOther] ?? null;
    const account = accountOf(written, bank);
    if (account === null) throw this.xml.refuseHere("bad_account", written);
    const { opening, closing } = this.balances;
    this.account = account;
    this.currency = this.checkedCurrency(
      statement[CODE.AccountCurrency] ?? opening?.currency ?? closing?.currency ?? "",
    );
    this.context.emit({
      kind: "statement",
      statement: {
        format: this.context.format,
        encoding: this.context.text.encoding,
        account,
        currency: this.currency,
        number: statement[CODE.LegalNumber] ?? statement[CODE.Number] ?? null,
        openedOn: opening?.day ?? this.dayIn(this.statement, [CODE.From]),
        closedOn: this.closedOn(),
        openingMinor: opening?.minor ?? null,
      },
    });
    this.isHeadOut = true;
  }

  private closeStatement(): void {
    if (!this.isHeadOut) this.emitHead();
    const { findings, pending } = this;
    if (pending > 0) findings.push(finding("bank.pending_left_out", { count: pending }));
    const stated = {
      ...NOTHING_STATED,
      closedOn: this.closedOn(),
      openingMinor: this.balances.opening?.minor ?? null,
      closingMinor: this.balances.closing?.minor ?? null,
      creditMinor: this.sum(CODE.CreditSum),
      debitMinor: this.sum(CODE.DebitSum),
    };
    this.context.emit({ kind: "end", end: this.totals.end(stated, findings) });
  }

  /** Sums may count what is not booked yet; then they say nothing of what is. */
  private sum(code: number): number | null {
    const minor = xmlMinor(this.statement[code] ?? "");
    return typeof minor === "string" || this.pending > 0 ? null : minor;
  }

  private closedOn(): Day | null {
    return this.balances.closing?.day ?? this.dayIn(this.statement, [CODE.To]);
  }

  private checkedCurrency(currency: string): string {
    if (!isCurrencyCode(currency)) throw this.xml.refuseHere("bad_currency", currency);
    return currency;
  }

  /** The first day that is given; one that is none is refused. */
  private dayIn(values: Values, codes: readonly number[]): Day | null {
    for (const code of codes) {
      const written = values[code];
      if (written === undefined) continue;
      const day = xmlDay(written);
      if (day === null) throw this.xml.refuseHere("bad_date", written);
      return day;
    }
    return null;
  }
}
