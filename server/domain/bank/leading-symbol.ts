import type { Fragment, Tx } from "@/db/client";
import type { Currency } from "@/server/kernel/money";

interface Asked {
  caseId: number;
  currency: Currency;
  /** The preferred first. */
  symbols: readonly string[];
}

/**
 * The first of the symbols by which money would be booked to this very case: a claim of it is open
 * under the symbol, and none of another case, as `judge` wants it. Null where there is none. To be
 * asked in a transaction that sees the whole tenant.
 */
export async function leadingSymbol({ sql }: Tx, asked: Asked): Promise<string | null> {
  const { caseId, currency, symbols } = asked;
  if (symbols.length === 0) return null;
  const open = sql`c.balance_minor > 0 and c.currency = ${currency} and c.voided_at is null`;
  const [row] = await sql<{ symbol: string }[]>`
    select s.symbol
      from unnest(${[...symbols]}::text[]) with ordinality as s (symbol, place)
     where exists (select from claims c
                    where c.case_id = ${caseId} and c.symbol_key = symbol_key(s.symbol) and ${open})
       and not exists (
         select from claims c join cases k on k.id = c.case_id and k.voided_at is null
          where c.symbol_key = symbol_key(s.symbol) and c.case_id <> ${caseId} and ${open})
       and not exists (
         select from instalment_schedules i join cases k on k.id = i.case_id and k.voided_at is null
           join claims c on c.case_id = i.case_id and (i.claim_id is null or i.claim_id = c.id)
          where i.symbol_key = symbol_key(s.symbol) and i.case_id <> ${caseId}
            and i.currency = ${currency} and i.end_kind is null and i.voided_at is null and ${open})
     order by s.place limit 1`;
  return row?.symbol ?? null;
}

/** Whether a symbol is that of another case's claim or schedule: its money would go there. */
export const isOthersSymbol = (
  tx: Tx,
  { caseId, symbol }: { caseId: number; symbol: string },
): Promise<boolean> => areOthers(tx, { caseId, keys: tx.sql`array[symbol_key(${symbol})]` });

/**
 * Whether a message of a payment holds a number that is another's symbol, also where a bank leaves out
 * what stands between its digits.
 */
export const namesOthersSymbol = (
  tx: Tx,
  { caseId, message }: { caseId: number; message: string },
): Promise<boolean> =>
  areOthers(tx, { caseId, keys: tx.sql`match_keys(${message}, null, ${message})` });

async function areOthers(
  { sql }: Tx,
  { caseId, keys }: { caseId: number; keys: Fragment },
): Promise<boolean> {
  const [row] = await sql<{ isOthers: boolean }[]>`
    select exists (select from claims c
                    where c.symbol_key = any (${keys}) and c.case_id <> ${caseId}
                      and c.voided_at is null)
        or exists (select from instalment_schedules i
                    where i.symbol_key = any (${keys}) and i.case_id <> ${caseId}
                      and i.end_kind is null and i.voided_at is null) as "isOthers"`;
  return row?.isOthers ?? true;
}
