import type { Tx } from "@/db/client";
import type { TriggerFact } from "@/db/values/configuration";
import { configInForce, type FileTrigger, SOURCES } from "../configuration";
import { type Context, inTransaction, type SystemActor } from "../context";
import { findCategory, findState, processCatalogue } from "../workflow";

const ROWS_AT_ONCE = 2_000;

interface Waiting {
  id: number;
  source: string;
  payload: Record<string, unknown>;
  occurredAt: Date;
  caseId: number | null;
  refNo: string | null;
  category: string | null;
  movementId: number | null;
  isPaid: boolean | null;
  /** Of a fact about a party: its open cases of the categories that somebody's trigger names. */
  partyCases: PartyCase[];
}

interface PartyCase {
  caseId: number;
  refNo: string;
  category: string;
  /** What the party is there. */
  roles: string[];
}

/**
 * Makes deliveries of the facts that were put aside, one for each trigger that waits for it, in the
 * order in which they were written. Answers how many facts it took; 0: none is left. A job's work.
 */
export async function routeFacts(ctx: Context<SystemActor>): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    // One at a time: two at once would mix up the order.
    await tx.sql`select pg_advisory_xact_lock(hashtext('triggers-route'), ${ctx.actor.tenantId})`;
    const { triggers } = await configInForce(tx);
    const facts = await takeFacts(tx, triggers);
    if (facts.length === 0) return { count: 0 };
    const rows = facts.flatMap((fact) => deliveriesOf(ctx, fact, triggers));
    await insertDeliveries(inner, tx, rows);
    return { count: facts.length };
  });
}

type Triggers = Readonly<Record<string, FileTrigger>>;

async function takeFacts({ sql }: Tx, triggers: Triggers): Promise<Waiting[]> {
  const categories = Object.values(triggers).flatMap((trigger) => trigger.categories ?? []);
  const rows = await sql<Waiting[]>`
    with taken as (
      delete from trigger_inbox
       where id in (select id from trigger_inbox order by id limit ${ROWS_AT_ONCE})
      returning id, source, payload, occurred_at)
    select t.id, t.source, t.payload, t.occurred_at as "occurredAt", c.id as "caseId",
           c.ref_no as "refNo", c.category,
           case when t.source = 'payment.recorded' then coalesce(
             (select m.id from bank_movements m
               where m.payment_id = (t.payload ->> 'paymentId')::bigint limit 1),
             (select p.movement_id from bank_movement_parts p
               where p.payment_id = (t.payload ->> 'paymentId')::bigint)) end as "movementId",
           case when t.source = 'case.moved' then
             exists (select from claims k where k.case_id = c.id and k.voided_at is null)
             and not exists (select from claims k where k.case_id = c.id and k.voided_at is null
                              and k.balance_minor > 0) end as "isPaid",
           coalesce(o.cases, '[]') as "partyCases"
      from taken t left join cases c on c.id = (t.payload ->> 'caseId')::bigint
      left join lateral (
        select jsonb_agg(jsonb_build_object('caseId', k.id, 'refNo', k.ref_no,
                 'category', k.category, 'roles', k.roles) order by k.id) as cases
          from (select k.id, k.ref_no, k.category, array_agg(cp.role order by cp.role) as roles
                  from case_parties cp join cases k on k.id = cp.case_id
                 where cp.party_id = (t.payload ->> 'partyId')::bigint
                   and k.category = any(${categories}::text[])
                   and k.closed_at is null and k.archived_at is null and k.voided_at is null
                 group by k.id, k.ref_no, k.category) k) o on c.id is null
     order by t.id`;
  return [...rows];
}

/** The facts of the catalogue that a row of the outbox stands for. */
function factsOf(row: Waiting): TriggerFact[] {
  const { source, payload } = row;
  const direct = (Object.keys(SOURCES) as TriggerFact[]).filter((fact) => SOURCES[fact] === source);
  return direct.filter((fact) => {
    switch (fact) {
      case "movement.assigned":
        return row.movementId !== null;
      case "case.closed":
        return isFinal(row);
      case "case.closed_paid":
        return isFinal(row) && row.isPaid === true;
      case "file.added":
        return payload.kind === "document";
      case "form.saved":
        return payload.kind === "call_form";
      default:
        return true;
    }
  });
}

function isFinal({ category, payload }: Waiting): boolean {
  const definition = category ? findCategory(processCatalogue(), category) : undefined;
  const state = definition && findState(definition, String(payload.to));
  return state?.final === true;
}

interface NewDelivery {
  endpoint: string;
  fact: TriggerFact;
  lane: string;
  caseId: number | null;
  webhookId: string;
  url: string;
  body: string;
  occurredAt: string;
}

function deliveriesOf(ctx: Context, row: Waiting, triggers: Triggers): NewDelivery[] {
  return factsOf(row).flatMap((fact) =>
    Object.entries(triggers)
      .filter(([, { on }]) => on.includes(fact))
      .flatMap(([endpoint, trigger]) =>
        placesOf(row, trigger).map((place) =>
          deliveryOf(ctx, { row, place, fact, endpoint, url: trigger.url }),
        ),
      ),
  );
}

/** What a fact is told of: its case, the party by itself, or one of the party's cases. */
type Place = Pick<Waiting, "caseId" | "refNo" | "category"> & { roles?: string[] };

/**
 * A trigger for some categories hears of a party once for each of its open cases in them; one for all
 * hears of it once.
 */
function placesOf(row: Waiting, { categories }: FileTrigger): Place[] {
  const { caseId, refNo, category, partyCases } = row;
  const own: Place = { caseId, refNo, category };
  if (!categories || (category !== null && categories.includes(category))) return [own];
  return partyCases.filter((each) => categories.includes(each.category));
}

interface Told {
  row: Waiting;
  place: Place;
  fact: TriggerFact;
  endpoint: string;
  url: string;
}

function deliveryOf(ctx: Context, { row, place, fact, endpoint, url }: Told): NewDelivery {
  const { id, payload, movementId } = row;
  const { caseId } = place;
  const more = fact === "movement.assigned" ? { movementId } : {};
  const occurredAt = row.occurredAt.toISOString();
  // Known before it is written: the same fact makes the same id, whoever routes it. After a restore
  // ids come again, with another time.
  const key = `msg_${ctx.actor.tenantId}_${id}.${timeOf(row)}_${fact}_${endpoint}`;
  return {
    ...{ endpoint, fact, caseId, url, occurredAt, lane: laneOf(row, place) },
    webhookId: row.caseId === caseId ? key : `${key}_${caseId}`,
    body: JSON.stringify({
      ...{ type: fact, timestamp: occurredAt, data: { ...payload, ...more, ...place } },
    }),
  };
}

const timeOf = ({ occurredAt }: Waiting): string => occurredAt.getTime().toString(36);

/** What must be told in order: all of a case; of a party what belongs to no case. */
function laneOf({ payload, id }: Waiting, { caseId }: Place): string {
  if (caseId !== null) return `case:${caseId}`;
  return typeof payload.partyId === "number" ? `party:${payload.partyId}` : `fact:${id}`;
}

async function insertDeliveries(ctx: Context, { sql }: Tx, rows: NewDelivery[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into trigger_deliveries (endpoint, fact, lane, case_id, webhook_id, url, body, occurred_at,
                                    next_attempt_at)
    select endpoint, fact, lane, case_id, webhook_id, url, body::jsonb, occurred_at, ${ctx.now}
      from unnest(${rows.map((row) => row.endpoint)}::text[], ${rows.map((row) => row.fact)}::text[],
                  ${rows.map((row) => row.lane)}::text[], ${rows.map((row) => row.caseId)}::bigint[],
                  ${rows.map((row) => row.webhookId)}::text[], ${rows.map((row) => row.url)}::text[],
                  ${rows.map((row) => row.body)}::text[],
                  ${rows.map((row) => row.occurredAt)}::timestamptz[])
           with ordinality
           as n (endpoint, fact, lane, case_id, webhook_id, url, body, occurred_at, place)
     order by place`;
}
