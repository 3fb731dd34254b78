import type { Database } from "@/db/client";
import type { Context, Log, SystemActor } from "@/server/domain/context";

/** What everything by the clock needs of its process. */
export interface ClockParts {
  db: Database;
  log: Log;
  makeContext(actor: SystemActor): Context<SystemActor>;
}

/** A context of a job whose clock shows now; work that lasts has several. */
export const jobContext = (
  { makeContext }: ClockParts,
  tenantId: number,
  job: string,
): Context<SystemActor> => makeContext({ kind: "system", tenantId, job, language: "cs" });
