import { createHash } from "node:crypto";
import type { Tx } from "@/db/client";
import { plainMovement } from "@/server/connectors/bank";
import { type Settlement, settleMovements, takeMovements } from "../../bank";
import type { Context } from "../../context";
import type { FedPage, FedPayment } from "./own-feed";
import { resolveCounterparties, verdictsOf } from "./resolve";

export interface Source {
  id: number;
  name: string;
  cursor: string | null;
}

interface Taken {
  payment: FedPayment;
  movementId: number;
}

/**
 * Keeps one page of a feed, in the caller's transaction: payments that came before are left out by
 * (source, external id), the new ones become movements, certain ones pay their case, and the cursor
 * moves on. Set-based. Answers how many were new, or null: somebody else has moved the cursor.
 */
export async function applyPage(
  ctx: Context,
  tx: Tx,
  { source, page }: { source: Source; page: FedPage },
): Promise<number | null> {
  const held = await tx.sql`
    select 1 from accounting_sources
     where id = ${source.id} and cursor is not distinct from ${source.cursor} for update`;
  if (held.length === 0) return null;
  const fresh = await claimItems(ctx, tx, { source, page });
  const taken: Taken[] = [];
  for (const currency of new Set(fresh.map((each) => each.currency))) {
    const mine = fresh.filter((each) => each.currency === currency);
    taken.push(...(await takeCurrency(ctx, tx, { source, currency, payments: mine })));
  }
  await settleByCounterparty(ctx, tx, taken);
  await tx.sql`
    update accounting_sources
       set cursor = ${page.nextCursor ?? source.cursor},
           taken_at = ${fresh.length > 0 ? ctx.now : tx.sql`taken_at`},
           lag_seconds = ${fresh.length > 0 ? lagOf(ctx.now, fresh) : tx.sql`lag_seconds`}
     where id = ${source.id}`;
  return fresh.length;
}

/** How long the one that had waited longest had waited; null where the feed does not say since when. */
function lagOf(now: Date, payments: readonly FedPayment[]): number | null {
  const since = payments.flatMap(({ enteredAt }) => (enteredAt ? [enteredAt.getTime()] : []));
  if (since.length === 0) return null;
  return Math.max(0, Math.round((now.getTime() - Math.min(...since)) / 1000));
}

async function claimItems(
  ctx: Context,
  { sql }: Tx,
  { source, page }: { source: Source; page: FedPage },
): Promise<FedPayment[]> {
  const byId = new Map(page.payments.map((payment) => [payment.externalId, payment]));
  const rows = await sql<{ externalId: string }[]>`
    insert into accounting_items (source_id, external_id, taken_at)
    select ${source.id}, n.external_id, ${ctx.now}
      from unnest(${[...byId.keys()]}::text[]) with ordinality as n (external_id, no) order by n.no
    on conflict do nothing returning external_id as "externalId"`;
  const isNew = new Set(rows.map(({ externalId }) => externalId));
  return [...byId.values()].filter(({ externalId }) => isNew.has(externalId));
}

const identityOf = (source: Source, externalId: string): Buffer =>
  createHash("sha256").update(["feed", source.id, externalId].join("\0")).digest();

async function takeCurrency(
  ctx: Context,
  tx: Tx,
  at: { source: Source; currency: string; payments: readonly FedPayment[] },
): Promise<Taken[]> {
  const { source, currency, payments } = at;
  const rows = payments.map((payment, index) => {
    const { bookedOn, amountMinor, variableSymbol, counterpartyName: counterName } = payment;
    // Without the hash of the birth number: what a movement says is read by people.
    const { birthNumberHash: _, ...said } = payment;
    const raw = JSON.stringify(said);
    const plain = plainMovement({ bookedOn, amountMinor, currency, line: index + 1, raw });
    const message = [payment.documentNumber, payment.message].filter(Boolean).join(", ") || null;
    const movement = { ...plain, valueOn: bookedOn, variableSymbol, counterName, message };
    return { movement, identity: identityOf(source, payment.externalId) };
  });
  const ids = await takeMovements(ctx, tx, {
    ...{ account: source.name, currency, format: "accounting", movements: rows },
    source: `${source.name} ${source.cursor ?? "0"}`,
  });
  const taken = payments.flatMap((payment, index): Taken[] => {
    const movementId = ids.get(rows[index]?.identity.toString("hex") ?? "");
    return movementId === undefined ? [] : [{ payment, movementId }];
  });
  await tx.sql`
    update accounting_items i set movement_id = n.movement_id
      from unnest(${taken.map(({ payment }) => payment.externalId)}::text[],
                  ${taken.map(({ movementId }) => movementId)}::bigint[])
           as n (external_id, movement_id)
     where i.source_id = ${source.id} and i.external_id = n.external_id`;
  return taken;
}

/** Judges payments by who paid, all at once, and books the certain ones. */
async function settleByCounterparty(ctx: Context, tx: Tx, taken: readonly Taken[]): Promise<void> {
  const incoming = taken.filter(({ payment }) => payment.amountMinor > 0);
  const payments = incoming.map(({ payment }) => payment);
  const known = await resolveCounterparties(tx, payments);
  const settlements = verdictsOf(payments, known).flatMap((verdict, index): Settlement[] => {
    const movementId = incoming[index]?.movementId;
    return verdict === null || movementId === undefined ? [] : [{ movementId, ...verdict }];
  });
  await settleMovements(ctx, tx, settlements);
}
