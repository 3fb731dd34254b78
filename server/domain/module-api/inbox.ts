import type { ModuleScope } from "@/db/values/modules";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { isLocale } from "@/server/kernel/locale";
import { type Context, inTransaction, type ModuleContext, type SystemActor } from "../context";
import type { KeptAnswer } from "../modules";
import { problemOf } from "./problem";
import type { Say } from "./procedure";
import { runProcedure } from "./run";
import { procedureOf } from "./table";

const ROWS_AT_ONCE = 50;

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
}

/** The database is told codes: it speaks no language. */
const say: Say = (code) => code;
const refusal = (error: DomainError): KeptAnswer => problemOf(error, say);

/**
 * Works off what modules asked for through the database, in the order in which it came, each by the
 * procedure of the API: the same scope, checks, audit and facts. What is refused is an answer; what
 * fails stays and is tried again in the next round, and what came after it goes on. A sweep's work.
 */
export async function takeInbox(ctx: Context<SystemActor>): Promise<{ count: number }> {
  const rows = await readWaiting(ctx);
  let count = 0;
  for (const row of rows) {
    const answer = await answerOf(ctx, row);
    if (answer === null) continue;
    await keep(ctx, row, answer);
    count += 1;
  }
  return { count };
}

async function readWaiting(ctx: Context<SystemActor>): Promise<Row[]> {
  return inTransaction(ctx, async (_, { sql }) => [
    ...(await sql<Row[]>`
      select i.id, i.procedure, i.input, i.idempotency_key as "idempotencyKey",
             i.key_id as "keyId", k.label, k.scopes, t.language,
             k.revoked_at is not null as "isRevoked"
        from module_inbox i join module_keys k on k.id = i.key_id
        join tenants t on t.id = i.tenant_id
       where i.state = 'waiting' order by i.id limit ${ROWS_AT_ONCE}`),
  ]);
}

/** Null: a fault of ours or of somebody outside; it may come again. */
async function answerOf(ctx: Context<SystemActor>, row: Row): Promise<KeptAnswer | null> {
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
    return await runProcedure(module, procedure, {
      ...request,
      idempotencyKey: `database:${row.id}:${idempotencyKey}`.slice(0, 200),
    });
  } catch (cause) {
    if (isDomainError(cause) && !cause.retryable) return refusal(cause);
    ctx.log.error("a module's row failed", { inboxId: row.id, cause });
    return null;
  }
}

async function keep(
  ctx: Context<SystemActor>,
  { id }: Row,
  { status, body }: KeptAnswer,
): Promise<void> {
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`
      update module_inbox
         set state = ${status < 300 ? "done" : "refused"}, status = ${status},
             answer = ${JSON.stringify(body)}::jsonb, done_at = ${ctx.now}
       where id = ${id} and state = 'waiting'`;
  });
}
