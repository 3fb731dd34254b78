import type { Day } from "@/server/kernel/days";
import { type Finding, finding } from "@/server/kernel/parsed";
import type { AccountNumber } from "../account";
import { FIELD_LINES_MAX } from "../limits";
import type { ParserContext, StatementParser } from "../parser";
import { StatementRefusal } from "../refusal";
import type { BankMovement } from "../statement";
import { type Line, LineReader } from "../text/line-reader";
import { NOTHING_STATED, type Stated, Totals } from "../totals";
import { NO_DETAILS, readDetails } from "./details";
import {
  type Balance,
  type Field,
  readAccount,
  readAdviceDay,
  readBalance,
  readFloorCurrency,
  readLine61,
  readNumber,
  readSummary,
  refuse,
} from "./fields";

/** What the message that is open has said so far. */
type Message = {
  line: number;
  account: AccountNumber | null;
  number: string | null;
  currency: string | null;
  adviceOn: Day | null;
  hasBegun: boolean;
};

type Opening = Balance & { isFirst: boolean };

/** The statement that is open: one message, or several that are its pages. */
type Open = {
  account: AccountNumber;
  currency: string;
  number: string | null;
  totals: Totals;
  stated: Stated;
  closing: (Balance & { isLast: boolean }) | null;
  isAdvice: boolean;
  pending: number;
};

const TAG = /^:(\d{2}[A-Z]?):/;

/** MT940 and MT942: statements, and advices of a day that is not over. */
export class MtParser implements StatementParser {
  private readonly lines = new LineReader((line) => this.take(line));
  private field: Field | null = null;
  private message: Message | null = null;
  private statement: Open | null = null;
  private movement: BankMovement | null = null;
  private line = 0;

  constructor(private readonly context: ParserContext) {}

  write(piece: Buffer): void {
    this.lines.write(piece);
  }

  end(): void {
    this.lines.end();
    this.endMessage();
    this.endStatement();
  }

  private take(line: Line): void {
    const text = this.context.text.line(line);
    this.line = line.number;
    const tag = text.startsWith(":") ? TAG.exec(text)?.[1] : undefined;
    if (tag !== undefined) {
      this.endField();
      this.field = { tag, lines: [text.slice(tag.length + 2)], line: line.number };
    } else if (isBoundary(text)) {
      this.endMessage();
    } else if (this.field !== null) {
      if (this.field.lines.length >= FIELD_LINES_MAX) {
        throw new StatementRefusal("record_too_large", { line: this.line, column: 1, value: text });
      }
      this.field.lines.push(text);
    }
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
      ...NO_DETAILS,
      instructionId: reference,
      line: field.line,
      raw: rawOf(field),
    };
  }

  private addDetails(movement: BankMovement, field: Field): void {
    Object.assign(movement, readDetails(field.lines));
    movement.raw += `\n${rawOf(field)}`;
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

/** The end of a message, or the envelope of the next. */
function isBoundary(text: string): boolean {
  return text === "-" || text.startsWith("-}") || text.startsWith("{1:");
}

/** A page goes on where the last one stopped, under the same number. */
function isNextPage(
  { account, number, closing }: Open,
  message: Message,
  { isFirst, minor, currency }: Opening,
): boolean {
  if (closing === null || closing.isLast || isFirst) return false;
  const isSame = account === message.account && number === message.number;
  return isSame && closing.minor === minor && closing.currency === currency;
}

function rawOf({ tag, lines }: Field): string {
  return `:${tag}:${lines.length === 1 ? lines[0] : lines.join("\n")}`;
}
