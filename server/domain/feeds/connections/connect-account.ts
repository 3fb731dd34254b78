import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction } from "../../context";
import { type ConnectAccountInput, connectAccountInput } from "../inputs";

const FIO = "/2010";
/** Slovak accounts of the bank are named by their IBAN; the bank's code there is 8330. */
const isFio = (number: string): boolean =>
  number.endsWith(FIO) || /^CZ\d\d2010|^SK\d\d8330/.test(number) || number.endsWith("/8330");

/**
 * Connects an account of the tenant's with its bank, or replaces the token of one that is connected.
 * The token is sealed; of it only the last four characters are ever shown. Throws not_found
 * `bank.account_not_found`, invalid `feeds.not_fio`, conflict `feeds.token_taken`.
 */
export async function connectAccount(
  ctx: Context,
  raw: ConnectAccountInput,
): Promise<{ connectionId: number }> {
  authorize(ctx, "bank:accounts");
  const { accountId, token } = connectAccountInput.parse(raw);
  return inTransaction(ctx, async (inner, { sql }) => {
    const [account] = await sql<{ number: string }[]>`
      select number from bank_accounts where id = ${accountId} for update`;
    if (!account) throw new DomainError("not_found", "bank.account_not_found");
    const { number } = account;
    if (!isFio(number)) throw new DomainError("invalid", "feeds.not_fio", { account: number });
    const tokenHash = ctx.keys.hash("fio-token", token);
    const [taken] = await sql`
      select 1 from bank_connections where token_hash = ${tokenHash} and account_id <> ${accountId}`;
    if (taken) throw new DomainError("conflict", "feeds.token_taken");
    const tail = token.slice(-4);
    const [row] = await sql<{ id: number }[]>`
      insert into bank_connections (account_id, token_sealed, token_hash, token_tail, due_at,
                                    created_by, created_at)
      values (${accountId}, ${ctx.keys.seal(token)}, ${tokenHash}, ${tail}, ${ctx.now},
              ${authorOf(ctx.actor).id}, ${ctx.now})
      on conflict (tenant_id, account_id) do update
         set token_sealed = excluded.token_sealed, token_hash = excluded.token_hash,
             token_tail = excluded.token_tail, state = 'active', due_at = excluded.due_at,
             called_at = case when bank_connections.token_hash = excluded.token_hash
                              then bank_connections.called_at end,
             error = null, error_params = null, error_at = null, failures = 0
      returning id`;
    if (!row) throw new Error("the insert answered nothing");
    await writeAudit(inner, {
      action: "feeds.connect-account",
      entity: "bank_account",
      entityId: accountId,
      after: { number, token: `…${tail}` },
    });
    return { connectionId: row.id };
  });
}

/** Ends a connection and forgets its token. Throws not_found `feeds.connection_not_found`. */
export async function disconnectAccount(
  ctx: Context,
  { connectionId }: { connectionId: number },
): Promise<void> {
  authorize(ctx, "bank:accounts");
  await inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ accountId: number; tail: string }[]>`
      delete from bank_connections where id = ${connectionId}
      returning account_id as "accountId", token_tail as tail`;
    if (!row) throw new DomainError("not_found", "feeds.connection_not_found");
    await writeAudit(inner, {
      action: "feeds.disconnect-account",
      entity: "bank_account",
      entityId: row.accountId,
      before: { token: `…${row.tail}` },
    });
  });
}
