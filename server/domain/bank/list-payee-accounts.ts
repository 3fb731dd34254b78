import { ibanOf } from "@/server/connectors/bank";
import type { Currency } from "@/server/kernel/money";
import { authorize, type Context, reading } from "../context";

/** An account of ours that debtors pay to. */
export interface PayeeAccount {
  id: number;
  number: string;
  iban: string;
  currency: Currency;
  name: string;
}

/**
 * The tenant's accounts in a currency that money can be asked to, the oldest first; told to whoever
 * reads claims, because it is what a debtor is told. Balances and movements stay with the bank's own.
 */
export async function listPayeeAccounts(ctx: Context, currency: Currency): Promise<PayeeAccount[]> {
  authorize(ctx, "claims:read");
  const rows = await reading(
    ctx,
    ({ sql }) => sql<Omit<PayeeAccount, "iban">[]>`
      select id, number, currency, name from bank_accounts
       where currency = ${currency} order by id`,
  );
  return rows.flatMap((row) => {
    const iban = ibanOf(row.number);
    return iban === null ? [] : [{ ...row, iban }];
  });
}
