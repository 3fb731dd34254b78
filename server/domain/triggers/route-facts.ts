import type { Tx } from "@/db/client";
import type { FieldValues } from "@/db/schema/cases";
import type { TriggerFact } from "@/db/values/configuration";
import { configInForce, type FileTrigger, SOURCES } from "../configuration";
import { type Context, inTransaction, type SystemActor } from "../context";
import { findState, type Processes, readProcesses } from "../workflow";
import { type PartyCase, partyCases } from "./party-cases";

const ROWS_AT_ONCE = 2_000;

interface Waiting {
  id: number;
  source: string;
  payload: Record<string, unknown>;
  occurredAt: Date;
  caseId: number | null;
  refNo: string | null;
  category: string | null;
  processVersion: number;
  fields: FieldValues | null;
  movementId: number | null;
  isPaid: boolean | null;
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
    const facts = await takeFacts(tx);
    const processes = await readProcesses(tx);
    for await (const told of tellings(tx, facts, triggers)) {
      await insertDeliveries(
        inner,
        tx,
        told.flatMap((each) => deliveriesOf(ctx, each, { triggers, processes })),
      );
    }
    return { count: facts.length };
  });
}

type Triggers = Readonly<Record<string, FileTrigger>>;

interface Known {
  triggers: Triggers;
  processes: Processes;
}

/** A fact with some of its party's cases; told anew only of further ones. */
interface Telling {
  row: Waiting;
  cases: PartyCase[];
  isFurther: boolean;
}

/** The facts one after another, with the cases of their parties, in pieces: of some there are many. */
async function* tellings(
  tx: Tx,
  facts: readonly Waiting[],
  triggers: Triggers,
): AsyncGenerator<Telling[]> {
  const categories = Object.values(triggers).flatMap((trigger) => trigger.categories ?? []);
  const ofParties = facts.flatMap(({ id, caseId, payload: { partyId } }) =>
    caseId === null && typeof partyId === "number" ? [{ factId: id, partyId }] : [],
  );
  let begun = 0;
  const upTo = (id: number, pieces: ReadonlyMap<number, PartyCase[]>): Telling[] => {
    const last = facts[begun - 1];
    const further = last && pieces.get(last.id);
    const told: Telling[] = further ? [{ row: last, cases: further, isFurther: true }] : [];
    for (let row = facts[begun]; row && row.id <= id; row = facts[++begun]) {
      told.push({ row, cases: pieces.get(row.id) ?? [], isFurther: false });
    }
    return told;
  };
  for await (const piece of partyCases(tx, { facts: ofParties, categories })) {
    const byFact = new Map<number, PartyCase[]>();
    for (const each of piece) {
      const known = byFact.get(each.factId);
      if (known) known.push(each);
      else byFact.set(each.factId, [each]);
    }
    yield upTo(piece.at(-1)?.factId ?? 0, byFact);
  }
  yield upTo(Number.POSITIVE_INFINITY, new Map());
}

async function takeFacts({ sql }: Tx): Promise<Waiting[]> {
  const rows = await sql<Waiting[]>`
    with taken as (
      delete from trigger_inbox
       where id in (select id from trigger_inbox order by id limit ${ROWS_AT_ONCE})
      returning id, source, payload, occurred_at)
    select t.id, t.source, t.payload, t.occurred_at as "occurredAt", c.id as "caseId",
           c.ref_no as "refNo", c.category,
           coalesce(c.process_version, 0) as "processVersion",
           case when t.source = 'case.moved' then c.fields end as "fields",
           case when t.source = 'payment.recorded' then coalesce(
             (select m.id from bank_movements m
               where m.payment_id = (t.payload ->> 'paymentId')::bigint limit 1),
             (select p.movement_id from bank_movement_parts p
               where p.payment_id = (t.payload ->> 'paymentId')::bigint)) end as "movementId",
           case when t.source = 'case.moved' then
             exists (select from claims k where k.case_id = c.id and k.voided_at is null)
             and not exists (select from claims k where k.case_id = c.id and k.voided_at is null
                              and k.balance_minor > 0) end as "isPaid"
      from taken t left join cases c on c.id = (t.payload ->> 'caseId')::bigint
     order by t.id`;
  return [...rows];
}

/** The facts of the catalogue that a row of the outbox stands for. */
function factsOf(row: Waiting, processes: Processes): TriggerFact[] {
  const { source, payload } = row;
  const direct = (Object.keys(SOURCES) as TriggerFact[]).filter((fact) => SOURCES[fact] === source);
  return direct.filter((fact) => {
    switch (fact) {
      case "movement.assigned":
        return row.movementId !== null;
      case "case.closed":
        return isFinal(row, processes);
      case "case.closed_paid":
        return isFinal(row, processes) && row.isPaid === true;
      case "file.added":
        return payload.kind === "document";
      case "form.saved":
        return payload.kind === "call_form";
      default:
        return true;
    }
  });
}

function isFinal(row: Waiting, processes: Processes): boolean {
  const { category, processVersion, fields, payload } = row;
  const definition = category
    ? processes.of({ category, processVersion, fields: fields ?? {} })
    : undefined;
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

function deliveriesOf(ctx: Context, telling: Telling, known: Known): NewDelivery[] {
  const { row } = telling;
  const { triggers, processes } = known;
  return factsOf(row, processes).flatMap((fact) =>
    Object.entries(triggers)
      .filter(([, { on }]) => on.includes(fact))
      .flatMap(([endpoint, trigger]) =>
        placesOf(telling, trigger).map((place) =>
          deliveryOf(ctx, { row, place, fact, endpoint, url: trigger.url }),
        ),
      ),
  );
}

/** What a fact is told of: its case, the party by itself, or one of the party's cases. */
type Place = Pick<Waiting, "caseId" | "refNo" | "category"> & { roles?: string[] };

/**
 * A trigger for some categories hears of a party once for each open case in them on which it owes or
 * vouches; one for all hears of it once.
 */
function placesOf({ row, cases, isFurther }: Telling, { categories }: FileTrigger): Place[] {
  const { caseId, refNo, category } = row;
  const isOwn = !categories || (category !== null && categories.includes(category));
  if (isOwn) return isFurther ? [] : [{ caseId, refNo, category }];
  return cases
    .filter((each) => categories.includes(each.category))
    .map(({ factId: _, ...place }) => place);
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
