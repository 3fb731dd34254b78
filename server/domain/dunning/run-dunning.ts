import type { Tx } from "@/db/client";
import type { NoticeStop } from "@/db/values/messages";
import { type Context, inTransaction, reading } from "../context";
import { prefetchCustom } from "../templates";
import { type DueLetter, readDueLetters } from "./letters-due";
import { readPlan } from "./load";
import { noteStops } from "./note-stops";
import { type DunningRun, isAllowedIn, lockRun, putDown } from "./put-down";
import { sendLetters } from "./send-letters";
import type { DunningPlan } from "./step";

/** Letters of one transaction: enough to be quick, few enough to lock briefly. */
const CHUNK_LETTERS = 100;

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
  await prefetchChunk(ctx, runId);
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
    const done = await sendItems(onBehalfOf(inner, run), tx, { run, plan, items });
    const [counted] = await tx.sql<{ sent: number; stopped: number }[]>`
      update dunning_runs set sent = sent + ${done.sent}, stopped = stopped + ${done.stopped}
       where id = ${runId} returning sent, stopped`;
    return { ...run, ...counted };
  });
}

/** Values of the customer's program that the next letters need: nobody is called while they are made. */
async function prefetchChunk(ctx: Context, runId: number): Promise<void> {
  const { items, templates } = await reading(ctx, async ({ sql }) => ({
    items: await sql<Item[]>`
      select no, case_ids as "caseIds" from dunning_run_items
       where run_id = ${runId} and state = 'waiting' order by no limit ${CHUNK_LETTERS}`,
    templates: await sql<{ templateId: number }[]>`
      select distinct s.template_id as "templateId" from dunning_runs r
        join dunning_steps s on s.plan_id = r.plan_id
        join templates t on t.id = s.template_id and t.current_version_id is not null
       where r.id = ${runId}`,
  }));
  const caseIds = [...new Set(items.flatMap((item) => item.caseIds))];
  await prefetchCustom(ctx, { caseIds, templates });
}

async function endRun(ctx: Context, { sql }: Tx, run: DunningRun): Promise<DunningRun> {
  await sql`update dunning_runs set state = ${run.state}, ended_at = ${ctx.now}
             where id = ${run.id}`;
  return run;
}

/** What a person has sent stands under their name. */
function onBehalfOf(ctx: Context, { requestedBy }: DunningRun): Context {
  if (!requestedBy || ctx.actor.kind !== "system") return ctx;
  return { ...ctx, actor: { ...ctx.actor, onBehalfOf: requestedBy } };
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
  await tx.sql`
    select 1 from cases where id = any(${caseIds}::bigint[]) order by id for no key update`;
  const question = { plan, onDay: run.onDay, caseIds };
  const isAllowed = isAllowedIn(run);
  const due = await readDueLetters(tx, question, run.isAuto ? isAllowed : () => true);
  const letters = due.filter(({ step }) => isAllowed(step));
  const sendable = letters.filter(({ stop }) => stop === null);
  const outcomes = await sendLetters(ctx, tx, { plan, letters: sendable });
  const stops = new Map<DueLetter, NoticeStop>();
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
    stops: ReadonlyMap<DueLetter, NoticeStop>;
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
