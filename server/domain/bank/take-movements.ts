import type { Tx } from "@/db/client";
import { authorOf, type Context } from "../context";
import { writeFact } from "../events";
import { type IdentifiedMovement, insertMovements } from "./insert-movements";

/** Movements that no file brought: where they came from stands in place of its name and format. */
export interface TakenMovements {
  /** Number of the account that they stand on; it is made where there is none. */
  account: string;
  currency: string;
  format: string;
  source: string;
  movements: readonly IdentifiedMovement[];
}

/**
 * Keeps movements of a feed on an account of their own and has them matched, in the caller's
 * transaction. Answers the new ones by identity (hex). Not a verb: the caller has asked for the right.
 */
export async function takeMovements(
  ctx: Context,
  tx: Tx,
  taken: TakenMovements,
): Promise<Map<string, number>> {
  if (taken.movements.length === 0) return new Map();
  const accountId = await accountOf(ctx, tx, taken);
  const author = authorOf(ctx.actor).id;
  const [statement] = await tx.sql<{ id: number }[]>`
    insert into bank_statements (account_id, file_name, format, imported_by, imported_at,
                                 opened_on, closed_on, movement_count)
    values (${accountId}, ${taken.source}, ${taken.format}, ${author}, ${ctx.now},
            ${edge(taken, Math.min)}, ${edge(taken, Math.max)}, ${taken.movements.length})
    returning id`;
  const statementId = statement?.id ?? 0;
  const fresh = await insertMovements(tx, { accountId, statementId }, taken.movements);
  await tx.sql`update bank_statements set new_count = ${fresh.length} where id = ${statementId}`;
  await writeFact(ctx, { name: "bank.uploaded", payload: { newCount: fresh.length } });
  return new Map(fresh.map(({ id, identity }) => [identity, id]));
}

/** First or last day of the movements. */
function edge({ movements }: TakenMovements, pick: (...values: number[]) => number): string {
  const days = movements.map(({ movement }) => Date.parse(movement.bookedOn));
  return new Date(days.reduce((a, b) => pick(a, b))).toISOString().slice(0, 10);
}

async function accountOf(
  ctx: Context,
  { sql }: Tx,
  { account, currency }: TakenMovements,
): Promise<number> {
  await sql`
    insert into bank_accounts (number, currency, created_by, created_at)
    values (${account}, ${currency}, ${authorOf(ctx.actor).id}, ${ctx.now})
    on conflict (tenant_id, number, currency) do nothing`;
  const [row] = await sql<{ id: number }[]>`
    select id from bank_accounts where number = ${account} and currency = ${currency}`;
  return row?.id ?? 0;
}
