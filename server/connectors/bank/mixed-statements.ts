import type { Finding } from "@/server/kernel/parsed";
import type { AccountNumber } from "./account";
import { HELD_MOVEMENTS_MAX } from "./limits";
import { StatementRefusal } from "./refusal";
import type { BankMovement, StatementHead, StatementPart } from "./statement";
import { type ReversalsIn, type Stated, Totals } from "./totals";

type Account = { head: StatementHead; totals: Totals; held: BankMovement[] };

/**
 * Statements of a file that does not keep its accounts apart. Those of the first account flow; the
 * others wait for it to end, up to a limit, so that each account still is one statement.
 */
export class MixedStatements {
  private readonly accounts = new Map<AccountNumber, Account>();
  private first: Account | null = null;
  private heldCount = 0;

  constructor(
    private readonly emit: (part: StatementPart) => void,
    private readonly reversalsIn: ReversalsIn,
  ) {}

  get isEmpty(): boolean {
    return this.first === null;
  }

  has(account: AccountNumber): boolean {
    return this.accounts.has(account);
  }

  /** The first time only; the account must be new. */
  open(head: StatementHead): void {
    const account = { head, totals: new Totals(this.reversalsIn), held: [] };
    this.accounts.set(head.account, account);
    if (this.first !== null) return;
    this.first = account;
    this.emit({ kind: "statement", statement: head });
  }

  add(to: AccountNumber, movement: BankMovement): void {
    const { first } = this;
    const account = first?.head.account === to ? first : this.accounts.get(to);
    if (account === undefined) throw new Error("a movement of an account that is not open");
    account.totals.add(movement);
    if (account === this.first) {
      this.emit({ kind: "movement", movement });
      return;
    }
    if (this.heldCount >= HELD_MOVEMENTS_MAX) {
      throw new StatementRefusal("accounts_mixed", { line: movement.line, column: 1, value: to });
    }
    this.heldCount += 1;
    account.held.push(movement);
  }

  end(closing: (account: AccountNumber) => { stated: Stated; findings: Finding[] }): void {
    for (const [number, account] of this.accounts) {
      if (account !== this.first) {
        this.emit({ kind: "statement", statement: account.head });
        for (const movement of account.held) this.emit({ kind: "movement", movement });
        account.held = [];
      }
      const { stated, findings } = closing(number);
      this.emit({ kind: "end", end: account.totals.end(stated, findings) });
    }
  }
}
