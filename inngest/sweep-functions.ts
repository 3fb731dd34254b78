import type { Inngest, InngestFunction } from "inngest";
import type { Rhythm } from "@/server/domain/clock";
import { TIME_ZONE } from "@/server/kernel/locale";
import { outward } from "./fault";
import type { ClockParts } from "./parts";
import { tenantIds } from "./relay";
import { type Sweep, sweepTenant } from "./sweeps";

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
          data: { tenantId, payload: { job } },
        }));
        if (events.length > 0) await step.sendEvent(`due-${part}`, events);
      }
    },
  );
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
      const { tenantId } = event.data as { tenantId: number };
      await step.run("sweep", () => outward(sweepTenant(parts, tenantId, [job, sweep])));
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
