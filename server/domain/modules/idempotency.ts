import { sendAhead, type Tx } from "@/db/client";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { takenKeyOf } from "@/server/kernel/fault";
import { type Context, inTransaction, type ModuleContext, type SystemActor } from "../context";

/** What was answered, and is answered again. */
export interface KeptAnswer {
  status: number;
  body: unknown;
}

/** A call that names itself, so that it can be repeated without doing anything twice. */
export interface NamedCall {
  idempotencyKey: string;
  /** "POST statements" */
  route: string;
  bodyHash: Buffer;
}

export interface NamedWork {
  /**
   * Work that may be repeated and has transactions of its own: it is done outside of the answer's, so
   * that no call holds one connection while it waits for another.
   */
  isAlone?: boolean;
  /** In whose name the transaction of the work and its answer is opened; left out: the module's. */
  opener?: Context;
  /** Asks for what the work will surely need, while it is still looked whether it is to be done. */
  ahead?(ctx: ModuleContext): void;
  work(ctx: ModuleContext): Promise<KeptAnswer>;
  /** A refusal as it is answered. */
  refusal(error: DomainError): KeptAnswer;
}

/** A call that is not answered by then has died with its process. */
const LEASE_MS = 10 * 60_000;
const KEPT_DAYS = 30;

/**
 * Does a named call once: the same key with the same body is given the first answer again, with
 * another body it is refused (conflict `modules.key_of_another_call`), while the first is at it
 * likewise (conflict `modules.call_under_way`). Name, work and answer are of one transaction, so a
 * process killed in between leaves all or nothing. A refusal is an answer like any other; a fault is
 * none, and the call may come again.
 */
export async function onceOnly(
  ctx: ModuleContext,
  call: NamedCall,
  named: NamedWork,
): Promise<KeptAnswer & { isRepeated: boolean }> {
  if (named.isAlone) return onceAlone(ctx, call, named);
  const { work, refusal, opener = ctx } = named;
  let isOurs = false;
  try {
    return await inTransaction(opener, async (_, tx) => {
      const inner = { ...ctx, tx, isOneAct: true };
      const looking = look(inner, tx, call);
      named.ahead?.(inner);
      const known = await looking;
      if (known) return { ...known, isRepeated: true };
      isOurs = true;
      const done = await work(inner);
      await sendAhead(put(inner, tx, { call, answer: done }));
      return { ...done, isRepeated: false };
    });
  } catch (error) {
    // Somebody else's answer came between the look and ours: all of ours went back.
    if (takenKeyOf(error) === PUT_ONCE) return onceOnly(ctx, call, named);
    if (!isOurs || !isDomainError(error) || error.retryable) throw error;
    const refused = refusal(error);
    await keep(ctx, call, refused);
    return { ...refused, isRepeated: false };
  }
}

/**
 * Null: the call is ours to do; the lock keeps others from it until the transaction ends, and its name
 * is written with its answer. Whoever comes at the same moment is not kept waiting.
 */
async function look(
  { actor, now }: ModuleContext,
  { sql }: Tx,
  { idempotencyKey, route, bodyHash }: NamedCall,
): Promise<KeptAnswer | null> {
  const { keyId } = actor;
  const deadBefore = new Date(now.getTime() - LEASE_MS);
  const [row] = await sql<(Known & { isFree: boolean; isDead: boolean | null })[]>`
    select pg_try_advisory_xact_lock(hashtext('module-call:' || app_tenant()),
                                     hashtext(${`${keyId}:${idempotencyKey}`})) as "isFree",
           c.route = ${route} and c.body_hash = ${bodyHash} as "isSame", c.status,
           c.answer as body, c.status is null and c.begun_at <= ${deadBefore} as "isDead"
      from (select ${keyId}::bigint as key_id, ${idempotencyKey}::text as idempotency_key) k
      left join module_calls c using (key_id, idempotency_key)`;
  if (row?.isFree && row.isSame === null) return null;
  if (row?.isFree && row.isSame && row.isDead) {
    await sql`
      delete from module_calls where key_id = ${keyId} and idempotency_key = ${idempotencyKey}`;
    return null;
  }
  return answerOf(row?.isSame === null ? undefined : row);
}

interface Known {
  /** null: there is none of that name. */
  isSame: boolean | null;
  status: number | null;
  body: unknown;
}

/** What was answered to the same call. Throws conflict where it is another, or nobody has answered. */
function answerOf(row: Known | undefined): KeptAnswer {
  if (!row) throw new DomainError("conflict", "modules.call_under_way");
  if (!row.isSame) throw new DomainError("conflict", "modules.key_of_another_call");
  if (row.status === null) throw new DomainError("conflict", "modules.call_under_way");
  return { status: row.status, body: row.body };
}

/** The same for work in transactions of its own: its name is put down first, and a lease lets it die. */
async function onceAlone(
  ctx: ModuleContext,
  call: NamedCall,
  { work, refusal }: NamedWork,
): Promise<KeptAnswer & { isRepeated: boolean }> {
  const known = await claim(ctx, call);
  if (known) return { ...known, isRepeated: true };
  const answer = await work(ctx).catch(async (error: unknown) => {
    if (isDomainError(error) && !error.retryable) return refusal(error);
    await forget(ctx, call);
    throw error;
  });
  await keep(ctx, call, answer);
  return { ...answer, isRepeated: false };
}

/**
 * The same for work whose answer comes later: its name is put down now. The lock says that somebody is
 * at it, the row that it was done.
 */
async function claim(ctx: ModuleContext, call: NamedCall): Promise<KeptAnswer | null> {
  const { idempotencyKey, route, bodyHash } = call;
  const { keyId } = ctx.actor;
  return inTransaction(ctx, async (_, { sql }) => {
    const deadBefore = new Date(ctx.now.getTime() - LEASE_MS);
    const { count } = await sql`
      insert into module_calls (key_id, idempotency_key, route, body_hash, begun_at)
      select ${keyId}, ${idempotencyKey}, ${route}, ${bodyHash}, ${ctx.now}
       where pg_try_advisory_xact_lock(hashtext('module-call:' || app_tenant()),
                                       hashtext(${`${keyId}:${idempotencyKey}`}))
      on conflict (tenant_id, key_id, idempotency_key) do update set begun_at = excluded.begun_at
       where module_calls.status is null and module_calls.begun_at <= ${deadBefore}
         and module_calls.route = excluded.route and module_calls.body_hash = excluded.body_hash`;
    if (count > 0) return null;
    const [row] = await sql<Known[]>`
      select route = ${route} and body_hash = ${bodyHash} as "isSame", status, answer as body
        from module_calls where key_id = ${keyId} and idempotency_key = ${idempotencyKey}`;
    return answerOf(row);
  });
}

type Answered = { call: NamedCall; answer: KeptAnswer };
const PUT_ONCE = "module_calls_pkey";

/** Writes down name and answer in one; fails where either stands there. */
async function put(ctx: ModuleContext, tx: Tx, answered: Answered): Promise<void> {
  await insertCall(ctx, tx, answered);
}

/** The answer beside its name; of a refusal the name went back with the work and is put down anew. */
async function keep(ctx: ModuleContext, call: NamedCall, answer: KeptAnswer): Promise<void> {
  await inTransaction(ctx, async (inner, tx) => {
    await tx.sql`${insertCall(inner, tx, { call, answer })}
      on conflict (tenant_id, key_id, idempotency_key)
      do update set status = excluded.status, answer = excluded.answer
       where module_calls.status is null`;
  });
}

const insertCall = ({ actor, now }: ModuleContext, { sql }: Tx, { call, answer }: Answered) => sql`
  insert into module_calls
    (key_id, idempotency_key, route, body_hash, begun_at, status, answer)
  values (${actor.keyId}, ${call.idempotencyKey}, ${call.route}, ${call.bodyHash}, ${now},
          ${answer.status}, ${JSON.stringify(answer.body)}::jsonb)`;

async function forget(ctx: ModuleContext, { idempotencyKey }: NamedCall): Promise<void> {
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      delete from module_calls where key_id = ${ctx.actor.keyId}
         and idempotency_key = ${idempotencyKey} and status is null`;
  });
}

/** Forgets answers that nobody will ask for again. A sweep's work, not a verb. */
export async function forgetModuleCalls(ctx: Context<SystemActor>): Promise<{ count: number }> {
  const before = new Date(ctx.now.getTime() - KEPT_DAYS * 24 * 60 * 60_000);
  return inTransaction(ctx, async (_, { sql }) => {
    const { count } = await sql`
      delete from module_calls where (tenant_id, key_id, idempotency_key) in (
        select tenant_id, key_id, idempotency_key from module_calls
         where begun_at < ${before} order by begun_at limit 1000)`;
    return { count };
  });
}
