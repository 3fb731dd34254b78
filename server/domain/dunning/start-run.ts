import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { type StartRunInput, startRunInput } from "./inputs";
import { readActivePlan } from "./load";
import { lockRun, putDown } from "./put-down";

/**
 * Begins to send the letters of a day of the plan in force: all, those of some steps, or the one of a
 * lead case. It is worked off in chunks behind the request; the same form begins one run. Throws
 * not_found `dunning.plan_not_found`, invalid `dunning.day_ahead`.
 */
export async function startRun(ctx: Context, raw: StartRunInput): Promise<{ runId: number }> {
  authorize(ctx, "dunning:send");
  const input = startRunInput.parse(raw);
  if (input.onDay > ctx.today) throw new DomainError("invalid", "dunning.day_ahead");
  return inTransaction(ctx, async (inner, tx) => {
    const plan = await readActivePlan(tx);
    if (!plan) throw new DomainError("not_found", "dunning.plan_not_found");
    if (input.caseId) {
      const [seen] = await tx.sql`select 1 from cases where id = ${input.caseId}`;
      if (!seen) throw new DomainError("not_found", "cases.not_found");
    }
    const key = `hand:${input.idempotencyKey}`;
    const { runId, isNew } = await insertRun(inner, tx, {
      ...{ key, planId: plan.id, onDay: input.onDay, seriesIds: input.seriesIds },
      ...{ caseId: input.caseId ?? null, isAuto: false },
    });
    if (isNew) {
      if (inner.actor.kind === "operator" && inner.actor.accessGroupIds !== "all") {
        // A job sees everything: what this person sees has to be put down while they ask.
        await putDown(tx, { plan, run: await lockRun(tx, runId) });
      }
      await writeAudit(inner, {
        ...{ action: "dunning.send", entity: "dunningRun", entityId: runId },
        caseId: input.caseId ?? null,
        after: { onDay: input.onDay, seriesIds: input.seriesIds },
      });
    }
    return { runId };
  });
}

export async function insertRun(
  ctx: Context,
  { sql }: Tx,
  run: {
    key: string;
    planId: number;
    onDay: string;
    seriesIds: readonly number[];
    caseId: number | null;
    isAuto: boolean;
  },
): Promise<{ runId: number; isNew: boolean }> {
  const [made] = await sql<{ runId: number }[]>`
    insert into dunning_runs (key, plan_id, on_day, series_ids, case_id, is_auto, requested_by,
                              requested_at)
    values (${run.key}, ${run.planId}, ${run.onDay}, ${run.seriesIds as number[]}::bigint[],
            ${run.caseId}, ${run.isAuto}, ${authorOf(ctx.actor).id}, ${ctx.now})
    on conflict (tenant_id, key) do nothing returning id as "runId"`;
  if (made) {
    const { runId } = made;
    await writeFact(ctx, { name: "dunning.run_requested", payload: { runId } });
    return { runId, isNew: true };
  }
  const [known] = await sql<{ runId: number }[]>`
    select id as "runId" from dunning_runs where key = ${run.key}`;
  if (!known) throw new Error("no row");
  return { runId: known.runId, isNew: false };
}
