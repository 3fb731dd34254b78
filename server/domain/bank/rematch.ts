import type { Tx } from "@/db/client";
import { DECIDED_REASONS, type MovementReason, type MovementState } from "@/db/values/bank";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction, type SystemActor } from "../context";
import { type RematchMovementInput, rematchMovementInput } from "./inputs";
import { assertOpen, type LoadedMovement, lockMovement } from "./load";
import { matchMovements } from "./match-movements";
import { owedTodaySql } from "./match-sql";

export interface Rematched {
  state: MovementState;
  reason: MovementReason;
}

/**
 * Lets the machine look at one movement again (znovuzatřízení), also at one that a person took back or
 * put off: whoever asks has changed their mind. What stands booked is left alone: conflict
 * `bank.movement_decided`; not_found `bank.movement_not_found`.
 */
export async function rematchMovement(ctx: Context, raw: RematchMovementInput): Promise<Rematched> {
  authorize(ctx, "bank:match");
  const { movementId } = rematchMovementInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const movement = await lockMovement(tx, movementId);
    assertOpen(movement);
    if (movement.standing.length > 0) throw new DomainError("conflict", "bank.movement_decided");
    await askMachine(tx, movement);
    await writeAudit(inner, {
      action: "bank.rematch",
      entity: "bank_movement",
      entityId: movementId,
      before: { reason: movement.reason },
    });
  });
  return matchAsMachine(ctx, movementId);
}

/**
 * A locked movement that waits is for the machine again, in the transaction that wished it: what
 * somebody decides before the machine comes to it is theirs. What is partly booked stays as it is.
 */
export async function askMachine({ sql }: Tx, { id, standing }: LoadedMovement): Promise<void> {
  if (standing.length > 0) return;
  await sql`update bank_movements set state = 'open', reason = 'new' where id = ${id}`;
}

/**
 * The machine's look at these movements, on a person's word. It sees the whole tenant whoever asks: a
 * symbol of two cases is certain for nobody, also where the asker may see only one of them.
 */
export async function matchAsMachine(ctx: Context, movementId: number): Promise<Rematched> {
  const machine = machineFor(ctx);
  await matchMovements(machine, { movementIds: [movementId] });
  const [row] = await inTransaction(machine, (_, { sql }) =>
    sql<Rematched[]>`
      select state, reason from bank_movements where id = ${movementId}`.then((rows) => [...rows]),
  );
  if (!row) throw new DomainError("not_found", "bank.movement_not_found");
  return row;
}

/** A job of the asker's tenant in the asker's name, in transactions of its own. */
function machineFor({ tx: _, together: __, ...ctx }: Context): Context<SystemActor> {
  const { id, name } = authorOf(ctx.actor);
  const { tenantId, language } = ctx.actor;
  const onBehalfOf = id === null ? undefined : { operatorId: id, name };
  return { ...ctx, actor: { kind: "system", tenantId, job: "bank-rematch", onBehalfOf, language } };
}

/**
 * Claims have come, or their symbols were changed: open movements that name one of them, or bring just
 * what one of them owes as booked or today, are looked at again; no others: what somebody paid by the
 * balance of a day between, the night finds. A job's work, not a verb.
 */
export async function rematchClaims(
  ctx: Context<SystemActor>,
  of: { claimIds: readonly number[] } | { importId: number },
): Promise<void> {
  const touched = await inTransaction(ctx, async (_, tx) => {
    const { sql } = tx;
    const which =
      "importId" in of
        ? sql`c.import_id = ${of.importId}`
        : sql`c.id = any(${of.claimIds as number[]}::bigint[])`;
    const rows = await sql<{ id: number }[]>`
      with come as materialized (
        select c.symbol_key, c.balance_minor, ${owedTodaySql(tx, ctx.today)} as today_minor
          from claims c
         where ${which} and c.voided_at is null and c.balance_minor > 0),
      named as (
        select open_movements_with(array(
          select distinct symbol_key from come where symbol_key is not null)) as id),
      equal as (
        select m.id from (
          select balance_minor from come union select today_minor from come) come
         cross join lateral (
           select m.id from bank_movements m
            where m.amount_minor = come.balance_minor and m.amount_minor > 0 and m.state = 'open'
              and m.reason in ('no_symbol', 'no_claim') offset 0) m),
      again as materialized (
        select m.id from bank_movements m
         where m.id in (select id from named union select id from equal) and m.state = 'open'
           and m.reason <> all (${DECIDED_REASONS as string[]})
         order by m.id for update)
      update bank_movements m set reason = 'new' from again where m.id = again.id returning m.id`;
    return rows.map(({ id }) => id);
  });
  if (touched.length > 0) await matchMovements(ctx, { movementIds: touched });
}

/** Every movement that waits for the machine is looked at again. A job's work, not a verb. */
export async function rematchOpen(ctx: Context<SystemActor>): Promise<void> {
  await inTransaction(ctx, (_, { sql }) =>
    sql`
      with again as materialized (
        select id from bank_movements
         where state = 'open' and reason <> all (${["new", ...DECIDED_REASONS]})
         order by id for update)
      update bank_movements m set reason = 'new' from again where m.id = again.id`.then(
      () => undefined,
    ),
  );
  await matchMovements(ctx);
}

const SWEEP_ROWS = 5_000;

/**
 * Once a day every movement that still waits is looked at again, whatever may have been missed: the
 * first hour of the day finds those that were last judged before it. A job's work, not a verb.
 */
export async function rematchWaiting(ctx: Context<SystemActor>): Promise<{ count: number }> {
  const { count } = await inTransaction(ctx, async (_, { sql }) => {
    const rows = await sql`
      with again as materialized (
        select id from bank_movements
         where state = 'open' and reason <> all (${DECIDED_REASONS as string[]})
           and (decided_at is null
                or decided_at < ${ctx.today}::date::timestamp at time zone 'Europe/Prague')
         order by id limit ${SWEEP_ROWS} for update skip locked)
      update bank_movements m set reason = 'new' from again where m.id = again.id returning 1`;
    return { count: rows.length };
  });
  if (count > 0) await matchMovements(ctx);
  return { count };
}
