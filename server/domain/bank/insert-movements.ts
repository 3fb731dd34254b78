import type { Tx } from "@/db/client";
import type { BankMovement } from "@/server/connectors/bank";

/** A movement with what makes it the same wherever it comes from. */
export interface IdentifiedMovement {
  movement: BankMovement;
  /** 32 bytes, unique within the account. */
  identity: Buffer;
}

/** Writes movements by one statement; what came before stays. Answers the new ones, by identity. */
export async function insertMovements(
  { sql }: Tx,
  { accountId, statementId }: { accountId: number; statementId: number },
  rows: readonly IdentifiedMovement[],
): Promise<{ id: number; identity: string }[]> {
  const of = <T>(pick: (movement: BankMovement) => T): T[] =>
    rows.map(({ movement }) => pick(movement));
  return [
    ...(await sql<{ id: number; identity: string }[]>`
      insert into bank_movements (account_id, statement_id, identity, booked_on, value_on,
             amount_minor, currency, is_reversal, counter_account, counter_name, variable_symbol,
             specific_symbol, constant_symbol, message, line, raw)
      select ${accountId}, ${statementId}, decode(n.identity, 'hex'), n.booked_on::date,
             n.value_on::date, n.amount, n.currency, n.kind = 'reversal', n.counter_account,
             n.counter_name, n.vs, n.ss, n.ks, n.message, n.line, n.raw
        from unnest(${rows.map(({ identity }) => identity.toString("hex"))}::text[],
                    ${of((m) => m.bookedOn)}::text[], ${of((m) => m.valueOn)}::text[],
                    ${of((m) => m.amountMinor)}::bigint[], ${of((m) => m.currency)}::text[],
                    ${of((m) => m.kind)}::text[],
                    ${of((m) => m.counterAccount)}::text[], ${of((m) => m.counterName)}::text[],
                    ${of((m) => m.variableSymbol)}::text[], ${of((m) => m.specificSymbol)}::text[],
                    ${of((m) => m.constantSymbol)}::text[], ${of((m) => m.message)}::text[],
                    ${of((m) => m.line)}::integer[], ${of((m) => m.raw)}::text[])
             as n (identity, booked_on, value_on, amount, currency, kind, counter_account,
                   counter_name, vs, ss, ks, message, line, raw)
      on conflict (tenant_id, account_id, identity) do nothing
      returning id, encode(identity, 'hex') as identity`),
  ];
}
