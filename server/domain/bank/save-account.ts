import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { readAccountNumber } from "./account-number";
import { type SaveAccountInput, saveAccountInput } from "./inputs";

/** Adds one of the tenant's own accounts, or names it anew. The number of a used one stays. */
export async function saveAccount(
  ctx: Context,
  raw: SaveAccountInput,
): Promise<{ accountId: number }> {
  authorize(ctx, "bank:accounts");
  const input = saveAccountInput.parse(raw);
  const number = readAccountNumber(input.number);
  return inTransaction(ctx, async (inner, { sql }) => {
    const { accountId, currency, name } = input;
    const [row] = accountId
      ? await sql<{ id: number }[]>`
          update bank_accounts set name = ${name}
           where id = ${accountId} and number = ${number} and currency = ${currency} returning id`
      : await sql<{ id: number }[]>`
          insert into bank_accounts (number, currency, name, created_by, created_at)
          values (${number}, ${currency}, ${name}, ${authorOf(ctx.actor).id}, ${ctx.now})
          on conflict (tenant_id, number, currency) do nothing returning id`;
    if (!row) {
      throw accountId
        ? new DomainError("not_found", "bank.account_not_found")
        : new DomainError("conflict", "bank.account_taken", { account: number });
    }
    await writeAudit(inner, {
      action: "bank.save-account",
      entity: "bank_account",
      entityId: row.id,
      after: { number, currency, name },
    });
    return { accountId: row.id };
  });
}
