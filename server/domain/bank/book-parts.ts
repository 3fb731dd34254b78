import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { CURRENCIES, type Currency, sumMinor } from "@/server/kernel/money";
import { bookBankPayments } from "../claims";
import { authorOf, type Context } from "../context";
import type { LoadedMovement, LockedMovement } from "./load";
import { keyOf } from "./match-movements";

export interface Part {
  caseId: number;
  claimId: number | null;
  amountMinor: number;
}

interface Booking {
  movement: LoadedMovement;
  parts: readonly Part[];
  isRest?: boolean;
}

/** What of the movement no standing payment is. */
export const remainderOf = ({ amountMinor, standing }: LoadedMovement): number =>
  amountMinor - sumMinor(standing.map((part) => part.amountMinor));

/**
 * Books a movement as payments of cases, in the transaction that has locked it; the parts make up what
 * is left of it, to the minor unit (not `isRest`: some of it). Who was refused before is so no longer.
 * Throws invalid
 * `bank.not_money_in`, `bank.split_sum`, not_found `bank.case_not_found` (also for a claim that is
 * not the case's or is in another currency).
 */
export async function bookParts(
  ctx: Context,
  tx: Tx,
  { movement, parts, isRest = true }: Booking,
): Promise<number[]> {
  const money = moneyOf(movement);
  const remainderMinor = remainderOf(movement);
  const sum = sumMinor(parts.map(({ amountMinor }) => amountMinor));
  if (isRest ? sum !== remainderMinor : sum > remainderMinor) {
    throw new DomainError("invalid", "bank.split_sum", { remainderMinor, sumMinor: sum });
  }
  const key = keyOf({ movementId: movement.id, attempt: movement.attempt });
  const keys = parts.map((_, at) => (parts.length === 1 ? key : `${key}:${at + 1}`));
  const booked = await bookBankPayments(
    ctx,
    tx,
    parts.map((part, at) => ({ ...money, ...part, sourceKey: keys[at] ?? key })),
  );
  const paymentIds = keys.flatMap((each) => booked.get(each) ?? []);
  if (paymentIds.length < parts.length) throw new DomainError("not_found", "bank.case_not_found");
  await settle(ctx, tx, { movement, parts, paymentIds });
  return paymentIds;
}

async function settle(
  ctx: Context,
  { sql }: Tx,
  done: { movement: LoadedMovement; parts: readonly Part[]; paymentIds: readonly number[] },
): Promise<void> {
  const { movement, parts, paymentIds } = done;
  const isWhole =
    parts.length === 1 &&
    movement.standing.length === 0 &&
    parts[0]?.amountMinor === movement.amountMinor;
  const caseIds = parts.map(({ caseId }) => caseId);
  if (!isWhole) {
    await sql`
      insert into bank_movement_parts (payment_id, movement_id, case_id, amount_minor)
      select n.payment, ${movement.id}, n.case_id, n.amount
        from unnest(${paymentIds as number[]}::bigint[], ${caseIds}::bigint[],
                    ${parts.map(({ amountMinor }) => amountMinor)}::bigint[])
             as n (payment, case_id, amount)`;
  }
  await sql`
    delete from match_refusals where movement_id = ${movement.id} and case_id = any(${caseIds})`;
  await sql`
    update bank_movements
       set state = 'matched', reason = ${isWhole ? "by_person" : "split"},
           case_id = ${isWhole ? (caseIds[0] ?? null) : null},
           payment_id = ${isWhole ? (paymentIds[0] ?? null) : null}, note = null,
           decided_by = ${authorOf(ctx.actor).id}, decided_at = ${ctx.now}
     where id = ${movement.id}`;
}

/** A movement as money that pays a case. Throws invalid `bank.not_money_in`, `bank.account_currency`. */
export function moneyOf(movement: LockedMovement) {
  const { amountMinor, currency, valueOn, bookedOn, variableSymbol } = movement;
  if (amountMinor <= 0) throw new DomainError("invalid", "bank.not_money_in");
  if (!(CURRENCIES as readonly string[]).includes(currency)) {
    throw new DomainError("invalid", "bank.account_currency", { account: "", currency });
  }
  const note = [movement.counterName, movement.message].filter(Boolean).join(", ") || null;
  return { currency: currency as Currency, variableSymbol, note, valueOn: valueOn ?? bookedOn };
}
