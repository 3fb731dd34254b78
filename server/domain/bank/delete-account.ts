import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { type AccountIdInput, accountIdInput } from "./inputs";

/** Takes an account away that no statement ever came for: it was a slip. */
export async function deleteAccount(ctx: Context, raw: AccountIdInput): Promise<void> {
  authorize(ctx, "bank:accounts");
  const { accountId } = accountIdInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [account] = await sql<{ number: string; isUsed: boolean }[]>`
      select a.number, exists (select 1 from bank_statements s where s.account_id = a.id) as "isUsed"
        from bank_accounts a where a.id = ${accountId} for update`;
    if (!account) throw new DomainError("not_found", "bank.account_not_found");
    const { number, isUsed } = account;
    if (isUsed) throw new DomainError("conflict", "bank.account_used", { account: number });
    await sql`delete from bank_accounts where id = ${accountId}`;
    await writeAudit(inner, {
      action: "bank.delete-account",
      entity: "bank_account",
      entityId: accountId,
      before: { number },
    });
  });
}
