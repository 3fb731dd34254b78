import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import type { Finding } from "@/server/kernel/parsed";
import { type AuditRow, writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFacts } from "../events";
import { type EffectCall, type Mover, readProcesses, route } from "../workflow";
import { movedMeanwhile } from "./changed-meanwhile";
import { BROKEN, brokenBy, definitionIn } from "./definition";
import { caseFacts, withActor } from "./facts";
import { lockForMove } from "./load";
import { runEffects } from "./run-effects";
import { writeSystemEvents } from "./write-system-event";

export interface MoveRequest {
  caseIds: readonly number[];
  /** Only cases that still stand in this state; others say who moved them. */
  from?: string | undefined;
  /** A transition by its code, or the wanted state. */
  transition?: string | undefined;
  to?: string | undefined;
  resolution?: string | undefined;
}

export type MoveOutcome = { caseId: number } & (
  | { ok: true; from: string; to: string }
  | { ok: false; reasons: Finding[] }
);

interface Step {
  caseId: number;
  refNo: string;
  from: string;
  to: string;
  transition: string;
  wayName: string;
  version: number;
  effects: EffectCall[];
  /** Somebody is told of the state in which it comes to rest. */
  isTold: boolean;
}

const moverOf = ({ actor }: Context): Mover =>
  actor.kind === "operator" ? { role: actor.role } : { system: authorOf(actor).name };

const NOT_YOURS = "workflow.not_your_role";

/**
 * Moves cases by the engine, each judged on its own facts; what is refused says every reason and
 * stays where it was. At most 1 000 cases a call. The only code that changes a state.
 */
export async function moveCases(ctx: Context, request: MoveRequest): Promise<MoveOutcome[]> {
  authorize(ctx, "cases:move");
  return inTransaction(ctx, async (inner, tx) => {
    const processes = await readProcesses(tx);
    const rows = await lockForMove(tx, processes, request.caseIds);
    const facts = await caseFacts(
      tx,
      rows.map((row) => row.id),
      ctx.today,
    );
    const { from } = request;
    const isElsewhere = ({ state }: { state: string }) => from !== undefined && state !== from;
    const elsewhere = await movedMeanwhile(ctx, tx, rows.filter(isElsewhere));
    const outcomes = new Map<number, MoveOutcome>();
    const steps: Step[] = [];
    for (const row of rows) {
      const known = facts.get(row.id);
      if (!known) continue;
      const moved = elsewhere.get(row.id);
      if (moved) {
        outcomes.set(row.id, { caseId: row.id, ok: false, reasons: [moved] });
        continue;
      }
      if (processes.isBroken(row)) {
        const reasons = [{ code: BROKEN, params: brokenBy(row) }];
        outcomes.set(row.id, { caseId: row.id, ok: false, reasons });
        continue;
      }
      const definition = definitionIn(processes, { ...row, fields: known.values });
      const routed = route(definition, {
        from: row.state,
        mover: moverOf(ctx),
        facts: withActor(known, ctx),
        ...(request.transition === undefined ? {} : { transition: request.transition }),
        ...(request.to === undefined ? {} : { to: request.to }),
        ...(request.resolution === undefined ? {} : { resolution: request.resolution }),
      });
      if (!routed.ok) {
        outcomes.set(row.id, { caseId: row.id, ok: false, reasons: routed.reasons });
        continue;
      }
      steps.push({
        caseId: row.id,
        refNo: row.refNo,
        from: row.state,
        to: routed.to.code,
        transition: routed.transition.code,
        wayName: routed.transition.names[ctx.actor.language],
        version: definition.version,
        effects: routed.effects,
        isTold: routed.to.tells.length > 0,
      });
      outcomes.set(row.id, { caseId: row.id, ok: true, from: row.state, to: routed.to.code });
    }
    await takeSteps(inner, { tx, steps, resolution: request.resolution?.trim() || null });
    return request.caseIds.map(
      (caseId) =>
        outcomes.get(caseId) ?? {
          caseId,
          ok: false,
          reasons: [{ code: "cases.not_found" }],
        },
    );
  });
}

interface Work {
  tx: Tx;
  steps: Step[];
  resolution: string | null;
}

async function takeSteps(ctx: Context, work: Work): Promise<void> {
  const { tx, steps, resolution } = work;
  if (steps.length === 0) return;
  const [ids, tos] = [steps.map((step) => step.caseId), steps.map((step) => step.to)];
  await writeSteps(ctx, work);
  await tx.sql`
    update cases c set state = s.to_state, state_since = ${ctx.now}, updated_at = ${ctx.now},
           version = c.version + 1
      from unnest(${ids}::bigint[], ${tos}::text[]) as s(id, to_state)
     where c.id = s.id`;
  await writeSystemEvents(
    ctx,
    steps.map((step) => ({
      caseId: step.caseId,
      code: "case.moved",
      params: { from: step.from, to: step.to, transition: step.transition },
      text: resolution ?? "",
    })),
  );
  await writeAudit(
    ctx,
    steps.map((step) => auditOf(step, resolution)),
  );
  for (const group of groupByTransition(steps)) {
    const [first] = group;
    if (first) await runEffects({ ctx, tx, ids: group.map((s) => s.caseId) }, first.effects);
  }
  await writeFacts(
    ctx,
    steps.flatMap(({ caseId, from, to, transition, isTold }) => [
      { name: "case.moved" as const, payload: { caseId, from, to, transition } },
      ...(isTold ? [{ name: "case.rested" as const, payload: { caseId, state: to } }] : []),
    ]),
  );
}

/** Written down, the database looks each up among the steps of the role; and so may still refuse. */
async function writeSteps(ctx: Context, { tx, steps, resolution }: Work): Promise<void> {
  const author = authorOf(ctx.actor);
  const columns = {
    ids: steps.map((step) => step.caseId),
    transitions: steps.map((step) => step.transition),
    froms: steps.map((step) => step.from),
    tos: steps.map((step) => step.to),
    versions: steps.map((step) => step.version),
  };
  try {
    await tx.sql`
      insert into case_transitions (case_id, transition, from_state, to_state, definition_version,
             resolution, by_operator_id, at, by_engine)
      select s.id, s.transition, s.from_state, s.to_state, s.version, ${resolution}, ${author.id},
             ${ctx.now}, ${"system" in moverOf(ctx)}
        from unnest(${columns.ids}::bigint[], ${columns.transitions}::text[],
                    ${columns.froms}::text[], ${columns.tos}::text[], ${columns.versions}::int[])
             as s(id, transition, from_state, to_state, version)`;
  } catch (cause) {
    const { constraint_name: wall, detail } = cause as Record<string, string | undefined>;
    if (wall !== "step_of_role" && wall !== "step_of_process") throw cause;
    const step = steps.find(({ transition }) => transition === detail);
    const params = { transition: step?.wayName ?? "", state: step?.from ?? "" };
    // A role that was changed since the session looked; a process that the database has another of.
    if (wall === "step_of_role") throw new DomainError("forbidden", NOT_YOURS, params);
    throw new DomainError("conflict", "workflow.not_from_here", params);
  }
}

function auditOf(step: Step, reason: string | null): AuditRow {
  return {
    action: "cases.move",
    entity: "case",
    entityId: step.caseId,
    caseId: step.caseId,
    before: { state: step.from },
    after: { state: step.to, transition: step.transition },
    reason,
  };
}

function groupByTransition(steps: Step[]): Step[][] {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const key = `${step.from} ${step.transition}`;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return [...groups.values()];
}
