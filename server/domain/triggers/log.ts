import type postgres from "postgres";
import type { Tx } from "@/db/client";
import type { DeliveryState, TriggerFact } from "@/db/values/configuration";
import { DomainError } from "@/server/kernel/errors";
import { decodeCursor, encodeCursor, type Page } from "@/server/kernel/page";
import { writeAudit } from "../audit";
import { configInForce } from "../configuration";
import { authorize, authorOf, type Context, inTransaction, reading } from "../context";
import { writeFact } from "../events";
import { endOfficeTask } from "../timeline";
import {
  type DeliveryFilter,
  type DeliveryIdInput,
  deliveryIdInput,
  type EndpointInput,
  endpointInput,
  type ListDeliveriesInput,
  listDeliveriesInput,
} from "./inputs";

export interface DeliveryItem {
  id: number;
  endpoint: string;
  fact: TriggerFact;
  caseId: number | null;
  refNo: string | null;
  occurredAt: Date;
  state: DeliveryState;
  attempts: number;
  status: number | null;
  reason: string | null;
  tookMs: number | null;
  isReplay: boolean;
  nextAttemptAt: Date | null;
  lastAttemptAt: Date | null;
  /** It waits for an earlier one of its case, not for its own time. */
  isBehind: boolean;
  /** Its trigger is switched off: it leaves when somebody switches it on. */
  isOff: boolean;
  /** What it said is kept still: it may be told again. */
  isKnown: boolean;
}

const COLUMNS = ({ sql }: Tx) => sql`
  d.id, d.endpoint, d.fact, c.id as "caseId", c.ref_no as "refNo", d.occurred_at as "occurredAt",
  d.state, d.attempts, d.status, d.reason, d.took_ms as "tookMs", d.is_replay as "isReplay",
  case when d.state = 'waiting' then d.next_attempt_at end as "nextAttemptAt",
  d.last_attempt_at as "lastAttemptAt", d.body is not null as "isKnown",
  d.state = 'waiting' and exists (
    select from trigger_health h where h.endpoint = d.endpoint and h.disabled_at is not null)
    as "isOff",
  d.state = 'waiting' and exists (
    select from trigger_deliveries e
     where e.endpoint = d.endpoint and e.lane = d.lane and e.state = 'waiting' and e.id < d.id)
    as "isBehind"`;

/** Of no case, or of one that the actor sees. */
const VISIBLE = ({ sql }: Tx) => sql`(d.case_id is null or c.id is not null)`;

/** What was told to the customer's programs, newest first. */
export async function listDeliveries(
  ctx: Context,
  raw: ListDeliveriesInput = {},
): Promise<Page<DeliveryItem>> {
  authorize(ctx, "settings:config");
  const { filter, cursor, limit } = listDeliveriesInput.parse(raw);
  const before = cursor ? Number(decodeCursor(cursor, 1)[0]) : null;
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const rows = await sql<DeliveryItem[]>`
      select ${COLUMNS(tx)} from trigger_deliveries d left join cases c on c.id = d.case_id
       where ${VISIBLE(tx)} and ${conditions(tx, filter)}
         ${before === null ? sql`` : sql`and d.id < ${before}`}
       order by d.id desc limit ${limit + 1}`;
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.id]) : null };
  });
}

function conditions({ sql }: Tx, filter: DeliveryFilter): postgres.Fragment {
  const { state, endpoint, fact, caseId } = filter;
  return sql`true
    ${state ? sql`and d.state = ${state}` : sql``}
    ${endpoint ? sql`and d.endpoint = ${endpoint}` : sql``}
    ${fact ? sql`and d.fact = ${fact}` : sql``}
    ${caseId ? sql`and d.case_id = ${caseId}` : sql``}`;
}

export interface DeliveryDetail extends DeliveryItem {
  webhookId: string;
  url: string;
  /** null: it was forgotten with time. */
  body: string | null;
  response: string | null;
  deliveredAt: Date | null;
}

/** One delivery whole. Throws not_found `triggers.not_found`. */
export async function getDelivery(ctx: Context, raw: DeliveryIdInput): Promise<DeliveryDetail> {
  authorize(ctx, "settings:config");
  const { deliveryId } = deliveryIdInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [row] = await tx.sql<DeliveryDetail[]>`
      select ${COLUMNS(tx)}, d.webhook_id as "webhookId", d.url,
             jsonb_pretty(d.body) as body, d.response, d.delivered_at as "deliveredAt"
        from trigger_deliveries d left join cases c on c.id = d.case_id
       where d.id = ${deliveryId} and ${VISIBLE(tx)}`;
    if (!row) throw new DomainError("not_found", "triggers.not_found");
    return row;
  });
}

interface Replayed {
  state: DeliveryState;
  endpoint: string;
  caseId: number | null;
  isKnown: boolean;
}

/**
 * Tells it once more, now, under the same id and marked as a replay; behind what still waits of its
 * case. Throws not_found `triggers.not_found`, precondition `triggers.still_waiting`, and
 * `triggers.forgotten` where nobody knows any more what it said.
 */
export async function replayDelivery(
  ctx: Context,
  raw: DeliveryIdInput,
): Promise<{ deliveryId: number }> {
  authorize(ctx, "settings:config");
  const { deliveryId } = deliveryIdInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const [row] = await sql<Replayed[]>`
      select d.state, d.endpoint, d.case_id as "caseId", d.body is not null as "isKnown"
        from trigger_deliveries d left join cases c on c.id = d.case_id
       where d.id = ${deliveryId} and ${VISIBLE(tx)} for update of d`;
    if (!row) throw new DomainError("not_found", "triggers.not_found");
    if (row.state === "waiting") throw new DomainError("precondition", "triggers.still_waiting");
    if (!row.isKnown) throw new DomainError("precondition", "triggers.forgotten");
    const { triggers } = await configInForce(tx);
    const [made] = await sql<{ id: number }[]>`
      insert into trigger_deliveries (endpoint, fact, lane, case_id, webhook_id, url, body, occurred_at,
                                      next_attempt_at, is_replay, replayed_by)
      select endpoint, fact, lane, case_id, webhook_id,
             coalesce(${triggers[row.endpoint]?.url ?? null}, url), body, occurred_at, ${ctx.now}, true,
             ${authorOf(ctx.actor).id}
        from trigger_deliveries where id = ${deliveryId} returning id`;
    if (!made) throw new Error("the insert answered nothing");
    await writeFact(inner, { name: "triggers.waiting", payload: {} });
    await writeAudit(inner, {
      ...{ action: "triggers.replay", entity: "trigger_delivery", entityId: deliveryId },
      ...{ caseId: row.caseId, after: { endpoint: row.endpoint, deliveryId: made.id } },
    });
    return { deliveryId: made.id };
  });
}

export interface EndpointItem {
  endpoint: string;
  /** null: it is in the log only, no longer in the file. */
  url: string | null;
  facts: TriggerFact[];
  waiting: number;
  givenUp: number;
  failures: number;
  failingSince: Date | null;
  lastReason: string | null;
  deliveredAt: Date | null;
  disabledAt: Date | null;
}

/** The triggers of the file in force, and of others what still waits, with how they answer. */
export async function listEndpoints(ctx: Context): Promise<EndpointItem[]> {
  authorize(ctx, "settings:config");
  return reading(ctx, async (tx) => {
    const { triggers } = await configInForce(tx);
    const rows = await tx.sql<Omit<EndpointItem, "url" | "facts">[]>`
      select e.endpoint, n.waiting::int as waiting, n.given_up::int as "givenUp",
             coalesce(h.failures, 0) as failures, h.failing_since as "failingSince",
             h.last_reason as "lastReason", h.delivered_at as "deliveredAt",
             h.disabled_at as "disabledAt"
        from (select unnest(${Object.keys(triggers)}::text[]) as endpoint
               union select distinct endpoint from trigger_deliveries where state = 'waiting') e
        left join trigger_health h on h.endpoint = e.endpoint
       cross join lateral (
          select (select count(*) from trigger_deliveries d
                   where d.endpoint = e.endpoint and d.state = 'waiting') as waiting,
                 (select count(*) from trigger_deliveries d
                   where d.endpoint = e.endpoint and d.state = 'given_up') as given_up) n
       order by e.endpoint`;
    return rows.map((row) => {
      const trigger = triggers[row.endpoint];
      return { ...row, url: trigger?.url ?? null, facts: trigger?.on ?? [] };
    });
  });
}

/** Lets it be tried again: what waits leaves now. Throws not_found `triggers.no_endpoint`. */
export async function enableEndpoint(ctx: Context, raw: EndpointInput): Promise<void> {
  authorize(ctx, "settings:config");
  const { endpoint } = endpointInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const { sql } = tx;
    const { count } = await sql`
      update trigger_health set disabled_at = null, failing_since = null, failures = 0
       where endpoint = ${endpoint}`;
    if (count === 0) throw new DomainError("not_found", "triggers.no_endpoint");
    await sql`update trigger_deliveries set next_attempt_at = ${ctx.now}
               where endpoint = ${endpoint} and state = 'waiting'`;
    await endOfficeTask(inner, tx, { kind: "trigger_off", subject: endpoint });
    await writeFact(inner, { name: "triggers.waiting", payload: {} });
    await writeAudit(inner, {
      ...{ action: "triggers.enable", entity: "trigger_endpoint", entityId: null },
      after: { endpoint },
    });
  });
}

/** Drops what waits for an endpoint. Throws not_found `triggers.no_endpoint`. */
export async function dropWaiting(ctx: Context, raw: EndpointInput): Promise<{ count: number }> {
  authorize(ctx, "settings:config");
  const { endpoint } = endpointInput.parse(raw);
  return inTransaction(ctx, async (inner, { sql }) => {
    const { count } = await sql`
      update trigger_deliveries set state = 'dropped'
       where endpoint = ${endpoint} and state = 'waiting'
         and (leased_until is null or leased_until <= ${ctx.now})`;
    if (count === 0) throw new DomainError("not_found", "triggers.no_endpoint");
    await writeAudit(inner, {
      ...{ action: "triggers.drop", entity: "trigger_endpoint", entityId: null },
      after: { endpoint, count },
    });
    return { count };
  });
}
