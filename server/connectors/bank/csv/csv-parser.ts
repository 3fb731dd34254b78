import { type Finding, finding } from "@/server/kernel/parsed";
import { type AccountNumber, accountOf, isSlovakBank } from "../account";
import { printedMinor } from "../amounts";
import { isCurrencyCode } from "../currencies";
import { MixedStatements } from "../mixed-statements";
import type { ParserContext, StatementParser } from "../parser";
import { type BankReason, StatementRefusal } from "../refusal";
import { symbolOf } from "../symbols";
import { TextLines } from "../text/text-lines";
import { tidied, trimmed } from "../text/tidied";
import type { Stated } from "../totals";
import { csvDay } from "./csv-day";
import { type CsvHeader, HEADER_RECORDS_MAX, readHeader } from "./header";
import { Preamble } from "./preamble";
import { type CsvRecord, RecordJoiner } from "./records";

type Owner = { written: string; named: string; account: AccountNumber; currency: string };

/** Tables that banks offer for download, each bank's known by the names of its columns. */
export class CsvParser implements StatementParser {
  private readonly lines: TextLines;
  private readonly records: RecordJoiner;
  private readonly statements: MixedStatements;
  private readonly preamble = new Preamble();
  // Currencies that nobody named.
  private readonly assumed = new Map<AccountNumber, string>();
  private header: CsvHeader | null = null;
  private owner: Owner | null = null;
  private recordCount = 0;
  private lastLine = 1;

  constructor(
    private readonly context: ParserContext,
    delimiter: string,
  ) {
    this.lines = new TextLines(context.text, (text, line) => this.line(text, line));
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

  private line(text: string, line: number): void {
    this.lastLine = line;
    this.records.line(text, line);
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
    const { columns } = header;
    const [day, amount] = [row.text(columns.bookedOn), row.text(columns.amount)];
    // Blank rows, and what some banks write under the table.
    if (day === "" && amount === "") return;
    const bookedOn = csvDay(day);
    if (bookedOn === null) throw row.refuse("bad_date", columns.bookedOn);
    const amountMinor = printedMinor(amount);
    if (typeof amountMinor === "string") throw row.refuse(amountMinor, columns.amount);
    const counterName = row.textOrNull(columns.counterName);
    const { account, currency } = this.ownerOf(row, header);
    this.statements.add(account, {
      bookedOn,
      valueOn: null,
      amountMinor,
      currency,
      kind: "payment",
      bankId: row.textOrNull(columns.bankId),
      counterAccount: accountOf(
        row.text(columns.counterAccount),
        row.textOrNull(columns.counterBank),
      ),
      counterName,
      variableSymbol: symbolOf(row.text(columns.variableSymbol)),
      specificSymbol: symbolOf(row.text(columns.specificSymbol)),
      constantSymbol: symbolOf(row.text(columns.constantSymbol)),
      message: row.message(counterName),
      instructionId: row.textOrNull(columns.instructionId),
      line: record.line,
      raw: record.text,
    });
  }

  /** Account and currency of a row, which are those of the row before nearly always. */
  private ownerOf(row: Row, header: CsvHeader): Owner {
    const { columns, bank } = header;
    const [written, currency] = [row.text(columns.account), row.text(columns.currency)];
    const { owner } = this;
    if (owner !== null && owner.written === written && owner.named === currency) return owner;
    const account = accountOf(written, bank.code) ?? this.ownAccount(header);
    const opened = this.open(account, row);
    this.owner = { written, named: currency, account, currency: opened };
    return this.owner;
  }

  /** Opens the statement of an account where it is new; the currency of the row, or of the account. */
  private open(account: AccountNumber, row: Row | null): string {
    const { preamble, context, header } = this;
    const column = header?.columns.currency;
    const named = row?.text(column).toUpperCase() || preamble.currency;
    const slovak = isSlovakBank(header?.bank.code ?? "");
    const currency = named ?? (slovak ? "EUR" : "CZK");
    if (!isCurrencyCode(currency)) {
      throw row?.refuse("bad_currency", column) ?? this.refuseFile("bad_currency", currency);
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

  /** Text of a column; nothing where the export has none. */
  text(column: number | undefined): string {
    return column === undefined ? "" : trimmed(this.record.fields[column] ?? "");
  }

  textOrNull(column: number | undefined): string | null {
    return this.text(column) || null;
  }

  /** All that was said, each thing once; the other side's name among the notes says nothing new. */
  message(counterName: string | null): string | null {
    let message: string | null = null;
    const said: string[] = [];
    for (const column of this.header.message) {
      const text = this.line(column);
      if (text === "" || text === counterName || said.includes(text)) continue;
      said.push(text);
      message = message === null ? text : `${message} ${text}`;
    }
    return message ?? this.operation();
  }

  /** Columns are counted as people count those of a table. */
  refuse(reason: BankReason, column = 0): StatementRefusal {
    return new StatementRefusal(reason, {
      line: this.record.line,
      column: column + 1,
      value: this.text(column),
    });
  }

  private operation(): string | null {
    for (const column of this.header.operation) {
      const text = this.line(column);
      if (text !== "") return text;
    }
    return null;
  }

  /** A text that may go over several lines, as one. */
  private line(column: number): string {
    return tidied(this.text(column));
  }
}
