import type { Tx } from "@/db/client";
import { INSOLVENCY_REGISTERS, type InsolvencyRegister } from "@/db/values/registers";
import { type DomainError, isDomainError } from "@/server/kernel/errors";
import { type Context, inTransaction, type SystemActor } from "../../context";
import { type CheckOutcome, checkParty } from "../check-party";

const AT_ONCE = 20;
/** More proceedings at once nobody has; the rest is asked by the party alone. */
const MARKS_MAX = 20;
const HOUR_MS = 3_600_000;
/** The Czech register's queries stand on a copy that is renewed hourly; its events are ahead. */
const LAG_MS: Readonly<Record<InsolvencyRegister, number>> = { isir_cz: 2 * HOUR_MS, isir_sk: 0 };

interface Waiting {
  register: InsolvencyRegister;
  partyId: number;
  lastHintId: number;
  /** Proceedings that the events were of. */
  marks: string[];
}

/**
 * Asks the register about parties that its events seem to be of, each once for all of its hints: what
 * follows, follows from that answer and never from the event. Whom the register does not find itself
 * is looked for among the debtors of the proceedings that the events were of. An answer that may be older than the
 * event, or none, is asked for again. Answers how many parties were asked for. A job's work, not a verb.
 */
export async function askHints(ctx: Context<SystemActor>): Promise<{ count: number }> {
  let count = 0;
  for (const register of INSOLVENCY_REGISTERS) count += await askRegister(ctx, register);
  return { count };
}

/** One register that rests does not keep the other waiting. */
async function askRegister(
  ctx: Context<SystemActor>,
  register: InsolvencyRegister,
): Promise<number> {
  const waiting = await inTransaction(
    ctx,
    (_, { sql }) => sql<Waiting[]>`
      select register, party_id as "partyId", max(id) as "lastHintId",
             (array_agg(distinct mark))[1:${MARKS_MAX}] as marks
        from insolvency_hints
       where settled_at is null and next_at <= ${ctx.now} and register = ${register}
       group by register, party_id order by min(id) limit ${AT_ONCE}`,
  );
  let count = 0;
  for (const hint of waiting) {
    if (!(await askOne(ctx, hint))) break;
    count += 1;
  }
  return count;
}

/** False: nobody can be asked for now. */
async function askOne(ctx: Context<SystemActor>, hint: Waiting): Promise<boolean> {
  const { register, partyId, marks } = hint;
  try {
    const outcome = await checkParty(ctx, { partyId, register, cause: "feed", marks });
    await inTransaction(ctx, (inner, tx) => settle(inner, tx, { hint, outcome }));
    return true;
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return inTransaction(ctx, (inner, tx) => refuse(inner, tx, { hint, error }));
  }
}

async function settle(
  ctx: Context,
  { sql }: Tx,
  { hint, outcome }: { hint: Waiting; outcome: CheckOutcome },
): Promise<void> {
  const { register, partyId, lastHintId } = hint;
  const lagMs = LAG_MS[register];
  const isAnswer = outcome.outcome !== "unavailable";
  await sql`
    with asked as (
      select h.id, e.published_at + ${lagMs} * interval '1 millisecond' as sure_at,
             ${isAnswer} and (s.as_of >= e.published_at
               or coalesce(e.published_at + ${lagMs} * interval '1 millisecond' <= ${ctx.now}, true)
             ) is true as is_settled
        from insolvency_hints h
        left join insolvency_events e on e.register = h.register and e.event_id = h.event_id
        left join screenings s on s.id = ${outcome.screeningId}
       where h.party_id = ${partyId} and h.register = ${register} and h.settled_at is null
         and h.id <= ${lastHintId}
    )
    update insolvency_hints h
       set tries = tries + 1, screening_id = ${outcome.screeningId},
           settled_at = case when a.is_settled then ${ctx.now}::timestamptz end,
           next_at = case when a.is_settled then next_at
             when ${isAnswer} then a.sure_at
             else ${ctx.now}::timestamptz
               + least(${HOUR_MS}, 60000 * power(2, least(tries, 6))) * interval '1 millisecond' end
      from asked a where h.id = a.id`;
}

/** Of these nothing is ever going to come. */
const HOPELESS = ["registers.no_identifier", "parties.not_found"];

async function refuse(
  ctx: Context,
  { sql }: Tx,
  { hint, error }: { hint: Waiting; error: DomainError },
): Promise<boolean> {
  const { code, params } = error;
  if (HOPELESS.includes(code)) {
    await sql`
      update insolvency_hints set settled_at = ${ctx.now}, refusal = ${code}
       where party_id = ${hint.partyId} and register = ${hint.register} and settled_at is null
         and id <= ${hint.lastHintId}`;
    return true;
  }
  if (!code.startsWith("registers.")) throw error;
  // The register rests, is busy, has no address, or its money is spent: so for every party.
  const restMs = Number(params.seconds ?? HOUR_MS / 1_000) * 1_000;
  await sql`
    update insolvency_hints set next_at = ${new Date(ctx.now.getTime() + restMs)}
     where register = ${hint.register} and settled_at is null and next_at <= ${ctx.now}`;
  return false;
}
