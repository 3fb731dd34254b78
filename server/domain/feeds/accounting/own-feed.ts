import type { Tx } from "@/db/client";
import { type AccountingPayment, PAGE_SIZE } from "@/server/connectors/accounting";
import { type Context, reading } from "../../context";

/** A payment whose birth number is known by its keyed hash alone. */
export interface FedPayment extends Omit<AccountingPayment, "birthNumber"> {
  birthNumberHash: Buffer | null;
}

export interface FedPage {
  payments: FedPayment[];
  nextCursor: string | null;
}

/** The tenant's own outbox, read as a foreign feed is: after a cursor, a page at a time. */
export function readOwnFeed(ctx: Context, cursor: string | null): Promise<FedPage> {
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<(FedPayment & { id: number })[]>`
      select id, external_id as "externalId", booked_on as "bookedOn",
             amount_minor as "amountMinor", currency, variable_symbol as "variableSymbol",
             document_number as "documentNumber", message, case_ref as "caseRef",
             registration_no as "registrationNo", birth_number_hash as "birthNumberHash",
             counterparty_name as "counterpartyName", entered_at as "enteredAt"
        from accounting_outbox where id > ${cursor === null ? 0 : Number(cursor)}
       order by id limit ${PAGE_SIZE}`;
    const last = rows.at(-1);
    return { payments: [...rows], nextCursor: last ? String(last.id) : cursor };
  });
}

/** The name under which the tenant's own payments stand, as a source and as an account. */
export const OWN_NAME = "Účetnictví";

/** The own source, made when it is first needed, and locked: entries are numbered in commit order. */
export async function lockOwnSource(ctx: Context, { sql }: Tx): Promise<number> {
  await sql`
    insert into accounting_sources (name, kind, due_at, created_at)
    values (${OWN_NAME}, 'own', ${ctx.now}, ${ctx.now}) on conflict do nothing`;
  const [row] = await sql<{ id: number }[]>`
    select id from accounting_sources where kind = 'own' for update`;
  if (!row) throw new Error("the own source is not there");
  return row.id;
}
