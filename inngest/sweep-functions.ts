import { setTimeout as pause } from "node:timers/promises";
import type { Inngest, InngestFunction } from "inngest";
import type { Rhythm } from "@/server/domain/clock";
import { TIME_ZONE } from "@/server/kernel/locale";
import { outward } from "./fault";
import { type ClockParts, jobContext } from "./parts";
import { tenantIds } from "./relay";
import { type Sweep, sweepTenant } from "./sweeps";

/** A job is due in a tenant; `slot`: since when, in milliseconds, where a schedule says so. */
interface Due {
  tenantId: number;
  payload: { job: string; slot?: number };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The schedule of a rhythm, and how often within one slot of it the job is due. */
export function scheduleOf(rhythm: Rhythm): { cron: string; perSlot: number; slotMs: number } {
  if ("at" in rhythm) {
    const [hour, minute] = rhythm.at.split(":").map(Number);
    return { cron: `TZ=${TIME_ZONE} ${minute} ${hour} * * *`, perSlot: 1, slotMs: MINUTE_MS };
  }
  const { everyMs } = rhythm;
  if (everyMs < MINUTE_MS && MINUTE_MS % everyMs === 0) {
    return { cron: "* * * * *", perSlot: MINUTE_MS / everyMs, slotMs: everyMs };
  }
  if (everyMs % MINUTE_MS === 0 && HOUR_MS % everyMs === 0) {
    const minutes = everyMs / MINUTE_MS;
    const field = minutes === 60 ? "0" : minutes === 1 ? "*" : `*/${minutes}`;
    return { cron: `${field} * * * *`, perSlot: 1, slotMs: everyMs };
  }
  if (everyMs % HOUR_MS === 0 && (24 * HOUR_MS) % everyMs === 0) {
    return { cron: `0 */${everyMs / HOUR_MS} * * *`, perSlot: 1, slotMs: everyMs };
  }
  throw new RangeError(`no schedule has the rhythm of ${everyMs} ms`);
}

/** Of a job, by its schedule: tells every tenant that it is due. */
function fanOut(
  client: Inngest,
  parts: ClockParts,
  [job, sweep]: readonly [string, Sweep],
): InngestFunction.Any {
  const { cron, perSlot, slotMs } = scheduleOf(sweep);
  return client.createFunction(
    { id: `sweep-${job}`, triggers: [{ cron }], retries: 3 },
    async ({ event, step }) => {
      const first = Math.floor((event.ts ?? 0) / slotMs) * slotMs;
      for (let part = 0; part < perSlot; part += 1) {
        const slot = first + part * slotMs;
        if (part > 0) await step.sleepUntil(`until-${part}`, new Date(slot));
        const ids: number[] = await step.run(`tenants-${part}`, () => outward(tenantIds(parts.db)));
        const events = ids.map((tenantId) => ({
          // One a slot: however often it is told, the tenant is swept once.
          id: `sweep:${job}:${tenantId}:${slot}`,
          name: "sweep.due",
          data: { tenantId, payload: { job, slot } },
        }));
        if (events.length > 0) await step.sendEvent(`due-${part}`, events);
      }
    },
  );
}

/** Clocks of two machines differ by less. */
const SKEW_MAX_MS = MINUTE_MS;

/**
 * How long a process whose clock is behind the schedule's has to wait: by its own clock the job
 * would not be due yet, and be left out until it comes round again.
 */
export function earlyMs(slot: number | undefined, now: Date): number {
  const early = (slot ?? 0) - now.getTime();
  return early > 0 && early <= SKEW_MAX_MS ? early : 0;
}

/** Of a job in one tenant, when it is due or somebody asked for it. */
function sweepOne(
  client: Inngest,
  parts: ClockParts,
  [job, sweep]: readonly [string, Sweep],
): InngestFunction.Any {
  const condition = `event.data.payload.job == '${job}'`;
  return client.createFunction(
    {
      id: `sweep-${job}-tenant`,
      triggers: [
        { event: "sweep.due", if: condition },
        { event: "clock.job_asked", if: condition },
      ],
      retries: 3,
      concurrency: [{ limit: sweep.tenantsAtOnce ?? 1 }, { key: "event.data.tenantId", limit: 1 }],
    },
    async ({ event, step }) => {
      const { tenantId, payload } = event.data as Due;
      await step.run("sweep", async () => {
        await pause(earlyMs(payload.slot, jobContext(parts, tenantId, job).now));
        await outward(sweepTenant(parts, tenantId, [job, sweep]));
      });
    },
  );
}

/** The functions of all sweeps: each job has one by its schedule and one for a tenant. */
export const sweepFunctions = (
  client: Inngest,
  parts: ClockParts,
  sweeps: Readonly<Record<string, Sweep>>,
): InngestFunction.Any[] =>
  Object.entries(sweeps).flatMap((sweep) => [
    fanOut(client, parts, sweep),
    sweepOne(client, parts, sweep),
  ]);
