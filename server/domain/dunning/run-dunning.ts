import type { Tx } from "@/db/client";
import type { RunState } from "@/db/values/dunning";
import type { StopReason } from "@/db/values/messages";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { type Context, inTransaction } from "../context";
import { type DueLetter, readDueLetters } from "./letters-due";
import { readPlan } from "./load";
import { noteStops } from "./note-stops";
import { lettersSql } from "./plan-sql";
import { sendLetters } from "./send-letters";
import type { DunningPlan, DunningStep } from "./step";

/** Letters of one transaction: enough to be quick, few enough to lock briefly. */
const CHUNK_LETTERS = 100;

export interface DunningRun {
  id: number;
  planId: number;
  onDay: Day;
  seriesIds: number[];
  caseId: number | null;
  isAuto: boolean;
  state: RunState;
  total: number;
  sent: number;
  stopped: number;
}

interface Item {
  no: number;
  caseIds: number[];
}

/**
 * One chunk of a run, in one transaction: what is due is looked at anew, then fees, letters, messages,
 * notices and the counters stand or fall together. A process may die anywhere and the next step goes on
 * where it ended; a claim that got its step meanwhile is due no more. Call it until the state is not
 * "running". A job's work: rights were asked when the run began.
 */
export async function runDunningStep(
  ctx: Context,
  { runId }: { runId: number },
): Promise<DunningRun> {
  return inTransaction(ctx, async (inner, tx) => {
    const run = await lockRun(tx, runId);
    if (run.state !== "waiting" && run.state !== "running") return run;
    const plan = await readPlan(tx, run.planId);
    // A plan that was replaced since sends nothing more.
    if (plan.state !== "active") return endRun(inner, tx, { ...run, state: "cancelled" });
    if (run.state === "waiting") return putDown(tx, { run, plan });
    const items = await tx.sql<Item[]>`
      select no, case_ids as "caseIds" from dunning_run_items
       where run_id = ${runId} and state = 'waiting' order by no limit ${CHUNK_LETTERS}`;
    if (items.length === 0) return endRun(inner, tx, { ...run, state: "done" });
    const done = await sendItems(inner, tx, { run, plan, items });
    const [counted] = await tx.sql<{ sent: number; stopped: number }[]>`
      update dunning_runs set sent = sent + ${done.sent}, stopped = stopped + ${done.stopped}
       where id = ${runId} returning sent, stopped`;
    return { ...run, ...counted };
  });
}

async function lockRun({ sql }: Tx, runId: number): Promise<DunningRun> {
  const [run] = await sql<DunningRun[]>`
    select id, plan_id as "planId", on_day as "onDay", series_ids as "seriesIds",
           case_id as "caseId", is_auto as "isAuto", state, total, sent, stopped
      from dunning_runs where id = ${runId} for update`;
  if (!run) throw new DomainError("not_found", "dunning.run_not_found");
  return run;
}

const isAllowedIn =
  ({ seriesIds, isAuto }: DunningRun) =>
  (step: DunningStep): boolean =>
    (seriesIds.length === 0 || seriesIds.includes(step.seriesId)) && (!isAuto || step.isAuto);

/** The debtor's other cases stand in the same letter. */
async function casesOfLetter({ sql }: Tx, caseId: number | null): Promise<number[] | null> {
  if (caseId === null) return null;
  const rows = await sql<{ id: number }[]>`
    select o.id from cases k join cases o
      on o.id = k.id or (o.debtor_party_id = k.debtor_party_id and o.group_id = k.group_id)
     where k.id = ${caseId}`;
  return rows.map(({ id }) => id);
}

/** Puts the letters of the day down, so that the run can be counted, seen and resumed. */
async function putDown(
  tx: Tx,
  { run, plan }: { run: DunningRun; plan: DunningPlan },
): Promise<DunningRun> {
  const { sql } = tx;
  const caseIds = await casesOfLetter(tx, run.caseId);
  const isAllowed = isAllowedIn(run);
  const allowed = plan.steps.flatMap((step, index) => (isAllowed(step) ? [index + 1] : []));
  const question = { plan, onDay: run.onDay, caseIds, onlySteps: allowed, withCases: true };
  const seriesIds = plan.steps.map(({ seriesId }) => seriesId);
  const [row] = await sql<{ count: number }[]>`
    with put as (
      insert into dunning_run_items (run_id, no, case_ids, series_id)
      select ${run.id}::bigint, row_number() over (order by l.lead_case_id, l.currency, l.rank),
             l.case_ids, (${seriesIds}::bigint[])[l.step]
        from (${lettersSql(tx, question)}) l
       where ${run.caseId}::bigint is null or ${run.caseId} = any(l.case_ids)
      returning 1
    ) select count(*)::int as count from put`;
  const total = row?.count ?? 0;
  await sql`update dunning_runs set state = 'running', total = ${total} where id = ${run.id}`;
  return { ...run, state: "running", total };
}

async function endRun(ctx: Context, { sql }: Tx, run: DunningRun): Promise<DunningRun> {
  await sql`update dunning_runs set state = ${run.state}, ended_at = ${ctx.now}
             where id = ${run.id}`;
  return run;
}

interface Work {
  run: DunningRun;
  plan: DunningPlan;
  items: readonly Item[];
}

async function sendItems(
  ctx: Context,
  tx: Tx,
  { run, plan, items }: Work,
): Promise<{ sent: number; stopped: number }> {
  const caseIds = [...new Set(items.flatMap((item) => item.caseIds))];
  // In the order of ids, as everybody locks them: money that comes in the meantime waits its turn.
  await tx.sql`select 1 from cases where id = any(${caseIds}::bigint[]) order by id for update`;
  const question = { plan, onDay: run.onDay, caseIds };
  const letters = await readDueLetters(tx, question, isAllowedIn(run));
  const sendable = letters.filter(({ stop }) => stop === null);
  const outcomes = await sendLetters(ctx, tx, { plan, letters: sendable });
  const stops = new Map<DueLetter, StopReason>();
  for (const letter of letters) if (letter.stop) stops.set(letter, letter.stop);
  for (const { letter, stop } of outcomes) if (stop) stops.set(letter, stop);
  await noteStops(ctx, tx, stops);
  const messages = new Map(outcomes.map(({ letter, messageId }) => [letter, messageId ?? null]));
  return writeItems(tx, { run, items, letters, stops, messages });
}

/** What became of each item: several may belong to one letter that has grown together since. */
async function writeItems(
  { sql }: Tx,
  given: {
    run: DunningRun;
    items: readonly Item[];
    letters: readonly DueLetter[];
    stops: ReadonlyMap<DueLetter, StopReason>;
    messages: ReadonlyMap<DueLetter, number | null>;
  },
): Promise<{ sent: number; stopped: number }> {
  const { run, items, letters, stops, messages } = given;
  const taken = new Set<DueLetter>();
  const rows = items.map((item) => {
    const letter = letters.find(
      (each) => !taken.has(each) && each.caseIds.some((caseId) => item.caseIds.includes(caseId)),
    );
    if (letter) taken.add(letter);
    const stop = letter ? (stops.get(letter) ?? null) : null;
    const state = !letter ? "gone" : stop ? "stopped" : "sent";
    return { no: item.no, state, stop, message: letter ? (messages.get(letter) ?? null) : null };
  });
  await sql`
    update dunning_run_items i set state = r.state, reason = r.stop, message_id = r.message
      from unnest(${rows.map((row) => row.no)}::int[], ${rows.map((row) => row.state)}::text[],
                  ${rows.map((row) => row.stop)}::text[],
                  ${rows.map((row) => row.message)}::bigint[]) as r(no, state, stop, message)
     where i.run_id = ${run.id} and i.no = r.no`;
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  return { sent: count("sent"), stopped: count("stopped") };
}
