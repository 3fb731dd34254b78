import { expireTags } from "@/server/domain/cases";
import { endSettlements } from "@/server/domain/claims";
import type { Context, SystemActor } from "@/server/domain/context";
import { type RelayParts, tenantIds } from "./relay";

/** One thing that has to happen by the calendar; answers how many rows it still found. */
type Sweep = (ctx: Context<SystemActor>) => Promise<{ count: number }>;

/** What is swept in every tenant. A sweep that found something is run again until it finds nothing. */
const SWEEPS: Record<string, Sweep> = {
  "tags-expire": expireTags,
  "settlements-end": endSettlements,
};

/** Tags end at midnight in Prague; an hour is late enough for that and early enough for work. */
const EVERY_MS = 60 * 60 * 1000;
const ROUNDS_MAX = 1_000;

type Parts = Pick<RelayParts, "db" | "log" | "makeContext">;

/** Runs every sweep in every tenant once; a tenant that fails does not keep the others waiting. */
export async function sweepAll(parts: Parts): Promise<void> {
  for (const tenantId of await tenantIds(parts.db)) {
    for (const [job, sweep] of Object.entries(SWEEPS)) {
      try {
        for (let round = 0; round < ROUNDS_MAX; round += 1) {
          const ctx = parts.makeContext({ kind: "system", tenantId, job, language: "cs" });
          if ((await sweep(ctx)).count === 0) break;
        }
      } catch (cause) {
        parts.log.error("sweep failed", { tenantId, job, cause });
      }
    }
  }
}

/** Sweeps now and every hour until it is stopped. */
export function startSweeps(parts: Parts): () => void {
  const run = () =>
    sweepAll(parts).catch((cause: unknown) => parts.log.error("sweeps failed", { cause }));
  void run();
  const timer = setInterval(run, EVERY_MS);
  return () => clearInterval(timer);
}
