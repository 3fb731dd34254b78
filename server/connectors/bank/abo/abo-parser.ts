import { type Finding, finding } from "@/server/kernel/parsed";
import type { ParserContext, StatementParser } from "../parser";
import type { BankMovement } from "../statement";
import { LineReader } from "../text/line-reader";
import { Totals } from "../totals";
import { type AboLine, aboLine } from "./abo-line";
import { currencyAt, joined, readMovement, referenceAt } from "./abo-movement";
import { type AboStatement, numberAt, readStatement, refuse } from "./abo-statement";
import { CONTINUATIONS, UNSURE_POSTING } from "./dialects";

// Old programs end a text file by this.
const CTRL_Z = "\u001a";

/** ABO (GPC): statements one behind the other, each a record 074 and its 075s. */
export class AboParser implements StatementParser {
  private readonly lines = new LineReader((line) => this.record(aboLine(line, this.context.text)));
  private statement: AboStatement | null = null;
  private totals = new Totals("own_side");
  private isHeadOut = false;
  private isCurrencyAssumed = true;
  private hasUnsurePosting = false;
  // Records behind it may still add to it.
  private movement: BankMovement | null = null;

  constructor(private readonly context: ParserContext) {}

  write(piece: Buffer): void {
    this.lines.write(piece);
  }

  end(): void {
    this.lines.end();
    this.closeStatement();
  }

  private record(line: AboLine): void {
    const { text } = line;
    if (text.startsWith("075")) this.openMovement(line);
    else if (text.startsWith("074")) this.openStatement(line);
    else if (text !== "" && text !== CTRL_Z && text.trim() !== "") this.continueMovement(line);
  }

  private openStatement(line: AboLine): void {
    this.closeStatement();
    this.statement = readStatement(line, this.context.own);
    this.totals = new Totals("own_side");
    this.isHeadOut = false;
    this.isCurrencyAssumed = true;
    this.hasUnsurePosting = false;
  }

  private openMovement(line: AboLine): void {
    this.closeMovement();
    const { statement } = this;
    if (statement === null) throw refuse("record_outside_statement", line, [0, 3]);
    if (!this.isHeadOut) this.emitHead(statement, currencyAt(line, statement));
    this.movement = readMovement(line, statement);
    if (!statement.isBankKnown && numberAt(line, 60, 61) === UNSURE_POSTING) {
      this.hasUnsurePosting = true;
    }
  }

  private continueMovement(line: AboLine): void {
    const { text } = line;
    const continuation = CONTINUATIONS[text.slice(0, 3)];
    if (continuation === undefined) throw refuse("unknown_record", line, [0, text.length]);
    const { movement } = this;
    if (movement === null) throw refuse("record_outside_statement", line, [0, 3]);
    movement.raw += `\n${text}`;
    const { reference, texts } = continuation;
    if (reference !== null) movement.instructionId ??= referenceAt(text, reference);
    const said = joined(text, texts);
    if (said === null) return;
    movement.message = movement.message === null ? said : `${movement.message} ${said}`;
  }

  /** The head waits for the first movement, which alone may name the currency. */
  private emitHead(statement: AboStatement, currency: string | null): void {
    if (currency !== null) {
      statement.currency = currency;
      this.isCurrencyAssumed = false;
    }
    const { account, number, openedOn, closedOn, stated } = statement;
    this.context.emit({
      kind: "statement",
      statement: {
        format: this.context.format,
        encoding: this.context.text.encoding,
        account,
        currency: statement.currency,
        number,
        openedOn,
        closedOn,
        openingMinor: stated.openingMinor,
      },
    });
    this.isHeadOut = true;
  }

  private closeMovement(): void {
    if (this.movement === null) return;
    this.totals.add(this.movement);
    this.context.emit({ kind: "movement", movement: this.movement });
    this.movement = null;
  }

  private closeStatement(): void {
    this.closeMovement();
    if (this.statement === null) return;
    if (!this.isHeadOut) this.emitHead(this.statement, null);
    const end = this.totals.end(this.statement.stated, this.findings());
    this.context.emit({ kind: "end", end });
    this.statement = null;
  }

  private findings(): Finding[] {
    const found: Finding[] = [];
    if (this.isCurrencyAssumed) {
      found.push(finding("bank.currency_assumed", { currency: this.statement?.currency ?? "" }));
    }
    if (this.hasUnsurePosting) found.push(finding("bank.reversal_side_unsure"));
    return found;
  }
}
