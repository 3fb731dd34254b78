import type { Tx } from "@/db/client";
import type {
  BankMovement,
  StatementEnd,
  StatementFormat,
  StatementHead,
} from "@/server/connectors/bank";
import { DomainError } from "@/server/kernel/errors";
import { authorOf, type Context } from "../context";
import { type IdentifiedMovement, insertMovements } from "./insert-movements";
import { MovementIdentities } from "./movement-identity";

/** Movements that are written by one statement of SQL. */
const BATCH_ROWS = 2_000;

export interface Account {
  id: number;
  number: string;
  currency: string;
}

export async function accountsOf({ sql }: Tx): Promise<Account[]> {
  return [...(await sql<Account[]>`select id, number, currency from bank_accounts`)];
}

export interface StatementFinding {
  account: string;
  number: string | null;
  code: string;
  params?: Record<string, string | number>;
}

interface Open {
  id: number;
  account: Account;
  number: string | null;
  format: StatementFormat;
  /** The file names another currency than the account's; it may only have been assumed. */
  isOtherCurrency: boolean;
  movementCount: number;
  newCount: number;
}

/** Some formats do not name the bank; then the number alone has to do. */
const isSame = (account: Account, number: string): boolean =>
  account.number === number || (!number.includes("/") && account.number.split("/")[0] === number);

const ASSUMED = "bank.currency_assumed";

const onlyOf = (accounts: readonly Account[]): Account | undefined =>
  accounts.length === 1 ? accounts[0] : undefined;

/** Whose a statement is. Throws invalid `bank.account_…`. */
export function accountOf(
  accounts: readonly Account[],
  { account: number, currency }: StatementHead,
): Account {
  const mine = accounts.filter((account) => isSame(account, number));
  if (new Set(mine.map((account) => account.number)).size > 1) {
    throw new DomainError("invalid", "bank.account_ambiguous", { account: number });
  }
  // Where one account has the number, its currency is the statement's if the file names none.
  const found = mine.find((account) => account.currency === currency) ?? onlyOf(mine);
  if (found) return found;
  const code = mine.length > 0 ? "bank.account_currency" : "bank.account_unknown";
  throw new DomainError("invalid", code, { account: number, currency });
}

/** The currency that a file names must be the account's. Throws invalid. */
export function checkCurrency(of: {
  account: Account;
  isOtherCurrency: boolean;
  findings: StatementEnd["findings"];
}): void {
  const { account, isOtherCurrency, findings } = of;
  if (!isOtherCurrency || findings.some(({ code }) => code === ASSUMED)) return;
  const params = { account: account.number, currency: account.currency };
  throw new DomainError("invalid", "bank.account_named_currency", params);
}

interface Counts {
  statementCount: number;
  movementCount: number;
  newCount: number;
  /** What does not add up, statement by statement. */
  findings: StatementFinding[];
}

/** Takes the parts of a file in, statement by statement. */
export class Intake {
  readonly done: Counts = { statementCount: 0, movementCount: 0, newCount: 0, findings: [] };
  /** Of the whole file: statements of one day may stand one behind the other. */
  private readonly identities = new Map<number, MovementIdentities>();
  private open: Open | null = null;
  private waiting: IdentifiedMovement[] = [];

  constructor(
    private readonly ctx: Context,
    private readonly tx: Tx,
    private readonly file: {
      accounts: readonly Account[];
      fileName: string;
      /** null where only a part of the file is kept. */
      hash: Buffer | null;
    },
  ) {}

  async begin(head: StatementHead): Promise<void> {
    const account = accountOf(this.file.accounts, head);
    const { ctx, tx } = this;
    const [row] = await tx.sql<{ id: number }[]>`
      insert into bank_statements (account_id, file_name, format, number, opened_on, closed_on,
                                   opening_minor, file_hash, imported_by, imported_at)
      values (${account.id}, ${this.file.fileName}, ${head.format}, ${head.number},
              ${head.openedOn}, ${head.closedOn}, ${head.openingMinor}, ${this.file.hash},
              ${authorOf(ctx.actor).id}, ${ctx.now}) returning id`;
    if (!row) throw new Error("the insert answered nothing");
    const isOtherCurrency = head.currency !== account.currency;
    const { format, number } = head;
    const counts = { movementCount: 0, newCount: 0 };
    this.open = { id: row.id, account, number, format, isOtherCurrency, ...counts };
    this.done.statementCount += 1;
  }

  async add(movement: BankMovement): Promise<void> {
    const open = this.current();
    let identities = this.identities.get(open.account.id);
    if (!identities) {
      identities = new MovementIdentities(open.format);
      this.identities.set(open.account.id, identities);
    }
    if (open.isOtherCurrency) movement.currency = open.account.currency;
    this.waiting.push({ movement, identity: identities.of(movement) });
    open.movementCount += 1;
    if (this.waiting.length >= BATCH_ROWS) await this.write();
  }

  async end({ closingMinor, findings }: StatementEnd): Promise<void> {
    await this.write();
    const { id, account, number, isOtherCurrency, movementCount, newCount } = this.current();
    checkCurrency({ account, isOtherCurrency, findings });
    // The only account of the number settles what the file left open.
    const isSettled = this.file.accounts.filter((a) => isSame(a, account.number)).length === 1;
    const told = findings.filter(({ code }) => code !== ASSUMED || !isSettled);
    await this.tx.sql`
      update bank_statements set closing_minor = ${closingMinor}, movement_count = ${movementCount},
             new_count = ${newCount}, findings = ${JSON.stringify(told)}::jsonb
       where id = ${id}`;
    this.done.movementCount += movementCount;
    this.done.newCount += newCount;
    this.done.findings.push(...told.map((one) => ({ account: account.number, number, ...one })));
    this.open = null;
  }

  private current(): Open {
    if (!this.open) throw new Error("a movement stands outside of a statement");
    return this.open;
  }

  private async write(): Promise<void> {
    const rows = this.waiting;
    if (rows.length === 0) return;
    this.waiting = [];
    const open = this.current();
    const into = { accountId: open.account.id, statementId: open.id };
    open.newCount += (await insertMovements(this.tx, into, rows)).length;
  }
}
