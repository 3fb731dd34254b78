import type { Tx } from "@/db/client";
import type { Register } from "@/db/values/registers";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../context";
import type { RegisterService } from "./services";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** After so many failures in a row a register is left alone, each time twice as long. */
const FAILURES_MAX = 5;
const REST_MS = 60_000;
const REST_MAX_MS = 3_600_000;

/** A question that dies on its way gives its money back after so long. */
const RESERVED_MS = 900_000;

/** Turns and money that a check has put aside before it asks. */
export interface Turn {
  register: Register;
  count: number;
  minuteFrom: Date;
  dayFrom: Date;
  /** Null: nothing is to be paid, or nobody counts it. */
  reservationId: number | null;
}

/**
 * Takes as many turns at a register as a check may need, all processes of the tenant together, and
 * puts aside what its answers may cost, before anything leaves; `settleTurns` gives back what was not
 * needed. A register that allows fewer in a minute than a check needs has them all counted
 * afterwards. Throws precondition `registers.unconfigured` (no address), `registers.resting`,
 * `registers.busy` (both with the seconds until it may be asked), `registers.budget`.
 */
export async function takeTurn(
  ctx: Context,
  tx: Tx,
  { service, questionMax = 1 }: { service: RegisterService; questionMax?: number },
): Promise<Turn> {
  const { register, url, restingUntil } = service;
  const count = Math.max(1, Math.min(questionMax, service.perMinute, service.perDay));
  if (url === "") throw new DomainError("precondition", "registers.unconfigured", { register });
  if (restingUntil && restingUntil > ctx.now) {
    throw refusal("registers.resting", register, restingUntil.getTime() - ctx.now.getTime());
  }
  const minuteEnd = new Date(ctx.now.getTime() - MINUTE_MS);
  const dayEnd = new Date(ctx.now.getTime() - DAY_MS);
  const [pace] = await tx.sql<
    { minuteCalls: number; minuteFrom: Date; dayCalls: number; dayFrom: Date }[]
  >`
    insert into register_pace (register, minute_from, minute_calls, day_from, day_calls)
    values (${register}, ${ctx.now}, ${count}, ${ctx.now}, ${count})
    on conflict (tenant_id, register) do update
       set minute_calls = case when register_pace.minute_from > ${minuteEnd}
                               then register_pace.minute_calls + ${count} else ${count} end,
           minute_from = case when register_pace.minute_from > ${minuteEnd}
                              then register_pace.minute_from else ${ctx.now} end,
           day_calls = case when register_pace.day_from > ${dayEnd}
                            then register_pace.day_calls + ${count} else ${count} end,
           day_from = case when register_pace.day_from > ${dayEnd}
                           then register_pace.day_from else ${ctx.now} end
    returning minute_calls as "minuteCalls", minute_from as "minuteFrom",
              day_calls as "dayCalls", day_from as "dayFrom"`;
  if (!pace) throw new Error("no row");
  // A turn that is refused is rolled back with the transaction, so it does not count.
  if (pace.dayCalls > service.perDay)
    throw refusal("registers.busy", register, restOf(ctx, pace.dayFrom, DAY_MS));
  if (pace.minuteCalls > service.perMinute)
    throw refusal("registers.busy", register, restOf(ctx, pace.minuteFrom, MINUTE_MS));
  // The row of the pace is held till here is done: whoever else asks sees this money as spent.
  const reservationId = await reserve(ctx, tx, { service, questionMax });
  return { register, count, minuteFrom: pace.minuteFrom, dayFrom: pace.dayFrom, reservationId };
}

/**
 * Counts the turns that were really taken, in the windows they were taken in, and lets the money go:
 * in the transaction that writes down what was paid.
 */
export async function settleTurns(
  { sql }: Tx,
  turns: readonly (Turn & { usedCount: number })[],
): Promise<void> {
  const reserved = turns.flatMap(({ reservationId }) => reservationId ?? []);
  if (reserved.length > 0) {
    await sql`delete from register_reservations where id = any(${reserved}::bigint[])`;
  }
  const wrong = turns.filter(({ count, usedCount }) => count !== usedCount);
  for (const { register, count, usedCount, minuteFrom, dayFrom } of wrong) {
    const more = usedCount - count;
    await sql`
      update register_pace
         set minute_calls = case when minute_from = ${minuteFrom}
                                 then greatest(minute_calls + ${more}, 0) else minute_calls end,
             day_calls = case when day_from = ${dayFrom}
                              then greatest(day_calls + ${more}, 0) else day_calls end
       where register = ${register}`;
  }
}

const restOf = (ctx: Context, from: Date, spanMs: number): number =>
  from.getTime() + spanMs - ctx.now.getTime();

function refusal(code: string, register: string, restMs: number): DomainError {
  const seconds = Math.max(1, Math.ceil(restMs / 1_000));
  return new DomainError("precondition", code, { register, seconds });
}

/** What the answers would cost must still fit into what may be spent in this calendar month. */
async function reserve(
  ctx: Context,
  tx: Tx,
  { service, questionMax }: { service: RegisterService; questionMax: number },
): Promise<number | null> {
  const { register, priceMinor, currency, monthBudgetMinor } = service;
  if (monthBudgetMinor === null || priceMinor === 0) return null;
  const amountMinor = priceMinor * questionMax;
  const spentMinor = await spentThisMonth(ctx, tx, { register, currency });
  const reservedMinor = await reservedNow(ctx, tx, { register, currency });
  if (spentMinor + reservedMinor + amountMinor > monthBudgetMinor) {
    throw new DomainError("precondition", "registers.budget", { register });
  }
  const [row] = await tx.sql<{ id: number }[]>`
    insert into register_reservations (register, currency, amount_minor, expires_at)
    values (${register}, ${currency}, ${amountMinor},
            ${new Date(ctx.now.getTime() + RESERVED_MS)})
    returning id`;
  return row?.id ?? null;
}

async function reservedNow(
  { now }: Context,
  { sql }: Tx,
  { register, currency }: Pick<RegisterService, "register" | "currency">,
): Promise<number> {
  await sql`delete from register_reservations where expires_at <= ${now}`;
  const [row] = await sql<{ amountMinor: number }[]>`
    select coalesce(sum(amount_minor), 0)::bigint as "amountMinor" from register_reservations
     where register = ${register} and currency = ${currency}`;
  return row?.amountMinor ?? 0;
}

/** What a register has cost in this calendar month, look-ups for forms and by hand included. */
export async function spentThisMonth(
  ctx: Context,
  { sql }: Tx,
  { register, currency }: Pick<RegisterService, "register" | "currency">,
): Promise<number> {
  const [row] = await sql<{ spentMinor: number }[]>`
    with paid as (
      select register, currency, asked_at, price_minor from screenings
      union all
      select register, currency, asked_at, price_minor from company_lookups)
    select coalesce(sum(price_minor), 0)::bigint as "spentMinor" from paid
     where register = ${register} and currency = ${currency}
       and asked_at >= date_trunc('month', ${ctx.today}::date)::timestamp at time zone 'Europe/Prague'`;
  return row?.spentMinor ?? 0;
}

/** Notes how a register answered: several failures in a row give it a rest. */
export async function noteHealth(
  ctx: Context,
  { sql }: Tx,
  at: { register: string; trouble: string | null },
): Promise<void> {
  const { register, trouble } = at;
  await sql`
    update register_pace
       set failures = case when ${trouble}::text is null then 0 else failures + 1 end,
           resting_until = case
             when ${trouble}::text is null or failures + 1 < ${FAILURES_MAX} then null
             else ${ctx.now}::timestamptz + least(${REST_MAX_MS},
               ${REST_MS} * power(2, least(failures + 1 - ${FAILURES_MAX}, 10)))
               * interval '1 millisecond' end,
           trouble = ${trouble}, trouble_at = case when ${trouble}::text is null then null
                                                  else ${ctx.now}::timestamptz end,
           answered_at = case when ${trouble}::text is null then ${ctx.now}::timestamptz
                              else answered_at end
     where register = ${register}`;
}
