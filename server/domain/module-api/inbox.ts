import type { ModuleInboxState, ModuleScope } from "@/db/values/modules";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { isLocale } from "@/server/kernel/locale";
import { type Context, inTransaction, type ModuleContext, type SystemActor } from "../context";
import type { KeptAnswer } from "../modules";
import { problemOf } from "./problem";
import type { Say } from "./procedure";
import { runProcedure } from "./run";
import { procedureOf } from "./table";

const ROWS_AT_ONCE = 50;
/** Longer than any row takes; whoever has not answered by then has died. */
const LEASE_MS = 15 * 60_000;
/** Rests of 30 seconds, a minute, two … at most an hour: about five hours in all. */
const ATTEMPTS_MAX = 12;
const REST_MS = 30_000;
const REST_MS_MAX = 60 * 60_000;

interface Row {
  id: number;
  procedure: string;
  input: Record<string, unknown>;
  idempotencyKey: string;
  keyId: number;
  label: string;
  scopes: ModuleScope[];
  language: string;
  isRevoked: boolean;
  /** This one counted. */
  attempts: number;
}

/** The database is told codes: it speaks no language. */
const say: Say = (code) => code;
const refusal = (error: DomainError): KeptAnswer => problemOf(error, say);

/** An answer ends a row; a fault rests it, and counts unless somebody else is at the same call. */
type Outcome = { answer: KeptAnswer } | { fault: unknown; isCounted: boolean };

/**
 * Works off what modules asked for through the database, in the order in which it came, each by the
 * procedure of the API: the same scope, checks, audit and facts. What is refused is an answer; what
 * fails is tried again after a rest and given up as failed after a dozen tries, while what came after
 * it goes on. Answers how many rows ended. A sweep's work.
 */
export async function takeInbox(ctx: Context<SystemActor>): Promise<{ count: number }> {
  const begun = performance.now();
  let count = 0;
  for (let taken = 0; taken < ROWS_AT_ONCE; taken += 1) {
    // A round may be long: leases run from when a row is taken.
    const at = { ...ctx, now: new Date(ctx.now.getTime() + performance.now() - begun) };
    const row = await takeRow(at, ctx.now);
    if (!row) break;
    if (await end(at, row, await outcomeOf(at, row))) count += 1;
  }
  return { count };
}

/**
 * The next row, held for this worker alone. The try is counted now: a row that kills its process is
 * given up too. What rested in this round waits for another one.
 */
async function takeRow(ctx: Context<SystemActor>, roundAt: Date): Promise<Row | undefined> {
  const until = new Date(ctx.now.getTime() + LEASE_MS);
  return inTransaction(ctx, async (_, { sql }) => {
    const [row] = await sql<Row[]>`
      with next as (
        select id from module_inbox
         where state = 'waiting' and (next_at is null or next_at <= ${roundAt})
           and (leased_until is null or leased_until <= ${ctx.now})
         order by id limit 1 for update skip locked)
      update module_inbox i set leased_until = ${until}, attempts = i.attempts + 1
        from next, module_keys k, tenants t
       where i.id = next.id and k.id = i.key_id and t.id = i.tenant_id
      returning i.id, i.procedure, i.input, i.idempotency_key as "idempotencyKey",
                i.key_id as "keyId", k.label, k.scopes, t.language, i.attempts,
                k.revoked_at is not null as "isRevoked"`;
    return row;
  });
}

async function outcomeOf(ctx: Context<SystemActor>, row: Row): Promise<Outcome> {
  // Its process died at the last try.
  if (row.attempts > ATTEMPTS_MAX) return { fault: null, isCounted: true };
  const { keyId, label: name, scopes, language } = row;
  const module: ModuleContext = {
    ...ctx,
    actor: {
      ...{ kind: "module", tenantId: ctx.actor.tenantId, keyId, name, scopes },
      language: isLocale(language) ? language : "cs",
    },
  };
  try {
    if (row.isRevoked) throw new DomainError("forbidden", "modules.unknown_key");
    const procedure = procedureOf(row.procedure);
    if (!procedure) throw new DomainError("not_found", "modules.no_route");
    const { input, idempotencyKey } = row;
    const request = { input, say, refusal, route: `database ${row.procedure}` };
    // Of a namespace of its own: a key of a call over HTTP is another.
    const answer = await runProcedure(module, procedure, {
      ...request,
      idempotencyKey: `database:${row.id}:${idempotencyKey}`.slice(0, 200),
    });
    return { answer };
  } catch (cause) {
    // Somebody is at it, or died at it: its answer is to be had later.
    if (isDomainError(cause) && cause.code === "modules.call_under_way") {
      return { fault: cause, isCounted: false };
    }
    if (isDomainError(cause) && !cause.retryable) return { answer: refusal(cause) };
    ctx.log.error("a module's row failed", { inboxId: row.id, cause });
    return { fault: cause, isCounted: true };
  }
}

/** True: the row is answered or given up; false: it rests. */
async function end(ctx: Context<SystemActor>, row: Row, outcome: Outcome): Promise<boolean> {
  if ("answer" in outcome) {
    const { answer } = outcome;
    await keep(ctx, row, { ...answer, state: answer.status < 300 ? "done" : "refused" });
    return true;
  }
  const { fault, isCounted } = outcome;
  if (isCounted && row.attempts >= ATTEMPTS_MAX) {
    const known = isDomainError(fault) ? fault : new DomainError("external", "modules.unexpected");
    await keep(ctx, row, { ...refusal(known), state: "failed" });
    return true;
  }
  const attempts = isCounted ? row.attempts : row.attempts - 1;
  const restMs = Math.min(REST_MS * 2 ** Math.max(0, attempts - 1), REST_MS_MAX);
  const nextAt = new Date(ctx.now.getTime() + restMs);
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      update module_inbox set attempts = ${attempts}, next_at = ${nextAt}, leased_until = null
       where id = ${row.id} and state = 'waiting'`;
  });
  return false;
}

async function keep(
  ctx: Context<SystemActor>,
  { id }: Row,
  { state, status, body }: KeptAnswer & { state: ModuleInboxState },
): Promise<void> {
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      update module_inbox
         set state = ${state}, status = ${status}, answer = ${JSON.stringify(body)}::jsonb,
             done_at = ${ctx.now}, leased_until = null
       where id = ${id} and state = 'waiting'`;
  });
}
