import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { RunState } from "@/db/values/dunning";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction, reading } from "../context";
import { runIdInput } from "./inputs";

export interface RunItem {
  id: number;
  onDay: Day;
  isAuto: boolean;
  state: RunState;
  total: number;
  sent: number;
  stopped: number;
  requestedByName: string | null;
  requestedAt: Date;
  endedAt: Date | null;
  /** Of a run that failed. */
  lastError: string | null;
  /** Of the one letter that was asked for. */
  caseId: number | null;
  refNo: string | null;
  /** Templates of the steps that were asked for; empty: all of the day. */
  stepNames: string[];
}

/** Whoever sees a part of the portfolio sees their own runs and those of cases that they see. */
export function ofActor({ actor }: Context, sql: Tx["sql"]) {
  const isWhole = actor.kind !== "operator" || actor.accessGroupIds === "all";
  if (isWhole) return sql`(r.case_id is null or c.id is not null)`;
  return sql`(c.id is not null or (r.case_id is null and r.requested_by = ${actor.operatorId}))`;
}

/** Runs of the plan, the newest first. */
export async function listRuns(ctx: Context): Promise<RunItem[]> {
  authorize(ctx, "dunning:read");
  return reading(
    ctx,
    ({ sql }) => sql<RunItem[]>`
      select r.id, r.on_day as "onDay", r.is_auto as "isAuto", r.state, r.total, r.sent, r.stopped,
             o.name as "requestedByName", r.requested_at as "requestedAt",
             r.ended_at as "endedAt", r.last_error as "lastError", c.id as "caseId",
             c.ref_no as "refNo",
             array(select t.name from dunning_steps s join templates t on t.id = s.template_id
                    where s.plan_id = r.plan_id and s.series_id = any(r.series_ids)
                    order by s.day_offset) as "stepNames"
        from dunning_runs r left join operators o on o.id = r.requested_by
        left join cases c on c.id = r.case_id
       where ${ofActor(ctx, sql)}
       order by r.id desc limit 50`,
  );
}

/** Stops a run where it is: what went, went. Throws conflict `dunning.run_over`. */
export async function cancelRun(ctx: Context, raw: z.input<typeof runIdInput>): Promise<void> {
  authorize(ctx, "dunning:send");
  const { runId } = runIdInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ state: RunState }[]>`
      select r.state from dunning_runs r left join cases c on c.id = r.case_id
       where r.id = ${runId} and ${ofActor(ctx, sql)} for update of r`;
    if (!row) throw new DomainError("not_found", "dunning.run_not_found");
    if (row.state !== "waiting" && row.state !== "running") {
      throw new DomainError("conflict", "dunning.run_over");
    }
    await sql`
      update dunning_runs set state = 'cancelled', ended_at = ${inner.now} where id = ${runId}`;
    await writeAudit(inner, {
      ...{ action: "dunning.cancel-run", entity: "dunningRun", entityId: runId },
    });
  });
}
