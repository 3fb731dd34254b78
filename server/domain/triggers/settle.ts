import type { Tx } from "@/db/client";
import { type Context, inTransaction } from "../context";
import { queueMails } from "../mails";
import { raiseOfficeTask } from "../timeline";
import type { Claimed } from "./claim";

/** With growing delay that is some two days; then the lane goes on without it. */
export const ATTEMPTS_MAX = 12;
/** An endpoint that has answered nothing but faults for so long is switched off. */
export const OFF_AFTER_MS = 24 * 60 * 60_000;

const FIRST_SECONDS = 10;
const LONGEST_SECONDS = 6 * 3_600;

/** Seconds until the next try after so many: fourfold each time, or as the receiver asks. */
export function waitSeconds(attempts: number, asked = 0): number {
  const grown = FIRST_SECONDS * 4 ** Math.max(0, attempts - 1);
  return Math.max(Math.min(LONGEST_SECONDS, grown), Math.min(asked, 24 * 3_600));
}

export interface Outcome {
  delivery: Claimed;
  isDelivered: boolean;
  /** null: it was not even tried, because an earlier one of its lane failed. */
  tried: {
    status: number | null;
    reason: string | null;
    response: string;
    tookMs: number;
    retryAfterSeconds: number;
  } | null;
}

/** Writes down what came of a go, all at once, and how the endpoints stand by it. */
export async function settleOutcomes(ctx: Context, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await inTransaction(ctx, async (inner, tx) => {
    const rows = outcomes.map((outcome) => rowOf(inner, outcome));
    await tx.sql`
      update trigger_deliveries d
         set state = n.state, status = case when n.is_tried then n.status else d.status end,
             reason = case when n.is_tried then n.reason else d.reason end,
             response = case when n.is_tried then n.response else d.response end,
             took_ms = case when n.is_tried then n.took_ms else d.took_ms end,
             attempts = d.attempts - case when n.is_tried then 0 else 1 end,
             next_attempt_at = coalesce(n.next_at, d.next_attempt_at), leased_until = null,
             delivered_at = case when n.state = 'delivered' then ${ctx.now} else d.delivered_at end
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as n (id bigint, state text, is_tried boolean, status int, reason text, response text,
                   took_ms int, next_at timestamptz)
       where d.id = n.id and d.state = 'waiting'`;
    await noteHealth(inner, tx, outcomes);
  });
}

function rowOf({ now }: Context, { delivery, isDelivered, tried }: Outcome) {
  const { id, attempts } = delivery;
  if (!tried) return { id, state: "waiting", is_tried: false };
  const isOver = attempts >= ATTEMPTS_MAX;
  const state = isDelivered ? "delivered" : isOver ? "given_up" : "waiting";
  const seconds = waitSeconds(attempts, tried.retryAfterSeconds);
  return {
    ...{ id, state, is_tried: true, status: tried.status, reason: tried.reason },
    ...{ response: tried.response, took_ms: tried.tookMs },
    next_at: state === "waiting" ? new Date(now.getTime() + seconds * 1_000).toISOString() : null,
  };
}

/** One that answered once is well; one that has not for a day is switched off, and people are told. */
async function noteHealth(ctx: Context, tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  const tried = outcomes.filter((outcome) => outcome.tried);
  const names = [...new Set(tried.map(({ delivery }) => delivery.endpoint))];
  const rows = names.map((endpoint) => {
    const own = tried.filter(({ delivery }) => delivery.endpoint === endpoint);
    const failures = own.filter(({ isDelivered }) => !isDelivered);
    return {
      ...{ endpoint, is_well: failures.length < own.length, failures: failures.length },
      reason: failures.at(-1)?.tried?.reason ?? null,
    };
  });
  const off = await tx.sql<{ endpoint: string; since: Date; reason: string | null }[]>`
    with noted as (
      insert into trigger_health as h (endpoint, failures, failing_since, last_reason,
                                       last_attempt_at, delivered_at)
      select endpoint, case when is_well then 0 else failures end,
             case when not is_well then ${ctx.now}::timestamptz end, reason, ${ctx.now},
             case when is_well then ${ctx.now}::timestamptz end
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
             as n (endpoint text, is_well boolean, failures int, reason text)
      on conflict (tenant_id, endpoint) do update
         set failures = case when excluded.delivered_at is not null then 0
                             else h.failures + excluded.failures end,
             failing_since = case when excluded.delivered_at is null
                                  then coalesce(h.failing_since, excluded.failing_since) end,
             last_reason = excluded.last_reason, last_attempt_at = excluded.last_attempt_at,
             delivered_at = coalesce(excluded.delivered_at, h.delivered_at)
      returning h.endpoint, h.failing_since, h.last_reason)
    select endpoint, failing_since as since, last_reason as reason from noted
     where failing_since <= ${new Date(ctx.now.getTime() - OFF_AFTER_MS)}`;
  for (const each of off) await switchOff(ctx, tx, each);
}

async function switchOff(
  ctx: Context,
  tx: Tx,
  { endpoint, since, reason }: { endpoint: string; since: Date; reason: string | null },
): Promise<void> {
  const { count } = await tx.sql`
    update trigger_health set disabled_at = ${ctx.now}
     where endpoint = ${endpoint} and disabled_at is null`;
  if (count === 0) return;
  await raiseOfficeTask(ctx, tx, {
    ...{ kind: "trigger_off", subject: endpoint },
    data: { since: since.toISOString(), ...(reason ? { reason } : {}) },
  });
  await tellAdministrators(ctx, tx, { endpoint, since });
}

async function tellAdministrators(
  ctx: Context,
  tx: Tx,
  { endpoint, since }: { endpoint: string; since: Date },
): Promise<void> {
  const people = await tx.sql<{ id: number; name: string; email: string; language: "cs" }[]>`
    select id, name, email, language from operators where role = 'administrator' and is_active`;
  await queueMails(
    ctx,
    tx,
    people.map(({ id, name, email, language }) => ({
      key: `trigger.off:${endpoint}:${since.getTime()}:${id}`,
      ...{ kind: "trigger_off" as const, operatorId: id, toAddress: email, language },
      data: { name, endpoint, since: since.toISOString() },
    })),
  );
}
