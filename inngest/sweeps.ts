import type { Channel } from "@/db/values/messages";
import { rematchWaiting } from "@/server/domain/bank";
import { expireTags } from "@/server/domain/cases";
import { endSettlements, rollInterest } from "@/server/domain/claims";
import {
  beatSweep,
  claimSweep,
  hours,
  minutes,
  type Rhythm,
  type SweepRun,
  settleSweep,
} from "@/server/domain/clock";
import type { Context, SystemActor } from "@/server/domain/context";
import { queueAutoRun } from "@/server/domain/dunning";
import { syncConnections, takeOverPayments } from "@/server/domain/feeds";
import { watchAgreements } from "@/server/domain/instalments";
import { queueDigests, requeueMails } from "@/server/domain/mails";
import {
  askChannels,
  deliverChannel,
  followChannels,
  readDataBox,
  receiveChannels,
  watchBoxPassword,
} from "@/server/domain/messages";
import { forgetModuleCalls } from "@/server/domain/modules";
import { isDomainError } from "@/server/kernel/errors";
import { openGate } from "@/server/kernel/gate";
import { type RelayParts, tenantIds } from "./relay";

/**
 * Something that has to happen by the calendar, in every tenant: every so often, or at an hour of
 * Prague. Answers how many rows it still found; what found something is run again until it finds none.
 */
export type Sweep = Rhythm & {
  /**
   * Tenants that are served at the same time; left out: one, as work of the database gets no faster
   * by being done twice. Work that waits for machines outside has more, or the slowest of them would
   * set the pace for everybody.
   */
  tenantsAtOnce?: number;
  run(ctx: Context<SystemActor>): Promise<{ count: number }>;
};

/** Work that waits for carriers: one tenant's slow one must not hold up the others. */
const OUTSIDE = 8;

const deliver = (channel: Channel): Sweep => ({
  ...{ everyMs: minutes(1), tenantsAtOnce: OUTSIDE },
  run: (ctx) => deliverChannel(ctx, { channel }),
});

const SWEEPS: Record<string, Sweep> = {
  // Tags end at midnight in Prague; an hour is late enough for that and early enough for work.
  "tags-expire": { everyMs: hours(1), run: expireTags },
  // By day the list's figures must not end with yesterday's rate.
  "interest-roll": { everyMs: hours(1), run: rollInterest },
  // A payment entered in the evening heals, a day that is over breaks.
  "agreements-watch": { everyMs: hours(1), run: watchAgreements },
  // Kept or lapsed, on the day after its last one.
  "settlements-end": { everyMs: hours(1), run: endSettlements },
  // In the morning of working days; the hour is its own to tell.
  "digests-queue": { everyMs: minutes(30), run: queueDigests },
  "mails-requeue": { everyMs: hours(1), run: requeueMails },
  // Before work begins; quiet hours hold the messages themselves back.
  "dunning-queue": { at: "06:00", run: queueAutoRun },
  // What waits is looked at anew while nobody works.
  "bank-rematch": { at: "03:00", run: rematchWaiting },
  // Each connection has a pace of its own; a minute is how soon one that is due is asked.
  "bank-connections": { everyMs: minutes(1), tenantsAtOnce: 4, run: syncConnections },
  // Twice a minute, so that a payment shows within one: taken over, matched and seen.
  "accounting-take-over": { everyMs: minutes(0.5), tenantsAtOnce: 8, run: takeOverPayments },
  // Facts wake them; the minute is for what was put off. Each channel by itself, so that none waits.
  "messages-email": deliver("email"),
  "messages-sms": deliver("sms"),
  "messages-letter": deliver("letter"),
  "messages-data-box": deliver("data_box"),
  "messages-ask": { everyMs: minutes(1), tenantsAtOnce: OUTSIDE, run: askChannels },
  "messages-follow": { everyMs: minutes(2), tenantsAtOnce: OUTSIDE, run: followChannels },
  "messages-receive": { everyMs: minutes(1), tenantsAtOnce: OUTSIDE, run: receiveChannels },
  // At the hours that the box's owner has named, and only then.
  "data-box-read": { everyMs: minutes(10), tenantsAtOnce: OUTSIDE, run: readDataBox },
  "data-box-password": { everyMs: hours(6), tenantsAtOnce: OUTSIDE, run: watchBoxPassword },
  "module-calls-forget": { at: "03:30", run: forgetModuleCalls },
};

/** How often the clock looks what is due: a minute's sweep is late by this much at most. */
const LOOK_MS = 5_000;
const ROUNDS_MAX = 1_000;

type Parts = Pick<RelayParts, "db" | "log" | "makeContext">;

/** A context whose clock shows now; a run that lasts has several. */
function contextOf(parts: Parts, tenantId: number, job: string): Context<SystemActor> {
  return parts.makeContext({ kind: "system", tenantId, job, language: "cs" });
}

async function rounds(parts: Parts, tenantId: number, at: { run: SweepRun; sweep: Sweep }) {
  const { run, sweep } = at;
  let total = 0;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const { count } = await sweep.run(contextOf(parts, tenantId, run.job));
    total += count;
    if (count === 0) break;
    if (!(await beatSweep(contextOf(parts, tenantId, run.job), run))) break;
  }
  return total;
}

async function sweepTenant(
  parts: Parts,
  tenantId: number,
  [job, sweep]: readonly [string, Sweep],
): Promise<void> {
  const run = await claimSweep(contextOf(parts, tenantId, job), job, sweep);
  if (!run) return;
  let error: string | null = null;
  let count = 0;
  try {
    count = await rounds(parts, tenantId, { run, sweep });
  } catch (cause) {
    // A message may hold personal data; the code of a refusal does not.
    error = isDomainError(cause) ? cause.code : cause instanceof Error ? cause.name : "error";
    parts.log.error("sweep failed", { tenantId, job, cause });
  }
  const outcome = error === null ? "done" : "failed";
  const end = { rhythm: sweep, outcome, error, count } as const;
  await settleSweep(contextOf(parts, tenantId, job), run, end);
}

/**
 * The tenants of one job. A tenant that is in hand, or waits for its turn, is passed by: the look
 * that finds it still there serves the others, so that none waits for the slowest.
 */
function openLane(parts: Parts, sweep: readonly [string, Sweep]): () => Promise<void> {
  const [job, { tenantsAtOnce = 1 }] = sweep;
  const enter = openGate(tenantsAtOnce);
  const inHand = new Set<number>();
  return async () => {
    const ids = (await tenantIds(parts.db)).filter((tenantId) => !inHand.has(tenantId));
    const work = ids.map(async (tenantId) => {
      inHand.add(tenantId);
      try {
        await enter(() => sweepTenant(parts, tenantId, sweep));
      } catch (cause) {
        // A tenant that fails does not keep the others waiting.
        parts.log.error("sweep could not be claimed", { tenantId, job, cause });
      } finally {
        inHand.delete(tenantId);
      }
    });
    await Promise.all(work);
  };
}

/** Answers a look at what is due; each job goes at its own pace, so that none waits for another. */
export function openSweeper(parts: Parts, sweeps = SWEEPS): () => Promise<void> {
  const lanes = Object.entries(sweeps).map((sweep) => {
    const [job] = sweep;
    return { job, look: openLane(parts, sweep) };
  });
  return async () => {
    const looks = lanes.map(({ job, look }) =>
      look().catch((cause: unknown) => parts.log.error("sweeps failed", { job, cause })),
    );
    await Promise.all(looks);
  };
}

/** Runs what is due, in every tenant, once. */
export const sweepDue = (parts: Parts, sweeps = SWEEPS): Promise<void> =>
  openSweeper(parts, sweeps)();

/** Sweeps what is due, now and from now on. */
export function startSweeps(parts: Parts): () => void {
  const look = openSweeper(parts);
  void look();
  const timer = setInterval(() => void look(), LOOK_MS);
  return () => clearInterval(timer);
}
