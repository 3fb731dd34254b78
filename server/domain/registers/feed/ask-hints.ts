import type { Tx } from "@/db/client";
import { INSOLVENCY_REGISTERS, type InsolvencyRegister } from "@/db/values/registers";
import { type DomainError, isDomainError } from "@/server/kernel/errors";
import { type Context, inTransaction, type SystemActor } from "../../context";
import { type CheckOutcome, checkParty } from "../check-party";
import { handOver } from "./hand-over";
import { GIVEN_UP, UNWATCHED } from "./hint-types";

const AT_ONCE = 20;
/** More proceedings at once nobody has; the rest is asked by the party alone. */
const MARKS_MAX = 20;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/**
 * Some two and a half days of asking, longer apart each time: a register that has not answered of
 * somebody by then will not, and each try is a line of the log. A person sees to it.
 */
const TRIES_MAX = 12;
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
 * event, or none, or one that is silent of the event's proceeding, is asked for again, until it is a
 * person's. Nobody is asked about who is not watched any more. Answers how many parties were asked for.
 * A job's work, not a verb.
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
  const waiting = await inTransaction(ctx, async (_, tx) => {
    await layDown(ctx, tx, register);
    return tx.sql<Waiting[]>`
      select register, party_id as "partyId", max(id) as "lastHintId",
             (array_agg(distinct mark))[1:${MARKS_MAX}] as marks
        from insolvency_hints
       where settled_at is null and next_at <= ${ctx.now} and register = ${register}
       group by register, party_id order by min(id) limit ${AT_ONCE}`;
  });
  let count = 0;
  for (const hint of waiting) {
    if (!(await askOne(ctx, hint))) break;
    count += 1;
  }
  return count;
}

/** Whoever is watched again is compared anew, which takes such a hint up. */
async function layDown({ now }: Context, { sql }: Tx, register: InsolvencyRegister): Promise<void> {
  await sql`
    update insolvency_hints h set settled_at = ${now}, refusal = ${UNWATCHED}
     where h.settled_at is null and h.next_at <= ${now} and h.register = ${register}
       and not exists (select from insolvency_watches w
                        where w.party_id = h.party_id and w.register = h.register)`;
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
  tx: Tx,
  { hint, outcome }: { hint: Waiting; outcome: CheckOutcome },
): Promise<void> {
  const { sql } = tx;
  const { register, partyId, lastHintId } = hint;
  const lagMs = LAG_MS[register];
  const isAnswer = outcome.outcome !== "unavailable";
  const laggingAt = sql`e.published_at + ${lagMs} * interval '1 millisecond'`;
  const given = await sql<{ mark: string }[]>`
    with asked as (
      select h.id, h.tries + 1 as tries, greatest(${laggingAt}, ${ctx.now}) as sure_at,
             ${isAnswer} and (s.as_of >= e.published_at
               or coalesce(${laggingAt} <= ${ctx.now}, true)) is true as is_fresh,
             ${isAnswer} and (h.mark = any(s.asked_marks)
               or exists (select from screening_hits t
                           where t.screening_id = s.id and t.mark = h.mark)) is true as is_said
        from insolvency_hints h
        left join insolvency_events e on e.register = h.register and e.event_id = h.event_id
        left join screenings s on s.id = ${outcome.screeningId}
       where h.party_id = ${partyId} and h.register = ${register} and h.settled_at is null
         and h.id <= ${lastHintId}
    ), judged as (
      select *, is_fresh and is_said as is_settled,
             not (is_fresh and is_said) and tries >= ${TRIES_MAX} as is_given_up from asked
    )
    update insolvency_hints h
       set tries = j.tries, screening_id = ${outcome.screeningId},
           refusal = case when j.is_given_up then ${GIVEN_UP} end,
           settled_at = case when j.is_settled or j.is_given_up then ${ctx.now}::timestamptz end,
           next_at = case when j.is_settled or j.is_given_up then next_at
             when j.is_said and j.sure_at > ${ctx.now} then j.sure_at
             else ${ctx.now}::timestamptz
               + least(${DAY_MS}, 60000 * power(2, h.tries)) * interval '1 millisecond' end
      from judged j where h.id = j.id
    returning case when j.is_given_up then h.mark end as mark`;
  const marks = [...new Set(given.flatMap(({ mark }) => mark ?? []))];
  if (marks.length > 0) await handOver(ctx, tx, { partyId, marks });
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
