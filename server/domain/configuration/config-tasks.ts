import type { Tx } from "@/db/client";
import type { Context } from "../context";
import { endOfficeTask, raiseOfficeTask } from "../timeline";
import type { Finding } from "./check-config";

const FILE = { kind: "config_refused", subject: "config.yaml" } as const;

/** The newest text has faults: somebody must mend it, while the last good one stays in force. */
export function raiseFileTask(ctx: Context, tx: Tx, findings: readonly Finding[]): Promise<void> {
  const count = findings.filter(({ isWarning }) => !isWarning).length;
  return raiseOfficeTask(ctx, tx, { ...FILE, data: { count } });
}

const UNREAD = { kind: "config_unread", subject: "config.yaml" } as const;
/** A machine may be down for a night; who mends the file the next day should not wait for longer. */
const UNREAD_MS = 24 * 60 * 60_000;

/** The file could not be read again, for this reason; after a day it is somebody's task. */
export async function noteUnread(ctx: Context, tx: Tx, reason: string): Promise<void> {
  const [row] = await tx.sql<{ since: Date }[]>`
    update config_sources set checked_at = ${ctx.now}, trouble = ${reason},
           unread_since = coalesce(unread_since, ${ctx.now})
    returning unread_since as since`;
  if (!row || ctx.now.getTime() - row.since.getTime() < UNREAD_MS) return;
  const data = { since: row.since.toISOString(), reason };
  await raiseOfficeTask(ctx, tx, { ...UNREAD, data });
}

/** It was read, whatever stands in it, or it is to be read elsewhere. */
export async function noteRead(ctx: Context, tx: Tx): Promise<void> {
  await tx.sql`update config_sources set trouble = null, unread_since = null`;
  await endOfficeTask(ctx, tx, UNREAD);
}

/** The newest text is in force, or there is to be none. */
export const endFileTask = (ctx: Context, tx: Tx): Promise<void> => endOfficeTask(ctx, tx, FILE);

/**
 * Tasks of triggers that are switched off, by the file that has come into force: one whose trigger is
 * gone ends, and one that came back while it is still off is raised again.
 */
export async function followTriggers(
  ctx: Context,
  tx: Tx,
  names: readonly string[],
): Promise<void> {
  const gone = await tx.sql<{ subject: string }[]>`
    select subject from office_tasks
     where kind = 'trigger_off' and resolved_at is null and subject <> all(${names as string[]}::text[])`;
  for (const { subject } of gone) await endOfficeTask(ctx, tx, { kind: "trigger_off", subject });
  await tx.sql`
    insert into office_tasks (kind, subject, data, raised_at)
    select 'trigger_off', endpoint,
           jsonb_strip_nulls(jsonb_build_object('since', failing_since, 'reason', last_reason)),
           ${ctx.now}
      from trigger_health where disabled_at is not null and endpoint = any(${names as string[]}::text[])
    on conflict (tenant_id, kind, subject) where resolved_at is null do nothing`;
}
