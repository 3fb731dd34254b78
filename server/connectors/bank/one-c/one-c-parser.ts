import type { Day } from "@/server/kernel/days";
import { type Finding, finding } from "@/server/kernel/parsed";
import { type AccountNumber, accountOf } from "../account";
import { decimalMinor } from "../amounts";
import { dottedDay } from "../days";
import { DOCUMENT_LINES_MAX } from "../limits";
import { MixedStatements } from "../mixed-statements";
import type { ParserContext, StatementParser } from "../parser";
import { type BankReason, StatementRefusal } from "../refusal";
import { plainMovement } from "../statement";
import { LATIN1 } from "../text/text-decoding";
import { TextLines } from "../text/text-lines";
import { tidied } from "../text/tidied";
import { currencyOf, NO_PERIOD, type OwnAccount, withPeriod } from "./accounts";
import { KEYS, type Key, MARKS, type Mark, Words } from "./keys";
import { Section, type Value } from "./section";

/** One side of a document, whose account is ours. */
type Side = { on: Day; minor: number; other: AccountNumber | null; name: readonly Key[] };

/** 1CClientBankExchange: lines "key=value" in sections of accounts and of documents. */
export class OneCParser implements StatementParser {
  private readonly lines = new TextLines(LATIN1, (line, number) => this.take(line, number));
  private readonly words: Words;
  private readonly statements: MixedStatements;
  private readonly own = new Map<AccountNumber, OwnAccount>();
  private readonly pending = new Map<AccountNumber, number>();
  private readonly section = new Section();
  // Text of a document as a whole, where each of its characters is a byte.
  private whole: string | null = null;
  private lastKey: Key | null = null;
  private line = 0;
  private isEnded = false;

  constructor(private readonly context: ParserContext) {
    this.words = new Words(context.text.encoding);
    this.statements = new MixedStatements(context.emit, "other_side");
  }

  write(piece: Buffer): void {
    this.lines.write(piece);
  }

  end(): void {
    this.lines.end();
    if (!this.isEnded) throw this.refuseLine("truncated_file", MARKS.endFile);
    if (this.own.size === 0) throw this.refuseLine("missing_field", KEYS.account);
    for (const account of this.own.keys()) this.openStatement(account);
    this.statements.end((account) => this.closing(account));
  }

  private take(line: string, number: number): void {
    this.line = number;
    const text = trimmed(line);
    if (text === "" || number === 1) return;
    if (this.section.kind === "document") this.keepRaw(text);
    const equals = text.indexOf("=");
    const word = this.words.find(text, blanksStart(text, equals < 0 ? text.length : equals));
    if (word !== undefined && word.mark !== null) this.takeMark(word.mark, text);
    else if (equals < 0) this.continueValue(text);
    else this.takeValue(word?.key ?? null, text, equals);
  }

  private keepRaw(text: string): void {
    const { section } = this;
    if (section.raw.length >= DOCUMENT_LINES_MAX) throw this.refuseLine("record_too_large", text);
    section.keep(text);
  }

  private takeValue(key: Key | null, text: string, equals: number): void {
    this.lastKey = key;
    if (key === null) return;
    // Everything behind the first sign: purposes have signs of their own.
    const start = blanksEnd(text, equals + 1);
    const bytes = text.slice(start);
    const { section } = this;
    if (section.kind === "file" && key === "account") this.addOwn(bytes);
    if (bytes !== "") section.take(key, bytes, { line: this.line, text, at: start });
  }

  /** A line without a key goes on with the purpose, the one text that may have lines. */
  private continueValue(text: string): void {
    const { section } = this;
    const isOpen = this.lastKey === "purpose" && section.bytesOf("purpose") !== "";
    if (!isOpen) throw this.refuseLine("unknown_record", this.decoded(text));
    section.continue("purpose", text);
  }

  private takeMark(mark: Mark, text: string): void {
    const { section } = this;
    const isFitting = this.isEnded ? false : FITTING[mark] === section.kind;
    if (!isFitting) throw this.refuseLine("unknown_record", MARKS[mark]);
    this.lastKey = null;
    if (mark === "endAccount") this.closeAccount();
    else if (mark === "endDocument") this.closeDocument();
    else if (mark === "endFile") this.isEnded = true;
    const next =
      mark === "beginAccount" ? "account" : mark === "beginDocument" ? "document" : "file";
    section.begin(next, this.line);
    if (next === "document") section.keep(text);
  }

  private addOwn(bytes: string): AccountNumber {
    const account = accountOf(this.decoded(bytes));
    if (account === null) throw this.refuseLine("bad_account", bytes);
    if (!this.own.has(account)) this.own.set(account, NO_PERIOD);
    return account;
  }

  private closeAccount(): void {
    const account = this.addOwn(this.section.bytesOf("account"));
    const period = {
      from: this.day("from"),
      to: this.day("to"),
      opening: this.minor("opening"),
      credit: this.minor("credit"),
      debit: this.minor("debit"),
      closing: this.minor("closing"),
    };
    this.own.set(account, withPeriod(this.own.get(account) ?? NO_PERIOD, period));
  }

  private closeDocument(): void {
    this.whole = this.context.text.isBytewise ? this.decoded(this.section.raw.join("\n")) : null;
    const payer = this.accountIn(PAYER_ACCOUNT);
    const payee = this.accountIn(PAYEE_ACCOUNT);
    const isPayer = payer !== null && this.own.has(payer);
    const isPayee = payee !== null && this.own.has(payee);
    if (!isPayer && !isPayee) {
      throw this.refuse("account_differs", this.section.valueOf("payerAccount") ?? this.here());
    }
    const amount = this.minor("amount") ?? -1;
    if (amount < 0) throw this.refuse("bad_amount", this.section.valueOf("amount") ?? this.here());
    const [debitedOn, creditedOn] = [this.day("debitedOn"), this.day("creditedOn")];
    // Of one side of ours any day will do; of two each side has its own.
    const outOn = isPayer ? (debitedOn ?? (isPayee ? null : creditedOn)) : null;
    const inOn = isPayee ? (creditedOn ?? (isPayer ? null : debitedOn)) : null;
    if (outOn === null && inOn === null) {
      const account = (isPayer ? payer : payee) ?? "";
      this.pending.set(account, (this.pending.get(account) ?? 0) + 1);
    }
    if (outOn !== null && payer !== null) {
      this.add(payer, { on: outOn, minor: amount === 0 ? 0 : -amount, other: payee, name: PAYEE });
    }
    if (inOn !== null && payee !== null) {
      this.add(payee, { on: inOn, minor: amount, other: payer, name: PAYER });
    }
  }

  private add(account: AccountNumber, { on, minor, other, name }: Side): void {
    const { currency } = currencyOf(account);
    const { line } = this.section;
    const raw = this.whole ?? this.decoded(this.section.raw.join("\n"));
    this.openStatement(account);
    const plain = plainMovement({ bookedOn: on, amountMinor: minor, currency, line, raw });
    plain.counterAccount = other;
    plain.counterName = tidied(this.firstText(name)) || null;
    plain.message = this.purpose();
    this.statements.add(account, plain);
  }

  private openStatement(account: AccountNumber): void {
    if (this.statements.has(account)) return;
    const { openedOn, stated } = this.own.get(account) ?? NO_PERIOD;
    this.statements.open({
      format: this.context.format,
      encoding: this.context.text.encoding,
      account,
      currency: currencyOf(account).currency,
      number: null,
      openedOn,
      closedOn: stated.closedOn,
      openingMinor: stated.openingMinor,
    });
  }

  private closing(account: AccountNumber): { stated: OwnAccount["stated"]; findings: Finding[] } {
    const findings: Finding[] = [];
    const { currency, isAssumed } = currencyOf(account);
    if (isAssumed) findings.push(finding("bank.currency_assumed", { currency }));
    const count = this.pending.get(account);
    if (count !== undefined) findings.push(finding("bank.pending_left_out", { count }));
    return { stated: (this.own.get(account) ?? NO_PERIOD).stated, findings };
  }

  private purpose(): string | null {
    const { section } = this;
    const text =
      section.bytesOf("purpose") === ""
        ? this.decoded(PURPOSES.map((key) => section.bytesOf(key)).join(" "))
        : this.textOf("purpose");
    return tidied(text) || null;
  }

  private accountIn(keys: readonly Key[]): AccountNumber | null {
    return accountOf(this.firstText(keys));
  }

  /** The first value that is given. */
  private firstText(keys: readonly Key[]): string {
    for (const key of keys) if (this.section.bytesOf(key) !== "") return this.textOf(key);
    return "";
  }

  private textOf(key: Key): string {
    const { section, whole } = this;
    const text = whole === null ? null : section.textIn(whole, key);
    return text ?? this.decoded(section.bytesOf(key));
  }

  private day(key: Key): Day | null {
    const bytes = this.section.bytesOf(key);
    if (bytes === "") return null;
    const day = dottedDay(bytes);
    if (day === null) throw this.refuse("bad_date", this.section.valueOf(key) ?? this.here());
    return day;
  }

  private minor(key: Key): number | null {
    const bytes = this.section.bytesOf(key);
    if (bytes === "") return null;
    const minor = decimalMinor(bytes);
    if (typeof minor === "string")
      throw this.refuse(minor, this.section.valueOf(key) ?? this.here());
    return minor;
  }

  private decoded(bytes: string): string {
    const text = this.context.text.decode(bytes);
    if (text === null) throw this.refuseLine("bad_encoding", bytes);
    return text;
  }

  private here(): Value {
    return { bytes: "", line: this.line, column: 1 };
  }

  private refuse(reason: BankReason, { bytes, line, column }: Value): StatementRefusal {
    const value = this.context.text.decode(bytes) ?? bytes;
    return new StatementRefusal(reason, { line, column, value });
  }

  private refuseLine(reason: BankReason, value: string): StatementRefusal {
    return new StatementRefusal(reason, { line: this.line, column: 1, value });
  }
}

/** The section in which a mark may stand. */
const FITTING: Readonly<Record<Mark, Section["kind"]>> = {
  beginAccount: "file",
  endAccount: "account",
  beginDocument: "file",
  endDocument: "document",
  endFile: "file",
};

const PAYER_ACCOUNT: readonly Key[] = ["payerAccount", "payerSettlement"];
const PAYEE_ACCOUNT: readonly Key[] = ["payeeAccount", "payeeSettlement"];
const PAYER: readonly Key[] = ["payerName", "payer"];
const PAYEE: readonly Key[] = ["payeeName", "payee"];
const PURPOSES: readonly Key[] = [
  "purpose1",
  "purpose2",
  "purpose3",
  "purpose4",
  "purpose5",
  "purpose6",
];

/** Of bytes only these are blanks in every encoding: the no-break space is a letter in some. */
function trimmed(bytes: string): string {
  return bytes.slice(blanksEnd(bytes, 0), blanksStart(bytes, bytes.length));
}

function blanksStart(bytes: string, end: number): number {
  let at = end;
  while (isBlank(bytes.charCodeAt(at - 1))) at -= 1;
  return at;
}

function blanksEnd(bytes: string, from: number): number {
  let at = from;
  while (isBlank(bytes.charCodeAt(at))) at += 1;
  return at;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
