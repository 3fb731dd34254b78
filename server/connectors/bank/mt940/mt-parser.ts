import { type Finding, finding } from "@/server/kernel/parsed";
import type { AccountNumber } from "../account";
import { FIELD_LINES_MAX } from "../limits";
import type { ParserContext, StatementParser } from "../parser";
import { StatementRefusal } from "../refusal";
import type { BankMovement } from "../statement";
import { TextLines } from "../text/text-lines";
import { NOTHING_STATED, Totals } from "../totals";
import { readDetails } from "./details";
import {
  type Field,
  readAccount,
  readAdviceDay,
  readBalance,
  readFloorCurrency,
  readNumber,
  readSummary,
  refuse,
} from "./fields";
import { readLine61 } from "./line61";
import { isBoundary, isNextPage, type Message, type Open, type Opening, tagEndIn } from "./message";

/** MT940 and MT942: statements, and advices of a day that is not over. */
export class MtParser implements StatementParser {
  private readonly lines: TextLines;
  private field: Field | null = null;
  private message: Message | null = null;
  private statement: Open | null = null;
  private movement: BankMovement | null = null;
  private line = 0;

  constructor(private readonly context: ParserContext) {
    this.lines = new TextLines(context.text, (text, line) => this.take(text, line));
  }

  write(piece: Buffer): void {
    this.lines.write(piece);
  }

  end(): void {
    this.lines.end();
    this.endMessage();
    this.endStatement();
  }

  private take(text: string, line: number): void {
    this.line = line;
    const tagEnd = tagEndIn(text);
    if (tagEnd > 0) {
      this.endField();
      this.field = {
        tag: text.slice(1, tagEnd),
        lines: [text.slice(tagEnd + 1)],
        line,
        raw: text,
      };
    } else if (isBoundary(text)) {
      this.endMessage();
    } else if (this.field !== null) {
      this.continueField(this.field, text);
    }
  }

  private continueField(field: Field, text: string): void {
    if (field.lines.length >= FIELD_LINES_MAX) {
      throw new StatementRefusal("record_too_large", { line: this.line, column: 1, value: text });
    }
    field.lines.push(text);
    field.raw += `\n${text}`;
  }

  private endField(): void {
    const { field } = this;
    this.field = null;
    if (field === null) return;
    if (field.tag === "86" && this.movement !== null) {
      this.addDetails(this.movement, field);
      return;
    }
    this.endMovement();
    if (field.tag === "20") this.openMessage(field.line);
    else if (this.message === null)
      throw refuse("record_outside_statement", field, `:${field.tag}:`);
    else this.readField(field, this.message);
  }

  private openMessage(line: number): void {
    this.endMessage();
    this.message = {
      line,
      account: null,
      number: null,
      currency: null,
      adviceOn: null,
      hasBegun: false,
    };
  }

  private readField(field: Field, message: Message): void {
    switch (field.tag) {
      case "25":
      case "25P":
        message.account = readAccount(field);
        break;
      case "28":
      case "28C":
        message.number = readNumber(field);
        break;
      case "13":
      case "13D":
        message.adviceOn = readAdviceDay(field);
        break;
      case "34F":
        message.currency ??= readFloorCurrency(field);
        break;
      case "60F":
      case "60M":
        this.begin(message, { ...readBalance(field), isFirst: field.tag === "60F" });
        break;
      case "61":
        this.openMovement(field, message);
        break;
      case "62F":
      case "62M":
        this.close(field, message);
        break;
      case "90C":
      case "90D":
        this.sum(field, message);
        break;
    }
  }

  /** The first field that belongs to a statement: a new one, or the next page of the one open. */
  private begin(message: Message, opening: Opening | null): Open {
    const { statement } = this;
    if (statement !== null && message.hasBegun) return statement;
    if (message.account === null) throw this.missing(message, ":25:");
    message.hasBegun = true;
    if (statement !== null && opening !== null && isNextPage(statement, message, opening)) {
      statement.closing = null;
      return statement;
    }
    this.endStatement();
    const currency = opening?.currency ?? message.currency;
    if (currency === null) throw this.missing(message, ":60F:");
    return this.open(message.account, { message, opening, currency });
  }

  private open(
    account: AccountNumber,
    { message, opening, currency }: { message: Message; opening: Opening | null; currency: string },
  ): Open {
    const isAdvice = opening === null;
    const { number } = message;
    const openingMinor = opening?.minor ?? null;
    const closedOn = isAdvice ? message.adviceOn : null;
    const stated = { ...NOTHING_STATED, openingMinor, closedOn };
    const totals = new Totals("other_side");
    const closing = null;
    this.statement = { account, currency, number, totals, stated, closing, isAdvice, pending: 0 };
    this.context.emit({
      kind: "statement",
      statement: {
        format: isAdvice ? "mt942" : "mt940",
        encoding: this.context.text.encoding,
        account,
        currency,
        number,
        openedOn: opening?.day ?? null,
        closedOn,
        openingMinor,
      },
    });
    return this.statement;
  }

  private openMovement(field: Field, message: Message): void {
    const statement = this.begin(message, null);
    const { mark, bookedOn, valueOn, amountMinor, reference, bankReference } = readLine61(field);
    if (mark.isExpected) {
      statement.pending += 1;
      return;
    }
    this.movement = {
      bookedOn,
      valueOn,
      amountMinor,
      currency: statement.currency,
      kind: mark.kind,
      bankId: bankReference,
      counterAccount: null,
      counterName: null,
      variableSymbol: null,
      specificSymbol: null,
      constantSymbol: null,
      message: null,
      instructionId: reference,
      line: field.line,
      raw: field.raw,
    };
  }

  private addDetails(movement: BankMovement, field: Field): void {
    const details = readDetails(field.lines);
    movement.counterAccount = details.counterAccount;
    movement.counterName = details.counterName;
    movement.variableSymbol = details.variableSymbol;
    movement.specificSymbol = details.specificSymbol;
    movement.constantSymbol = details.constantSymbol;
    movement.message = details.message;
    movement.raw += `\n${field.raw}`;
    this.endMovement();
  }

  private endMovement(): void {
    const { movement, statement } = this;
    this.movement = null;
    if (movement === null || statement === null) return;
    statement.totals.add(movement);
    this.context.emit({ kind: "movement", movement });
  }

  private close(field: Field, message: Message): void {
    const statement = this.begin(message, null);
    const balance = readBalance(field);
    if (balance.currency !== statement.currency)
      throw refuse("bad_currency", field, balance.currency);
    statement.closing = { ...balance, isLast: field.tag === "62F" };
  }

  private sum(field: Field, message: Message): void {
    const statement = this.begin(message, null);
    const summary = readSummary(field);
    if (summary === null) return;
    const { stated } = statement;
    if (field.tag === "90C") stated.creditMinor = summary.minor;
    else stated.debitMinor = summary.minor;
    stated.movementCount = (stated.movementCount ?? 0) + summary.count;
  }

  private endMessage(): void {
    this.endField();
    this.endMovement();
    const { message } = this;
    this.message = null;
    if (message === null) return;
    const statement = this.begin(message, null);
    if (!statement.isAdvice && statement.closing === null) {
      throw new StatementRefusal("truncated_file", { line: this.line, column: 1, value: ":62F:" });
    }
  }

  private endStatement(): void {
    const { statement } = this;
    this.statement = null;
    if (statement === null) return;
    const { closing, stated, pending } = statement;
    const findings: Finding[] = [];
    if (pending > 0) findings.push(finding("bank.pending_left_out", { count: pending }));
    const closed = {
      ...stated,
      closingMinor: closing?.minor ?? null,
      closedOn: closing?.day ?? stated.closedOn,
    };
    this.context.emit({ kind: "end", end: statement.totals.end(closed, findings) });
  }

  private missing(message: Message, value: string): StatementRefusal {
    return new StatementRefusal("missing_field", { line: message.line, column: 1, value });
  }
}
