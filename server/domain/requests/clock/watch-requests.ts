import type { Tx } from "@/db/client";
import { DONE_STATES, RESTING_STATES } from "@/db/values/requests";
import { lockCases } from "../../cases";
import { type Context, inTransaction, type SystemActor } from "../../context";
import { placeRequests } from "../place-request";
import { routeRequests } from "../routing/route-requests";
import { escalate } from "./escalate";
import { refreshClocks } from "./refresh-clocks";

const CHUNK = 200;

/**
 * Once a minute: requests that were opened elsewhere come to the desk, those of another kind are
 * routed anew, clocks follow states that were changed elsewhere, and what is about to be late, or is,
 * rings once. Answers how many it still found.
 */
export async function watchRequests(ctx: Context<SystemActor>): Promise<{ count: number }> {
  const work = [placeMissing, routeChanged, followStates, ring];
  let count = 0;
  for (const step of work) count += await inTransaction(ctx, (inner, tx) => step(inner, tx));
  return { count };
}

type Step = (ctx: Context<SystemActor>, tx: Tx) => Promise<number>;
const idsOf = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);

const placeMissing: Step = async (ctx, tx) => {
  const ids = idsOf(
    await tx.sql<{ id: number }[]>`
      select k.id from cases k
       where k.category = 'request' and k.voided_at is null and k.closed_at is null
         and not exists (select from desk_requests d where d.case_id = k.id) limit ${CHUNK}`,
  );
  if (ids.length > 0) await placeRequests(ctx, tx, { caseIds: ids, channel: "office" });
  return ids.length;
};

const routeChanged: Step = async (ctx, tx) => {
  const found = idsOf(
    await tx.sql<{ id: number }[]>`
      select k.id from desk_requests d join cases k on k.id = d.case_id
       where d.resolved_at is null and d.merged_into_id is null and k.voided_at is null
         and k.fields->>'requestKind' is distinct from d.routed_kind limit ${CHUNK}`,
  );
  if (found.length === 0) return 0;
  const caseIds = idsOf(await lockCases(tx, found));
  await routeRequests(ctx, tx, caseIds);
  await refreshClocks(tx, { now: ctx.now, caseIds });
  return caseIds.length;
};

/** A state that was changed on the case's own page, or in bulk. */
const followStates: Step = async (ctx, tx) => {
  const done = DONE_STATES as unknown as string[];
  const resting = RESTING_STATES as unknown as string[];
  const caseIds = idsOf(
    await tx.sql<{ id: number }[]>`
      select k.id from desk_requests d join cases k on k.id = d.case_id
       where d.resolved_at is null and d.merged_into_id is null and k.voided_at is null
         and (k.state = any(${done}) or (k.state = any(${resting})) <> d.is_resting)
      union all
      select k.id from cases k join desk_requests d on d.case_id = k.id
       where k.category = 'request' and k.closed_at is null and k.voided_at is null
         and d.resolved_at is not null and d.merged_into_id is null
         and not k.state = any(${done})
       limit ${CHUNK}`,
  );
  if (caseIds.length > 0) await refreshClocks(tx, { now: ctx.now, caseIds });
  return caseIds.length;
};

const ring: Step = async (ctx, tx) => {
  const found = idsOf(
    await tx.sql<{ id: number }[]>`
      select case_id as id from desk_requests where next_check_at <= ${ctx.now}
       order by next_check_at limit ${CHUNK}`,
  );
  if (found.length === 0) return 0;
  // Who answers at this moment comes first, or waits; then nothing rings that was answered.
  await lockCases(tx, found);
  const alarms = await refreshClocks(tx, { now: ctx.now, caseIds: found, rings: true });
  await escalate(ctx, tx, alarms);
  if (alarms.some(({ step }) => step === "breach")) {
    await refreshClocks(tx, { now: ctx.now, caseIds: found });
  }
  return found.length;
};
