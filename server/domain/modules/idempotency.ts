import { DomainError, isDomainError } from "@/server/kernel/errors";
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
      const inner = { ...ctx, tx };
      const known = await claim(inner, call);
      if (known) return { ...known, isRepeated: true };
      isOurs = true;
      const done = await work(inner);
      await keep(inner, call, done);
      return { ...done, isRepeated: false };
    });
  } catch (error) {
    if (!isOurs || !isDomainError(error) || error.retryable) throw error;
    const refused = refusal(error);
    await keep(ctx, call, refused);
    return { ...refused, isRepeated: false };
  }
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
 * Null: the call is ours to do. Whoever comes at the same moment is not kept waiting: the lock says
 * that somebody is at it, the row that it was done.
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
    const [row] = await sql<{ isSame: boolean; status: number | null; body: unknown }[]>`
      select route = ${route} and body_hash = ${bodyHash} as "isSame", status, answer as body
        from module_calls where key_id = ${keyId} and idempotency_key = ${idempotencyKey}`;
    if (!row) throw new DomainError("conflict", "modules.call_under_way");
    if (!row.isSame) throw new DomainError("conflict", "modules.key_of_another_call");
    if (row.status === null) throw new DomainError("conflict", "modules.call_under_way");
    return { status: row.status, body: row.body };
  });
}

/** The answer beside its name; of a refusal the name went back with the work and is put down anew. */
async function keep(
  ctx: ModuleContext,
  { idempotencyKey, route, bodyHash }: NamedCall,
  { status, body }: KeptAnswer,
): Promise<void> {
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      insert into module_calls
        (key_id, idempotency_key, route, body_hash, begun_at, status, answer)
      values (${ctx.actor.keyId}, ${idempotencyKey}, ${route}, ${bodyHash}, ${ctx.now}, ${status},
              ${JSON.stringify(body)}::jsonb)
      on conflict (tenant_id, key_id, idempotency_key)
      do update set status = excluded.status, answer = excluded.answer
       where module_calls.status is null`;
  });
}

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
