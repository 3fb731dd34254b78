import type { z } from "zod";
import type { Tx } from "@/db/client";
import { instalmentSchedules, instalments } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { requireCase, writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { endSchedule } from "./end-schedule";
import { type CreateScheduleInput, createScheduleInput } from "./inputs";
import { checkClaim, graceDaysOf, handKey, lockSchedule } from "./load";
import { lockAgreements } from "./lock-agreements";
import { refreshAgreements } from "./refresh-agreements";

type Input = z.output<typeof createScheduleInput>;

export interface CreatedSchedule {
  scheduleId: number;
  /** The key had been used: nothing new was written. */
  isRepeated: boolean;
}

/**
 * Writes an instalment schedule with its rows down; one that it replaces ends where it begins. The
 * same idempotency key again answers with the same schedule; of another case or total it is refused
 * (conflict `instalments.key_used`).
 */
export async function createSchedule(
  ctx: Context,
  raw: CreateScheduleInput,
): Promise<CreatedSchedule> {
  authorize(ctx, "claims:edit");
  const input = createScheduleInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { caseId, currency, claimId = null } = input;
    const { groupId } = await requireCase(tx, caseId);
    await lockAgreements(tx, [caseId]);
    const known = await sameSchedule(tx, input);
    if (known !== null) return { scheduleId: known, isRepeated: true };
    await checkClaim(tx, { caseId, claimId, currency });
    const graceDays = input.graceDays ?? (await graceDaysOf(tx, groupId));
    const startsOn = startOf(inner, input);
    if (input.replacesId) await replace(inner, tx, { input, startsOn });
    const scheduleId = await insertSchedule(inner, tx, { input, startsOn, graceDays });
    await announce(inner, input, scheduleId);
    await refreshAgreements(inner, { caseIds: [caseId] });
    return { scheduleId, isRepeated: false };
  });
}

function startOf(ctx: Context, { startsOn, rows }: Input): string {
  const firstOn = rows[0]?.dueOn ?? ctx.today;
  return startsOn ?? (firstOn < ctx.today ? firstOn : ctx.today);
}

async function sameSchedule({ sql }: Tx, input: Input): Promise<number | null> {
  const [row] = await sql<{ id: number; isSame: boolean }[]>`
    select id, case_id = ${input.caseId} and total_minor = ${input.totalMinor}
             and currency = ${input.currency} as "isSame"
      from instalment_schedules where source_key = ${handKey(input.idempotencyKey)}`;
  if (row && !row.isSame) throw new DomainError("conflict", "instalments.key_used");
  return row?.id ?? null;
}

async function replace(
  ctx: Context,
  tx: Tx,
  { input, startsOn }: { input: Input; startsOn: string },
): Promise<void> {
  const old = await lockSchedule(tx, input.replacesId ?? 0);
  if (old.caseId !== input.caseId) throw new DomainError("not_found", "instalments.not_found");
  await endSchedule(ctx, tx, { schedule: old, kind: "replaced", endedOn: startsOn, reason: null });
}

async function insertSchedule(
  ctx: Context,
  tx: Tx,
  { input, startsOn, graceDays }: { input: Input; startsOn: string; graceDays: number },
): Promise<number> {
  const { rows, idempotencyKey, brokenTransition = null, ...columns } = input;
  const [row] = await tx
    .insert(instalmentSchedules)
    .values({
      ...columns,
      ...{ startsOn, graceDays, brokenTransition },
      sourceKey: handKey(idempotencyKey),
      createdBy: authorOf(ctx.actor).id,
      createdAt: ctx.now,
      instalmentCount: rows.length,
      nextDueOn: rows[0]?.dueOn ?? null,
      nextOpenMinor: rows[0]?.amountMinor ?? 0,
    })
    // The same form sent twice at once; or a schedule replaced by two.
    .onConflictDoNothing()
    .returning({ id: instalmentSchedules.id });
  if (!row) throw new DomainError("conflict", "instalments.key_used");
  await tx.insert(instalments).values(
    rows.map(({ dueOn, amountMinor }, index) => {
      return { scheduleId: row.id, position: index + 1, dueOn, amountMinor };
    }),
  );
  return row.id;
}

async function announce(ctx: Context, input: Input, scheduleId: number): Promise<void> {
  const { caseId, totalMinor, currency, rows, note } = input;
  const params = {
    ...{ amountMinor: totalMinor, currency, count: rows.length },
    firstOn: rows[0]?.dueOn,
    lastOn: rows.at(-1)?.dueOn,
  };
  await writeSystemEvents(ctx, [{ caseId, code: "schedule.created", params, text: note }]);
  await writeAudit(ctx, {
    action: "instalments.create-schedule",
    entity: "instalment_schedule",
    entityId: scheduleId,
    caseId,
    after: { ...input, idempotencyKey: undefined },
  });
  await writeFact(ctx, { name: "schedule.created", payload: { scheduleId, caseId } });
}
