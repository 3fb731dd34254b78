import type { z } from "zod";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import {
  activatePlanInput,
  deleteStepInput,
  draftPlanInput,
  type SavePlanInput,
  type SaveStepInput,
  savePlanInput,
  saveStepInput,
} from "./inputs";
import { readActivePlan } from "./load";
import type { DunningPlan } from "./step";

const COPIED = [
  ...["series_id", "template_id", "day_offset", "currency", "categories", "states", "group_ids"],
  ...["filter", "fee_minor", "fee_description", "move_to", "is_auto", "is_last", "is_pre_action"],
  "grace_days",
];

/** A draft to try changes on: a copy of the plan in force, with the same steps under the same series. */
export async function draftPlan(
  ctx: Context,
  raw: z.input<typeof draftPlanInput>,
): Promise<{ planId: number }> {
  authorize(ctx, "dunning:edit");
  const { name } = draftPlanInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const active = await readActivePlan(tx);
    const [row] = await tx.sql<{ id: number }[]>`
      insert into dunning_plans (name, state, skip_policy, gathering, created_by, created_at)
      values (${name}, 'draft', ${active?.skipPolicy ?? "catch_up"},
              ${active?.gathering ?? "debtor"}, ${authorOf(inner.actor).id}, ${inner.now})
      returning id`;
    if (!row) throw new Error("no row");
    const columns = tx.sql.unsafe(COPIED.join(", "));
    if (active) {
      await tx.sql`
        insert into dunning_steps (plan_id, ${columns})
        select ${row.id}, ${columns} from dunning_steps where plan_id = ${active.id} order by id`;
    }
    await writeAudit(inner, {
      ...{ action: "dunning.draft", entity: "dunningPlan", entityId: row.id },
      after: { name, copiedFrom: active?.id ?? null },
    });
    return { planId: row.id };
  });
}

/** Locks a draft. A plan in force is not changed under the letters: a draft of it takes its place. */
export async function lockDraft(
  { sql }: Tx,
  { planId, version }: { planId: number; version: number },
): Promise<Omit<DunningPlan, "steps">> {
  const [row] = await sql<Omit<DunningPlan, "steps">[]>`
    select id, name, state, skip_policy as "skipPolicy", gathering, version
      from dunning_plans where id = ${planId} for update`;
  if (!row) throw new DomainError("not_found", "dunning.plan_not_found");
  if (row.state !== "draft") throw new DomainError("precondition", "dunning.not_draft");
  if (row.version !== version) throw new DomainError("conflict", "dunning.changed_meanwhile");
  return row;
}

const touch = ({ sql }: Tx, planId: number) =>
  sql`update dunning_plans set version = version + 1 where id = ${planId}`;

/** Name and policies of a draft. Throws precondition `dunning.not_draft`, conflict. */
export async function savePlan(ctx: Context, raw: SavePlanInput): Promise<{ version: number }> {
  authorize(ctx, "dunning:edit");
  const input = savePlanInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { name, skipPolicy, gathering } = await lockDraft(tx, input);
    await tx.sql`
      update dunning_plans set name = ${input.name}, skip_policy = ${input.skipPolicy},
             gathering = ${input.gathering}, version = version + 1 where id = ${input.planId}`;
    await writeAudit(inner, {
      ...{ action: "dunning.save-plan", entity: "dunningPlan", entityId: input.planId },
      before: { name, skipPolicy, gathering },
      after: { name: input.name, skipPolicy: input.skipPolicy, gathering: input.gathering },
    });
    return { version: input.version + 1 };
  });
}

/** Adds a step to a draft or changes one. Throws as `savePlan`, not_found for a step or a template. */
export async function saveStep(ctx: Context, raw: SaveStepInput): Promise<{ stepId: number }> {
  authorize(ctx, "dunning:edit");
  const { planId, version, stepId = null, ...step } = saveStepInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    await lockDraft(tx, { planId, version });
    const [template] = await tx.sql`
      select 1 from templates where id = ${step.templateId} and archived_at is null`;
    if (!template) throw new DomainError("not_found", "templates.not_found");
    const row = {
      ...{ template_id: step.templateId, day_offset: step.dayOffset, currency: step.currency },
      ...{ categories: step.categories, states: step.states, group_ids: step.groupIds },
      ...{ filter: tx.sql.json({ ...step.filter }), fee_minor: step.feeMinor },
      ...{ fee_description: step.feeDescription, move_to: step.moveTo ?? null },
      ...{ is_auto: step.isAuto, is_last: step.isLast, is_pre_action: step.isPreAction },
      grace_days: step.graceDays ?? null,
    };
    const saved = stepId
      ? await tx.sql<{ id: number }[]>`
          update dunning_steps set ${tx.sql(row as never)}
           where id = ${stepId} and plan_id = ${planId} returning id`
      : await tx.sql<{ id: number }[]>`
          insert into dunning_steps ${tx.sql({
            ...{ plan_id: planId, series_id: 0 },
            ...row,
          } as never)} returning id`;
    const id = saved[0]?.id;
    if (!id) throw new DomainError("not_found", "dunning.step_not_found");
    // A new step begins a series of its own.
    if (!stepId) await tx.sql`update dunning_steps set series_id = id where id = ${id}`;
    await touch(tx, planId);
    await writeAudit(inner, {
      ...{ action: "dunning.save-step", entity: "dunningPlan", entityId: planId },
      after: { stepId: id, ...step },
    });
    return { stepId: id };
  });
}

/** Takes a step out of a draft. */
export async function deleteStep(
  ctx: Context,
  raw: z.input<typeof deleteStepInput>,
): Promise<void> {
  authorize(ctx, "dunning:edit");
  const { planId, version, stepId } = deleteStepInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    await lockDraft(tx, { planId, version });
    const gone = await tx.sql`
      delete from dunning_steps where id = ${stepId} and plan_id = ${planId} returning 1`;
    if (gone.length === 0) throw new DomainError("not_found", "dunning.step_not_found");
    await touch(tx, planId);
    await writeAudit(inner, {
      ...{ action: "dunning.delete-step", entity: "dunningPlan", entityId: planId },
      before: { stepId },
    });
  });
}

/**
 * Switches a draft on in place of the plan in force. Throws precondition `dunning.no_last_step` while no
 * step of it says that it is the last, `dunning.template_faulty` while one of its templates has faults.
 */
export async function activatePlan(
  ctx: Context,
  raw: z.input<typeof activatePlanInput>,
): Promise<void> {
  authorize(ctx, "dunning:edit");
  const input = activatePlanInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    await lockDraft(tx, input);
    await assertReady(tx, input.planId);
    await tx.sql`
      update dunning_plans set state = 'retired', retired_at = ${inner.now}
       where state = 'active'`;
    await tx.sql`
      update dunning_plans set state = 'active', activated_at = ${inner.now},
             version = version + 1 where id = ${input.planId}`;
    await writeAudit(inner, {
      ...{ action: "dunning.activate", entity: "dunningPlan", entityId: input.planId },
    });
  });
}

async function assertReady({ sql }: Tx, planId: number): Promise<void> {
  const [row] = await sql<{ lastCount: number; faulty: string | null }[]>`
    select count(*) filter (where s.is_last)::int as "lastCount",
           min(t.name) filter (where v.id is null or t.archived_at is not null
                 or v.problems @> '[{"weight": "error"}]') as faulty
      from dunning_steps s join templates t on t.id = s.template_id
      left join template_versions v on v.id = t.current_version_id
     where s.plan_id = ${planId}`;
  if (!row?.lastCount) throw new DomainError("precondition", "dunning.no_last_step");
  if (row.faulty) {
    throw new DomainError("precondition", "dunning.template_faulty", { name: row.faulty });
  }
}
