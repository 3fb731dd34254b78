import type { Tx } from "@/db/client";
import { askFio, FIO_REST_SECONDS, type FioAnswer, openStatements } from "@/server/connectors/bank";
import { DomainError } from "@/server/kernel/errors";
import { uploadStatement } from "../../bank";
import { authorize, type Context, inTransaction } from "../../context";
import { retryAt, type Trouble, troubleOf } from "../trouble";
import { claimConnection, type LoadedConnection } from "./load-connection";
import { afterPeriod, halved, nextPeriod, type Period, type Progress } from "./period";

/** Between rounds; the bank has no way to call us. */
const ROUND_MINUTES = 5;

export interface Synced {
  newCount: number;
  /** Why it did not come to an end: a code with params. */
  trouble: Trouble | null;
}

/** What is to be written about a question that was put. */
interface Outcome {
  progress: Progress;
  /** The bank has answered, so far as it could. */
  isHeard: boolean;
  isBroken: boolean;
  trouble: Trouble | null;
  dueAt: Date;
}

const later = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000);

const trouble = (code: string): Trouble => ({ code, params: {} });

/** What follows from an answer that brought no movements; pure. */
function outcomeOf(
  kind: Exclude<FioAnswer["kind"], "statement">,
  at: { connection: LoadedConnection; period: Period; now: Date },
): Outcome {
  const { connection, period, now } = at;
  const { failures } = connection;
  const same = { progress: connection, isHeard: false, isBroken: false };
  const retry = retryAt(now, failures + 1);
  // Somebody else asks with the same token: nothing is wrong, only not now.
  if (kind === "wait") return { ...same, trouble: null, dueAt: later(now, FIO_REST_SECONDS) };
  if (kind === "too_many") {
    const progress = halved(connection, period);
    if (progress) return { ...same, progress, trouble: null, dueAt: later(now, FIO_REST_SECONDS) };
    return { ...same, trouble: trouble("feeds.fio_day_too_full"), dueAt: retry };
  }
  if (kind === "locked") return { ...same, trouble: trouble("feeds.fio_locked"), dueAt: retry };
  if (kind === "unknown_token") {
    return { ...same, isBroken: true, trouble: trouble("feeds.fio_token"), dueAt: retry };
  }
  return { ...same, trouble: trouble("feeds.fio_odd"), dueAt: retry };
}

/**
 * Asks the bank once and keeps what it tells: claim the question, put it outside of any transaction,
 * write movements and progress together. Dying in between loses nothing: the same days are asked for
 * again, and what came is known by its id. Throws what `claimConnection` throws.
 */
export async function syncConnection(ctx: Context, connectionId: number): Promise<Synced> {
  authorize(ctx, "bank:upload");
  if (ctx.tx) throw new Error("a bank is not called inside a transaction");
  const connection = await claimConnection(ctx, connectionId);
  const period = nextPeriod(connection, ctx.today);
  const at = { connection, period, now: ctx.now };
  try {
    const { outside } = ctx;
    if (!outside) throw new DomainError("external", "feeds.web_unreachable");
    const answer = await askFio({
      ...period,
      token: ctx.keys.open(connection.tokenSealed),
      baseUrl: outside.fioUrl,
      // Another address than the bank's is the install's own choice, never a tenant's.
      isPrivateAllowed: outside.fioUrl.startsWith("http://"),
    });
    if (answer.kind === "statement") return await take(ctx, at, answer.body);
    return await settle(ctx, connection, outcomeOf(answer.kind, at));
  } catch (cause) {
    const told = troubleOf(ctx, cause, { connectionId });
    const dueAt = retryAt(ctx.now, connection.failures + 1);
    const progress = connection;
    return settle(ctx, connection, {
      progress,
      isHeard: false,
      isBroken: false,
      trouble: told,
      dueAt,
    });
  }
}

async function take(
  ctx: Context,
  { connection, period }: { connection: LoadedConnection; period: Period },
  body: Buffer,
): Promise<Synced> {
  await assertAccount(connection, body);
  return inTransaction(ctx, async (inner, tx) => {
    // Taken away, or its token replaced, while the bank was thinking.
    if (!(await isStillOurs(tx, ctx.now, connection))) return { newCount: 0, trouble: null };
    const name = `fio ${period.from} ${period.to}.json`;
    const newCount = await uploadNews(inner, name, body);
    const progress = afterPeriod(connection, period, ctx.today);
    const isDone = progress.resumeFrom === null;
    const dueAt = later(ctx.now, isDone ? ROUND_MINUTES * 60 : FIO_REST_SECONDS);
    await write(tx, connection, {
      ...{ now: ctx.now, progress, isHeard: true, isBroken: false, trouble: null, dueAt },
    });
    return { newCount, trouble: null };
  });
}

/** A token tells of one account; it must be the one it was entered for. */
async function assertAccount({ accountNumber }: LoadedConnection, body: Buffer): Promise<void> {
  const source = (async function* () {
    yield body;
  })();
  for await (const part of openStatements(source, { ownAccounts: [accountNumber] })) {
    if (part.kind !== "statement") break;
    const { account } = part.statement;
    if (account === accountNumber) return;
    throw new DomainError("invalid", "feeds.fio_other_account", { account, own: accountNumber });
  }
  throw new DomainError("invalid", "feeds.fio_odd");
}

/** Thrown to take back a statement that brought nothing new: the overlap says the same every time. */
const NOTHING_NEW = Symbol("nothing new");

async function uploadNews(ctx: Context, name: string, body: Buffer): Promise<number> {
  try {
    return await inTransaction(ctx, async (inner) => {
      const source = (async function* () {
        yield body;
      })();
      const { newCount } = await uploadStatement(inner, { name }, source);
      if (newCount === 0) throw NOTHING_NEW;
      return newCount;
    });
  } catch (error) {
    if (error === NOTHING_NEW) return 0;
    throw error;
  }
}

async function isStillOurs({ sql }: Tx, now: Date, { id }: LoadedConnection): Promise<boolean> {
  const rows = await sql`
    select 1 from bank_connections where id = ${id} and called_at = ${now} for update`;
  return rows.length > 0;
}

async function settle(
  ctx: Context,
  connection: LoadedConnection,
  outcome: Outcome,
): Promise<Synced> {
  await inTransaction(ctx, async (_, tx) => {
    if (!(await isStillOurs(tx, ctx.now, connection))) return;
    await write(tx, connection, { ...outcome, now: ctx.now });
  });
  return { newCount: 0, trouble: outcome.trouble };
}

async function write(
  { sql }: Tx,
  { id, failures }: LoadedConnection,
  outcome: Outcome & { now: Date },
): Promise<void> {
  const { progress, isHeard, isBroken, trouble: told, dueAt, now } = outcome;
  await sql`
    update bank_connections
       set synced_to = ${progress.syncedTo}, resume_from = ${progress.resumeFrom},
           span_days = ${progress.spanDays}, due_at = ${dueAt},
           state = ${isBroken ? "broken" : "active"},
           ok_at = ${isHeard ? now : sql`ok_at`}, failures = ${told ? failures + 1 : 0},
           error = ${told?.code ?? (isHeard ? null : sql`error`)},
           error_params = ${told ? JSON.stringify(told.params) : isHeard ? null : sql`error_params`},
           error_at = ${told ? now : isHeard ? null : sql`error_at`}
     where id = ${id}`;
}
