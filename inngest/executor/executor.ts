import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import type { Log } from "@/server/domain/context";
import { type ClaimedCall, claimCalls } from "./claim-calls";
import { prune } from "./prune";
import { type ClockEvent, readRegistry } from "./registry";
import { isHopeless, settleCall } from "./settle-call";
import { type Executor, inHand, nowIn, type RunKey } from "./state";
import { takeEvents } from "./take-events";
import { nextDueMs, noteCrons, tick } from "./tick";
import { type Answer, askFunctions, callFunction, type Endpoint } from "./wire";

const CALLS_MAX = 16;
const LEASE_MS = 60_000;
const POLL_MS = 5_000;
/** The protocol counts in seconds. */
const TICK_MS = 100;
/** Something is due and cannot be had: a lane is full, or another process is just at it. */
const BLOCKED_MS = 500;
const PRUNE_MS = 60 * 60_000;
const SETTLE_TRIES = 5;

export interface ExecutorOptions {
  db: Database;
  log: Log;
  endpoint: Endpoint;
  /** Calls that are open in this process at a time. */
  callsMax?: number;
  leaseMs?: number;
  /** Added to the database's clock; tests let time pass. */
  aheadMs?(): number;
  backoffMs?(attempt: number): number;
}

export interface OpenExecutor {
  /** Takes events; they are safe once this resolves. Answers their ids. */
  send(events: readonly ClockEvent[]): Promise<string[]>;
  /** Works until it is stopped. Stopping lets the calls in hand end. */
  start(): Promise<() => Promise<void>>;
  /** Works until nothing is due any more; `tenantId`: of one tenant alone, and no schedules. */
  drain(tenantId?: number): Promise<void>;
}

/** Twice as long each time, an hour at most, and never all at the same moment. */
export const growingDelayMs = (attempt: number): number =>
  Math.min(3_600_000, 2_000 * 2 ** attempt) * (0.9 + Math.random() / 5);

/**
 * The embedded executor: runs functions by the SDK's own protocol, with all state in Postgres. Any
 * number of processes may have one; a call belongs to one of them, and to another when that falls silent.
 */
export async function openExecutor(options: ExecutorOptions): Promise<OpenExecutor> {
  const executor: Executor = {
    db: options.db,
    log: options.log,
    endpoint: options.endpoint,
    registry: readRegistry(await askFunctions(options.endpoint)),
    isStopping: false,
    aheadMs: options.aheadMs ?? (() => 0),
    leaseMs: options.leaseMs ?? LEASE_MS,
    backoffMs: options.backoffMs ?? growingDelayMs,
  };
  const hands = openHands(executor, options.callsMax ?? CALLS_MAX);
  return {
    send: async (events) => {
      const ids = await takeEvents(executor, events);
      hands.hurry();
      return ids;
    },
    start: () => startLoop(executor, hands),
    drain: async (tenantId) => {
      for (;;) {
        if (tenantId === undefined) await tick(executor);
        const begun = await hands.reach(tenantId);
        await hands.empty();
        if (begun === 0) return;
      }
    },
  };
}

interface Hands {
  /** Claims and begins what there are hands for; answers how many calls it began. */
  reach(tenantId?: number): Promise<number>;
  /** Resolves when no call is open. */
  empty(): Promise<void>;
  /** Called when there may be something to do; replaced by the loop. */
  hurry(): void;
  onHurry(hear: () => void): void;
  /** Says of every open call that it goes on. */
  beat(): Promise<void>;
  isFull(): boolean;
}

const nameOf = ({ tenantId, runId, stepId }: RunKey & { stepId: string }) =>
  `${tenantId} ${runId} ${stepId}`;

function openHands(executor: Executor, callsMax: number): Hands {
  const process = randomUUID();
  const open = new Map<string, { lease: string; work: Promise<void> }>();
  let hear: () => void = () => undefined;
  let serial = 0;

  // Each under the name of the call that it is at: one call follows another in the same place.
  const begin = (call: ClaimedCall): void => {
    const name = nameOf(call);
    const work = makeCall(executor, call)
      .then((next) => {
        open.delete(name);
        if (next) begin(next);
        else hear();
      })
      .catch((cause: unknown) => {
        // The lease runs out, and the call is made again.
        open.delete(name);
        executor.log.error("a call could not be settled", { runId: call.runId, cause });
      });
    open.set(name, { lease: call.lease, work });
  };
  return {
    reach: async (tenantId) => {
      const slots = callsMax - open.size;
      if (slots <= 0) return 0;
      const calls = await claimCalls(executor, {
        slots,
        newLease: () => `${process}:${++serial}`,
        isOpen: (call) => open.has(nameOf(call)),
        ...(tenantId === undefined ? {} : { tenantId }),
      });
      calls.forEach(begin);
      return calls.length;
    },
    empty: async () => {
      while (open.size > 0) await Promise.all([...open.values()].map(({ work }) => work));
    },
    hurry: () => hear(),
    onHurry: (listener) => {
      hear = listener;
    },
    beat: () =>
      beat(
        executor,
        [...open.values()].map(({ lease }) => lease),
      ),
    isFull: () => open.size >= callsMax,
  };
}

async function beat(executor: Executor, leases: readonly string[]): Promise<void> {
  if (leases.length === 0) return;
  await inHand(executor, async (sql) => {
    await sql`
      update clock_calls
         set lease_until = ${nowIn(sql, executor)} + ${executor.leaseMs} * interval '1 millisecond'
       where lease = any(${[...leases]}::text[])`;
  });
}

/** Makes one call and writes down its answer; answers the call that follows in its place. */
async function makeCall(executor: Executor, call: ClaimedCall): Promise<ClaimedCall | null> {
  if (await isHopeless(executor, call)) return null;
  const { attemptsMax = 1 } = executor.registry.byId.get(call.functionId) ?? {};
  const answer = await callFunction(executor.endpoint, {
    ...call,
    runId: String(call.runId),
    attemptsMax,
  });
  return settleSurely(executor, call, answer);
}

/** What was done must be known: a database that is away for a moment is asked again. */
async function settleSurely(
  executor: Executor,
  call: ClaimedCall,
  answer: Answer,
): Promise<ClaimedCall | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await settleCall(executor, call, answer);
    } catch (cause) {
      if (attempt >= SETTLE_TRIES) throw cause;
      executor.log.error("an answer could not be written down", { runId: call.runId, cause });
      await new Promise((resolve) => setTimeout(resolve, 50 * 4 ** attempt));
    }
  }
}

async function startLoop(executor: Executor, hands: Hands): Promise<() => Promise<void>> {
  let isRunning: Promise<void> | null = null;
  let isHurried = false;
  let timer: NodeJS.Timeout | undefined;

  let lookedAt = Number.NEGATIVE_INFINITY;

  /** After every call there is work to claim; what is due by the time is looked for less often. */
  const look = async (): Promise<number> => {
    const isToTick = performance.now() - lookedAt >= TICK_MS;
    if (isToTick) {
      lookedAt = performance.now();
      await tick(executor);
    }
    while (!executor.isStopping && (await hands.reach()) > 0);
    if (!isToTick) return TICK_MS;
    const dueMs = hands.isFull() ? null : await nextDueMs(executor);
    if (dueMs === null) return POLL_MS;
    return Math.min(POLL_MS, dueMs > 0 ? dueMs + 1 : BLOCKED_MS);
  };
  const round = async (): Promise<void> => {
    clearTimeout(timer);
    let waitMs = POLL_MS;
    try {
      do {
        isHurried = false;
        waitMs = await look();
      } while (isHurried && !executor.isStopping);
    } catch (cause) {
      executor.log.error("the clock could not look", { cause });
    }
    if (!executor.isStopping) timer = setTimeout(run, waitMs);
  };
  const run = (): void => {
    if (executor.isStopping) return;
    isHurried = true;
    isRunning ??= round().finally(() => {
      isRunning = null;
      // Somebody called while the round was about to end.
      if (isHurried) run();
    });
  };
  hands.onHurry(run);
  await noteCrons(executor);
  const unlisten = await executor.db.listen("clock", run);
  const sayFailed = (cause: unknown) => executor.log.error("the clock could not beat", { cause });
  const beats = setInterval(() => void hands.beat().catch(sayFailed), executor.leaseMs / 4);
  const prunes = setInterval(() => void prune(executor).catch(sayFailed), PRUNE_MS);
  run();
  return async () => {
    executor.isStopping = true;
    clearTimeout(timer);
    clearInterval(prunes);
    await unlisten();
    await isRunning;
    // Until the last call has ended its lease is kept.
    await hands.empty();
    clearInterval(beats);
  };
}
