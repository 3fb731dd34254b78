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
import { type Line, LineReader } from "../text/line-reader";
import { currencyOf, NO_PERIOD, type OwnAccount, withPeriod } from "./accounts";
import { byBytes, KEYS, type Key, MARKS, type Mark } from "./keys";

/** A value as its bytes, and where it stands. */
type Value = { bytes: string; line: number; column: number };

type Section = { kind: "file" | "account" | "document"; values: Map<Key, Value>; line: number };

/** One side of a document, whose account is ours. */
type Side = { on: Day; minor: number; other: AccountNumber | null; name: readonly Key[] };

/** 1CClientBankExchange: lines "key=value" in sections of accounts and of documents. */
export class OneCParser implements StatementParser {
  private readonly lines = new LineReader((line) => this.take(line));
  private readonly words: ReadonlyMap<string, Key | Mark>;
  private readonly statements: MixedStatements;
  private readonly own = new Map<AccountNumber, OwnAccount>();
  private readonly pending = new Map<AccountNumber, number>();
  private section: Section = { kind: "file", values: new Map(), line: 1 };
  private raw: string[] = [];
  private lastKey: Key | null = null;
  private line = 0;
  private isEnded = false;

  constructor(private readonly context: ParserContext) {
    this.words = byBytes({ ...KEYS, ...MARKS }, context.text.encoding);
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

  private take({ bytes, start, end, number }: Line): void {
    this.line = number;
    const text = trimmed(bytes.toString("latin1", start, end));
    if (text === "" || number === 1) return;
    if (this.section.kind === "document") this.keepRaw(text);
    const equals = text.indexOf("=");
    const word = equals < 0 ? text : trimmed(text.slice(0, equals));
    const known = this.words.get(word);
    if (known !== undefined && known in MARKS) this.takeMark(known as Mark, text);
    else if (equals < 0) this.continueValue(text);
    else this.takeValue(known as Key | undefined, text, equals);
  }

  private keepRaw(text: string): void {
    if (this.raw.length >= DOCUMENT_LINES_MAX) throw this.refuseLine("record_too_large", text);
    this.raw.push(text);
  }

  private takeValue(key: Key | undefined, text: string, equals: number): void {
    this.lastKey = key ?? null;
    if (key === undefined) return;
    // Everything behind the first sign: purposes have signs of their own.
    const bytes = trimmed(text.slice(equals + 1));
    const { values, kind } = this.section;
    if (kind === "file" && key === "account") this.addOwn(bytes);
    if (bytes !== "") values.set(key, { bytes, line: this.line, column: KEYS[key].length + 2 });
  }

  /** A line without a key goes on with the purpose, the one text that may have lines. */
  private continueValue(text: string): void {
    const value = this.lastKey === "purpose" ? this.section.values.get("purpose") : undefined;
    if (value === undefined) throw this.refuseLine("unknown_record", this.decoded(text));
    value.bytes += ` ${text}`;
  }

  private takeMark(mark: Mark, text: string): void {
    const { kind } = this.section;
    const isFitting = this.isEnded ? false : FITTING[mark] === kind;
    if (!isFitting) throw this.refuseLine("unknown_record", MARKS[mark]);
    this.lastKey = null;
    if (mark === "endAccount") this.closeAccount();
    else if (mark === "endDocument") this.closeDocument();
    else if (mark === "endFile") this.isEnded = true;
    const next =
      mark === "beginAccount" ? "account" : mark === "beginDocument" ? "document" : "file";
    this.section = { kind: next, values: new Map(), line: this.line };
    this.raw = next === "document" ? [text] : [];
  }

  private addOwn(bytes: string): AccountNumber {
    const account = accountOf(this.decoded(bytes));
    if (account === null) throw this.refuseLine("bad_account", bytes);
    if (!this.own.has(account)) this.own.set(account, NO_PERIOD);
    return account;
  }

  private closeAccount(): void {
    const account = this.addOwn(this.section.values.get("account")?.bytes ?? "");
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
    const payer = this.accountIn(PAYER_ACCOUNT);
    const payee = this.accountIn(PAYEE_ACCOUNT);
    const isPayer = payer !== null && this.own.has(payer);
    const isPayee = payee !== null && this.own.has(payee);
    if (!isPayer && !isPayee) {
      throw this.refuse("account_differs", this.section.values.get("payerAccount") ?? this.here());
    }
    const amount = this.minor("amount") ?? -1;
    if (amount < 0)
      throw this.refuse("bad_amount", this.section.values.get("amount") ?? this.here());
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
    const raw = this.decoded(this.raw.join("\n"));
    this.openStatement(account);
    const plain = plainMovement({ bookedOn: on, amountMinor: minor, currency, line, raw });
    plain.counterAccount = other;
    plain.counterName = textOrNull(this.decoded(this.first(name)));
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
    const { values } = this.section;
    const whole = values.get("purpose")?.bytes;
    const text = whole ?? PURPOSES.map((key) => values.get(key)?.bytes ?? "").join(" ");
    return textOrNull(this.decoded(text));
  }

  private accountIn(keys: readonly Key[]): AccountNumber | null {
    return accountOf(this.decoded(this.first(keys)));
  }

  /** The first value that is given. */
  private first(keys: readonly Key[]): string {
    for (const key of keys) {
      const value = this.section.values.get(key);
      if (value !== undefined) return value.bytes;
    }
    return "";
  }

  private day(key: Key): Day | null {
    const value = this.section.values.get(key);
    if (value === undefined) return null;
    const day = dottedDay(value.bytes);
    if (day === null) throw this.refuse("bad_date", value);
    return day;
  }

  private minor(key: Key): number | null {
    const value = this.section.values.get(key);
    if (value === undefined) return null;
    const minor = decimalMinor(value.bytes);
    if (typeof minor === "string") throw this.refuse(minor, value);
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
  let [start, end] = [0, bytes.length];
  while (start < end && isBlank(bytes.charCodeAt(start))) start += 1;
  while (start < end && isBlank(bytes.charCodeAt(end - 1))) end -= 1;
  return bytes.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function textOrNull(text: string): string | null {
  const tidy = ODD_SPACES.test(text) ? text.replace(/\s+/g, " ").trim() : text;
  return tidy === "" ? null : tidy;
}

const ODD_SPACES = /^\s|\s$|\s\s|[^\S ]/;
