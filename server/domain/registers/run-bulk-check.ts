import type { InsolvencyRunState } from "@/db/values/insolvency-runs";
import type { InsolvencyRegister } from "@/db/values/registers";
import { isDomainError } from "@/server/kernel/errors";
import { atInstant, type Context, clockFrom, inTransaction, reading } from "../context";
import { type Blocked, type BulkRun, leaseRun, releaseRun, writeOutcomes } from "./bulk-run";
import { type Askable, sortParties } from "./bulk-sort";
import { keepChecks, priceOf } from "./check-party";
import { type AnsweredCheck, OF_ONE_PARTY } from "./record";
import { type RegisterService, readService } from "./services";
import { settleTurns, type Turn, takeTurn } from "./take-turn";

/** Questions whose answers are written down together: what a process that dies would ask again. */
const ASKED_MAX = 10;
/** Well within a lease, however slowly a register answers. */
const CHUNK_MS = 60_000;
/** A register that is down is tried again after half a minute, then each time twice as long. */
const BACK_OFF_MS = 30_000;
const BACK_OFF_MAX_MS = 3_600_000;
/** Asked so often in vain about one party it is left to a person. */
const TRIES_MAX = 3;
/** Money may come any hour: a budget is raised, a month begins. */
const BUDGET_MS = 3_600_000;
const GIVEN_UP: readonly string[] = [...OF_ONE_PARTY, "refused"];

/**
 * One chunk of a run: asks each register about at most ten parties, one after the other at the
 * register's pace, and writes the answers down together. Whoever has an answer that still holds is
 * not asked. A register that may not be asked for a while pauses the run until then. Call it until
 * the state is not "running"; null: somebody else is at it. A job's work: rights were asked when the
 * run began.
 */
export async function runBulkCheck(
  ctx: Context,
  { runId }: { runId: number },
): Promise<InsolvencyRunState | null> {
  const run = await leaseRun(ctx, runId);
  if (!run) return null;
  const clock = clockFrom(ctx.now);
  const now = () => behalfOf(atInstant(ctx, clock()), run);
  const registers = await reading(ctx, ({ sql }) =>
    sql<{ register: InsolvencyRegister }[]>`
      select distinct register from insolvency_run_parties
       where run_id = ${runId} and outcome is null order by 1`.then((rows) => [...rows]),
  );
  let isProgress = false;
  const blocked: Blocked[] = [];
  for (const { register } of registers) {
    const chunk = await askSome({ now, run, register });
    isProgress ||= chunk.done > 0;
    if (chunk.blocked) blocked.push(chunk.blocked);
  }
  return releaseRun(now(), runId, { isProgress, blocked });
}

/** What a person has started stands under their name. */
function behalfOf(ctx: Context, { operator }: BulkRun): Context {
  if (!operator || ctx.actor.kind !== "system") return ctx;
  return { ...ctx, actor: { ...ctx.actor, onBehalfOf: operator } };
}

interface Chunk {
  now(): Context;
  run: BulkRun;
  register: InsolvencyRegister;
}

async function askSome(at: Chunk): Promise<{ done: number; blocked: Blocked | null }> {
  const { now, run, register } = at;
  const { service, askable, done } = await inTransaction(now(), async (inner, tx) => {
    const found = await readService(inner, tx, register);
    return { service: found, ...(await sortParties(inner, tx, { run, service: found })) };
  });
  const checks: Answered[] = [];
  let blocked: Blocked | null = null;
  try {
    blocked = await askEach(at, { service, askable }, checks);
  } finally {
    // Also what was answered before a fault is kept: nobody is asked twice for it.
    await keep(at, checks);
  }
  const settled = checks.filter((each) => outcomeOf(each) !== null).length;
  if (blocked?.waitMs === 0) blocked = await restOf(at, blocked);
  return { done: done + settled, blocked };
}

interface Answered {
  check: AnsweredCheck;
  /** Held until the answer is written down: the chunk cannot spend what is not there. */
  turn: Turn & { usedCount: number };
  tries: number;
}

/** Asks until the chunk is full or the register may not be asked; then says why. */
async function askEach(
  { now, run, register }: Chunk,
  { service, askable }: { service: RegisterService; askable: readonly Askable[] },
  into: Answered[],
): Promise<Blocked | null> {
  const begun = performance.now();
  for (const { partyId, question, tries } of askable.slice(0, ASKED_MAX)) {
    if (performance.now() - begun > CHUNK_MS) return null;
    const { questionMax = 1 } = question;
    const turn = await turnOf(now(), { service, questionMax });
    if ("reason" in turn) return { register, ...turn };
    const asked = await question.ask(service);
    const usedCount = asked.questionCount ?? 1;
    await giveTurnsBack(now(), { ...turn, usedCount });
    const { answer } = asked;
    const cause = run.kind;
    into.push({
      tries,
      turn: { ...turn, count: usedCount, usedCount },
      check: {
        ...{ register, partyId, cause, caseId: null, purpose: cause },
        ...{ askedBy: asked.askedBy ?? question.askedBy, asked, ...priceOf(service, asked) },
      },
    });
    if (answer.outcome !== "unavailable" || OF_ONE_PARTY.includes(answer.reason)) continue;
    return { register, reason: `registers.trouble.${answer.reason}`, waitMs: 0 };
  }
  return null;
}

/** Turns that were not needed are the next one's; the money stays put aside. */
async function giveTurnsBack(ctx: Context, turn: Turn & { usedCount: number }): Promise<void> {
  if (turn.count === turn.usedCount) return;
  await inTransaction(ctx, (_, tx) => settleTurns(tx, [{ ...turn, reservationId: null }]));
}

/** Or why it may not be asked now. Throws what no waiting mends, as `registers.unconfigured`. */
async function turnOf(
  ctx: Context,
  asked: { service: RegisterService; questionMax: number },
): Promise<{ reason: string; waitMs: number } | Turn> {
  try {
    return await inTransaction(ctx, (inner, tx) => takeTurn(inner, tx, asked));
  } catch (error) {
    if (!isDomainError(error)) throw error;
    if (error.code === "registers.budget") return { reason: error.code, waitMs: BUDGET_MS };
    if (typeof error.params.seconds !== "number") throw error;
    return { reason: error.code, waitMs: error.params.seconds * 1_000 };
  }
}

/** Null: to be asked again. */
function outcomeOf({ check, tries }: Answered): "found" | "clear" | "unavailable" | null {
  const { answer } = check.asked;
  if (answer.outcome !== "unavailable") return answer.outcome;
  return GIVEN_UP.includes(answer.reason) && tries + 1 >= TRIES_MAX ? "unavailable" : null;
}

async function keep({ now, run, register }: Chunk, answered: readonly Answered[]): Promise<void> {
  if (answered.length === 0) return;
  await inTransaction(now(), async (inner, tx) => {
    await settleTurns(
      tx,
      answered.map(({ turn }) => turn),
    );
    const outcomes = await keepChecks(
      inner,
      tx,
      answered.map(({ check }) => check),
    );
    await writeOutcomes(
      tx,
      run.id,
      answered.map((each, no) => ({
        partyId: each.check.partyId,
        register,
        outcome: outcomeOf(each),
        screeningId: outcomes[no]?.screeningId ?? null,
        isChanged: Boolean(outcomes[no]?.change),
      })),
    );
  });
}

/** How long to wait for a register that has just failed, by how often it has in a row. */
async function restOf({ now }: Chunk, blocked: Blocked): Promise<Blocked> {
  const ctx = now();
  const { failures, restingUntil } = await reading(ctx, (tx) =>
    readService(ctx, tx, blocked.register),
  );
  const backOff = BACK_OFF_MS * 2 ** Math.min(Math.max(failures - 1, 0), 10);
  const rest = restingUntil ? restingUntil.getTime() - ctx.now.getTime() : 0;
  return { ...blocked, waitMs: Math.max(rest, Math.min(backOff, BACK_OFF_MAX_MS)) };
}
