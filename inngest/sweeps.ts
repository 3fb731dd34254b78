import type { Channel } from "@/db/values/messages";
import { rematchWaiting } from "@/server/domain/bank";
import { expireTags, takeAutomaticSteps } from "@/server/domain/cases";
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
import { watchCollegial } from "@/server/domain/collegial";
import { performActions, watchConfig } from "@/server/domain/configuration";
import type { Context, SystemActor } from "@/server/domain/context";
import { queueAutoRun } from "@/server/domain/dunning";
import { syncConnections, takeOverPayments } from "@/server/domain/feeds";
import { watchAgreements } from "@/server/domain/instalments";
import { forgetSubmissions } from "@/server/domain/leads";
import { notifyCollegial, queueDigests, requeueMails } from "@/server/domain/mails";
import {
  askChannels,
  deliverChannel,
  followChannels,
  readDataBox,
  readMailbox,
  receiveChannels,
  watchBoxPassword,
} from "@/server/domain/messages";
import { takeInbox } from "@/server/domain/module-api";
import { forgetModuleCalls } from "@/server/domain/modules";
import { endDemoClients, forgetAtDoor } from "@/server/domain/portal";
import { sendNotices } from "@/server/domain/push";
import {
  askHints,
  compareWatches,
  followInsolvencies,
  queueWatch,
  wakeBulkChecks,
  watchParties,
} from "@/server/domain/registers";
import { forgetUploads, watchRequests } from "@/server/domain/requests";
import { deliverTriggers, forgetCalls } from "@/server/domain/triggers";
import { isDomainError } from "@/server/kernel/errors";
import { type ClockParts, jobContext } from "./parts";
import { tenantIds } from "./relay";

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

/** Every job by the clock. A line here is all that a new one takes, and its name in the texts. */
export const SWEEPS: Readonly<Record<string, Sweep>> = {
  // Tags end at midnight in Prague; an hour is late enough for that and early enough for work.
  "tags-expire": { everyMs: hours(1), run: expireTags },
  // What has rested long enough in its state goes on by itself, some day after the days are over.
  "cases-step": { everyMs: hours(1), run: takeAutomaticSteps },
  // By day the list's figures must not end with yesterday's rate.
  "interest-roll": { everyMs: hours(1), run: rollInterest },
  // A payment entered in the evening heals, a day that is over breaks.
  "agreements-watch": { everyMs: hours(1), run: watchAgreements },
  // Kept or lapsed, on the day after its last one.
  "settlements-end": { everyMs: hours(1), run: endSettlements },
  // What is promised in minutes is looked at by the minute.
  "requests-watch": { everyMs: minutes(1), run: watchRequests },
  // What was asked of people by a day; and whoever is away without a deputy is found soon.
  "collegial-watch": { everyMs: minutes(15), run: watchCollegial },
  // What was asked of whom meanwhile goes out in one mail each.
  "collegial-tell": { everyMs: minutes(5), run: notifyCollegial },
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
  // As often as a mailbox may ask to be read; each has a pace of its own.
  "mailbox-read": { everyMs: minutes(0.25), tenantsAtOnce: OUTSIDE, run: readMailbox },
  "messages-receive": { everyMs: minutes(1), tenantsAtOnce: OUTSIDE, run: receiveChannels },
  // At the hours that the box's owner has named, and only then.
  "data-box-read": { everyMs: minutes(10), tenantsAtOnce: OUTSIDE, run: readDataBox },
  "data-box-password": { everyMs: hours(6), tenantsAtOnce: OUTSIDE, run: watchBoxPassword },
  // Before people come: what changed overnight is on their desks, and the pace lasts the day.
  "insolvency-watch": { at: "05:00", run: queueWatch },
  // A register that rests says for how many seconds.
  "insolvency-wake": { everyMs: minutes(1), run: wakeBulkChecks },
  // Facts make cases follow at once; this finds cases that came to an insolvent party later.
  "insolvency-follow": { everyMs: hours(1), run: followInsolvencies },
  // Whom the register's events are compared with; a party may be on a new case any minute.
  "insolvency-feed-parties": { everyMs: minutes(1), run: watchParties },
  // What the list of changes ought to have caught, looked at whole.
  "insolvency-feed-compare": { at: "02:30", run: compareWatches },
  "insolvency-feed-ask": { everyMs: minutes(1), tenantsAtOnce: OUTSIDE, run: askHints },
  // What modules asked for through the database; one that asks registers waits for them.
  "module-inbox": { everyMs: minutes(0.25), tenantsAtOnce: 4, run: takeInbox },
  // Whoever keeps the file says so by the API; the minute is for those who only save it.
  "config-watch": { everyMs: minutes(1), tenantsAtOnce: OUTSIDE, run: watchConfig },
  // For calls whose process died.
  "actions-run": { everyMs: minutes(1), tenantsAtOnce: OUTSIDE, run: performActions },
  // Facts wake them; the minute is for what was put off.
  "triggers-deliver": { everyMs: minutes(1), tenantsAtOnce: OUTSIDE, run: deliverTriggers },
  // Facts wake them; the minute is for answers that are due soon, and for what was put off.
  "notices-send": { everyMs: minutes(1), tenantsAtOnce: OUTSIDE, run: sendNotices },
  // While nobody works: the first time it may find years.
  "calls-forget": { at: "03:40", run: forgetCalls },
  // Files that clients sent and put into no request within a day.
  "uploads-forget": { everyMs: hours(1), run: forgetUploads },
  "module-calls-forget": { at: "03:30", run: forgetModuleCalls },
  "leads-forget": { at: "03:55", run: forgetSubmissions },
  "portal-forget": { at: "03:50", run: forgetAtDoor },
  "demo-clients-end": { everyMs: hours(1), run: endDemoClients },
};

const ROUNDS_MAX = 1_000;

async function rounds(parts: ClockParts, tenantId: number, at: { run: SweepRun; sweep: Sweep }) {
  const { run, sweep } = at;
  let total = 0;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const { count } = await sweep.run(jobContext(parts, tenantId, run.job));
    total += count;
    if (count === 0) break;
    if (!(await beatSweep(jobContext(parts, tenantId, run.job), run))) break;
  }
  return total;
}

/** Runs a job in a tenant if it is due there; false: it is not, or somebody else is at it. */
async function runOnce(
  parts: ClockParts,
  tenantId: number,
  [job, sweep]: readonly [string, Sweep],
): Promise<boolean> {
  const run = await claimSweep(jobContext(parts, tenantId, job), job, sweep);
  if (!run) return false;
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
  await settleSweep(jobContext(parts, tenantId, job), run, end);
  return true;
}

/** What was asked for while it ran is run after it; more than once in a row nobody can ask. */
const IN_A_ROW_MAX = 10;

/** Runs a job in a tenant for as long as it is due. */
export async function sweepTenant(
  parts: ClockParts,
  tenantId: number,
  sweep: readonly [string, Sweep],
): Promise<void> {
  for (let run = 0; run < IN_A_ROW_MAX; run += 1) {
    if (!(await runOnce(parts, tenantId, sweep))) return;
  }
}

/** Runs what is due, in every tenant, once. */
export async function sweepDue(
  parts: ClockParts,
  sweeps: Readonly<Record<string, Sweep>> = SWEEPS,
): Promise<void> {
  const ids = await tenantIds(parts.db);
  const work = Object.entries(sweeps).map(async (sweep) => {
    for (const tenantId of ids) await sweepTenant(parts, tenantId, sweep);
  });
  await Promise.all(work);
}
