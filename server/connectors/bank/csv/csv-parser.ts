import { type Finding, finding } from "@/server/kernel/parsed";
import { type AccountNumber, accountOf, isSlovakBank } from "../account";
import { printedMinor } from "../amounts";
import { isCurrencyCode } from "../currencies";
import { MixedStatements } from "../mixed-statements";
import type { ParserContext, StatementParser } from "../parser";
import { type BankReason, StatementRefusal } from "../refusal";
import { plainMovement } from "../statement";
import { symbolOf } from "../symbols";
import { type Line, LineReader } from "../text/line-reader";
import type { Stated } from "../totals";
import type { CsvField } from "./banks";
import { csvDay } from "./csv-day";
import { type CsvHeader, HEADER_RECORDS_MAX, readHeader } from "./header";
import { Preamble } from "./preamble";
import { type CsvRecord, RecordJoiner } from "./records";

/** Tables that banks offer for download, each bank's known by the names of its columns. */
export class CsvParser implements StatementParser {
  private readonly lines = new LineReader((line) => this.line(line));
  private readonly records: RecordJoiner;
  private readonly statements: MixedStatements;
  private readonly preamble = new Preamble();
  // Currencies that nobody named.
  private readonly assumed = new Map<AccountNumber, string>();
  private header: CsvHeader | null = null;
  private recordCount = 0;
  private lastLine = 1;

  constructor(
    private readonly context: ParserContext,
    delimiter: string,
  ) {
    this.records = new RecordJoiner(delimiter, (record) => this.record(record));
    this.statements = new MixedStatements(context.emit, "other_side");
  }

  write(piece: Buffer): void {
    this.lines.write(piece);
  }

  end(): void {
    this.lines.end();
    this.records.end();
    const { header } = this;
    if (header === null) throw this.refuseFile("truncated_file", "CSV");
    if (this.statements.isEmpty) this.open(this.ownAccount(header), null);
    this.statements.end((account) => this.closing(account));
  }

  private line(line: Line): void {
    this.lastLine = line.number;
    this.records.line(this.context.text.line(line), line.number);
  }

  private record(record: CsvRecord): void {
    this.recordCount += 1;
    if (this.header !== null) {
      this.row(record, this.header);
      return;
    }
    this.header = readHeader(record.fields);
    if (this.header !== null) return;
    if (this.recordCount > HEADER_RECORDS_MAX) throw this.refuseFile("unknown_format", record.text);
    this.preamble.take(record);
  }

  private row(record: CsvRecord, header: CsvHeader): void {
    const row = new Row(record, header);
    const [day, amount] = [row.text("bookedOn"), row.text("amount")];
    // Blank rows, and what some banks write under the table.
    if (day === "" && amount === "") return;
    const bookedOn = csvDay(day);
    if (bookedOn === null) throw row.refuse("bad_date", "bookedOn");
    const amountMinor = printedMinor(amount);
    if (typeof amountMinor === "string") throw row.refuse(amountMinor, "amount");
    const written = row.text("account");
    const account = accountOf(written, header.bank.code) ?? this.ownAccount(header);
    const currency = this.open(account, row);
    const plain = plainMovement({
      bookedOn,
      amountMinor,
      currency,
      line: record.line,
      raw: record.text,
    });
    const counterName = row.textOrNull("counterName");
    this.statements.add(account, {
      ...plain,
      bankId: row.textOrNull("bankId"),
      counterAccount: accountOf(row.text("counterAccount"), row.textOrNull("counterBank")),
      counterName,
      variableSymbol: symbolOf(row.text("variableSymbol")),
      specificSymbol: symbolOf(row.text("specificSymbol")),
      constantSymbol: symbolOf(row.text("constantSymbol")),
      message: row.message(counterName),
      instructionId: row.textOrNull("instructionId"),
    });
  }

  /** Opens the statement of an account where it is new; the currency of the row, or of the account. */
  private open(account: AccountNumber, row: Row | null): string {
    const { preamble, context } = this;
    const named = row?.text("currency").toUpperCase() || preamble.currency;
    const slovak = isSlovakBank(this.header?.bank.code ?? "");
    const currency = named ?? (slovak ? "EUR" : "CZK");
    if (!isCurrencyCode(currency)) {
      throw row?.refuse("bad_currency", "currency") ?? this.refuseFile("bad_currency", currency);
    }
    if (this.statements.has(account)) return currency;
    if (named === null) this.assumed.set(account, currency);
    const { stated } = preamble;
    this.statements.open({
      format: context.format,
      encoding: context.text.encoding,
      account,
      currency,
      number: preamble.number,
      openedOn: preamble.openedOn,
      closedOn: stated.closedOn,
      openingMinor: stated.openingMinor,
    });
    return currency;
  }

  private closing(account: AccountNumber): { stated: Stated; findings: Finding[] } {
    const currency = this.assumed.get(account);
    const findings = currency === undefined ? [] : [finding("bank.currency_assumed", { currency })];
    return { stated: this.preamble.stated, findings };
  }

  /** The account of a table that has no column for it. */
  private ownAccount({ bank }: CsvHeader): AccountNumber {
    const account = this.preamble.account(bank.code) ?? this.context.own.onlyOf(bank.code);
    if (account === null) throw this.refuseFile("missing_field", "číslo účtu");
    return account;
  }

  private refuseFile(reason: BankReason, value: string): StatementRefusal {
    return new StatementRefusal(reason, { line: this.lastLine, column: 1, value });
  }
}

/** One row under a header. */
class Row {
  constructor(
    private readonly record: CsvRecord,
    private readonly header: CsvHeader,
  ) {}

  text(field: CsvField): string {
    const column = this.header.columns[field];
    return column === undefined ? "" : (this.record.fields[column] ?? "").trim();
  }

  textOrNull(field: CsvField): string | null {
    return this.text(field) || null;
  }

  message(counterName: string | null): string | null {
    const said = new Set(this.header.message.map((column) => this.cell(column)));
    said.delete("");
    // The name of the other side among the notes says nothing new.
    if (counterName !== null) said.delete(counterName);
    if (said.size > 0) return [...said].join(" ");
    const told = this.header.operation.map((column) => this.cell(column));
    return told.find((text) => text !== "") ?? null;
  }

  /** Columns are counted as people count those of a table. */
  refuse(reason: BankReason, field: CsvField): StatementRefusal {
    const column = (this.header.columns[field] ?? 0) + 1;
    return new StatementRefusal(reason, {
      line: this.record.line,
      column,
      value: this.text(field),
    });
  }

  private cell(column: number): string {
    return (this.record.fields[column] ?? "").replace(/\s+/g, " ").trim();
  }
}
