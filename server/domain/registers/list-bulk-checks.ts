import type { z } from "zod";
import type { Tx } from "@/db/client";
import type {
  InsolvencyRunKind,
  InsolvencyRunScope,
  InsolvencyRunState,
} from "@/db/values/insolvency-runs";
import type { InsolvencyRegister } from "@/db/values/registers";
import { DomainError } from "@/server/kernel/errors";
import { decodeCursor, type Page, toPage } from "@/server/kernel/page";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction, reading } from "../context";
import { visibleParty } from "../parties";
import { endRun } from "./bulk-run";
import { listRunChangesInput, listRunsInput, runIdInput } from "./inputs";

export interface BulkCheckItem {
  id: number;
  kind: InsolvencyRunKind;
  scope: InsolvencyRunScope;
  state: InsolvencyRunState;
  isForced: boolean;
  email: string | null;
  actorName: string;
  createdAt: Date;
  endedAt: Date | null;
  resumeAt: Date | null;
  /** A code: why it waits, and of which register. */
  pauseReason: string | null;
  pauseRegister: InsolvencyRegister | null;
  error: string | null;
  total: number;
  done: number;
  foundCount: number;
  clearCount: number;
  unavailableCount: number;
  freshCount: number;
  /** Nothing to be asked by. */
  missingCount: number;
  unconfiguredCount: number;
  changedCount: number;
}

/** Whoever sees a part of the portfolio sees the runs that they started themselves. */
function ofActor({ actor }: Context, { sql }: Tx) {
  const isWhole = actor.kind !== "operator" || actor.accessGroupIds === "all";
  return isWhole ? sql`true` : sql`r.operator_id = ${actor.operatorId}`;
}

function select(
  ctx: Context,
  tx: Tx,
  { where, limit }: { where: ReturnType<typeof ofActor>; limit: number },
) {
  const { sql } = tx;
  return sql<BulkCheckItem[]>`
    select r.id, r.kind, r.scope, r.state, r.is_forced as "isForced", r.email,
           r.actor_name as "actorName", r.created_at as "createdAt", r.ended_at as "endedAt",
           r.resume_at as "resumeAt", r.pause_reason as "pauseReason",
           r.pause_register as "pauseRegister", r.error, r.total, r.done,
           r.found_count as "foundCount", r.clear_count as "clearCount",
           r.unavailable_count as "unavailableCount", r.fresh_count as "freshCount",
           r.missing_count as "missingCount", r.unconfigured_count as "unconfiguredCount",
           r.changed_count as "changedCount"
      from insolvency_runs r
     where ${ofActor(ctx, tx)} and ${where}
     order by r.id desc limit ${limit}`;
}

/** Bulk checks and watches, the newest first, with how far each is. */
export async function listBulkChecks(
  ctx: Context,
  raw: z.input<typeof listRunsInput>,
): Promise<Page<BulkCheckItem>> {
  authorize(ctx, "registers:read");
  const { cursor, limit } = listRunsInput.parse(raw);
  const after = cursor ? decodeCursor(cursor, 1)[0] : null;
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const where = after === null ? sql`true` : sql`r.id < ${Number(after)}`;
    const rows = await select(ctx, tx, { where, limit: limit + 1 });
    return toPage([...rows], limit, ({ id }) => [id]);
  });
}

/** Throws not_found `insolvency.run_not_found`. */
export async function getBulkCheck(
  ctx: Context,
  raw: z.input<typeof runIdInput>,
): Promise<BulkCheckItem> {
  authorize(ctx, "registers:read");
  const { runId } = runIdInput.parse(raw);
  return reading(ctx, async (tx) => {
    const [row] = await select(ctx, tx, { where: tx.sql`r.id = ${runId}`, limit: 1 });
    if (!row) throw new DomainError("not_found", "insolvency.run_not_found");
    return row;
  });
}

export interface BulkChange {
  partyId: number;
  partyName: string;
  register: InsolvencyRegister;
  screeningId: number;
  wasActive: boolean | null;
  isActive: boolean;
  isSuspected: boolean;
  stateBefore: string | null;
  stateCode: string | null;
  fileMark: string | null;
}

/** Parties whose insolvency the run has changed, by name. Also what the mail about it lists. */
export async function listBulkChanges(
  ctx: Context,
  raw: z.input<typeof listRunChangesInput>,
): Promise<Page<BulkChange>> {
  authorize(ctx, "registers:read");
  const { runId, cursor, limit } = listRunChangesInput.parse(raw);
  const [afterId, afterRegister] = cursor ? decodeCursor(cursor, 2) : [0, ""];
  return reading(ctx, async (tx) => {
    const { sql } = tx;
    const rows = await sql<BulkChange[]>`
      select n.party_id as "partyId", p.full_name as "partyName", n.register,
             n.screening_id as "screeningId", ch.was_active as "wasActive",
             ch.is_active as "isActive", ch.is_suspected as "isSuspected",
             ch.state_before as "stateBefore", ch.state_code as "stateCode",
             (select coalesce(h.file_mark, h.mark) from screening_hits h
               where h.screening_id = n.screening_id and h.mark = ch.mark limit 1) as "fileMark"
        from insolvency_run_parties n join insolvency_runs r on r.id = n.run_id
        join parties p on p.id = n.party_id
        join lateral (select * from insolvency_changes c
                       where c.screening_id = n.screening_id and c.party_id = n.party_id
                       order by c.id limit 1) ch on true
       where n.run_id = ${runId} and n.is_changed
         and (n.party_id, n.register) > (${Number(afterId)}, ${String(afterRegister)})
         and ${ofActor(ctx, tx)} and ${visibleParty(tx, ctx.actor)}
       order by n.party_id, n.register limit ${limit + 1}`;
    return toPage([...rows], limit, ({ partyId, register }) => [partyId, register]);
  });
}

/**
 * Stops a run before its next chunk; what was asked, was asked, and the list of what changed still
 * goes out. Throws not_found `insolvency.run_not_found`, conflict `insolvency.run_over`.
 */
export async function cancelBulkCheck(
  ctx: Context,
  raw: z.input<typeof runIdInput>,
): Promise<void> {
  authorize(ctx, "registers:check");
  const { runId } = runIdInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const [row] = await tx.sql<{ isOver: boolean; done: number; total: number }[]>`
      select r.ended_at is not null as "isOver", r.done, r.total from insolvency_runs r
       where r.id = ${runId} and ${ofActor(ctx, tx)} for update`;
    if (!row) throw new DomainError("not_found", "insolvency.run_not_found");
    if (row.isOver) throw new DomainError("conflict", "insolvency.run_over");
    await endRun(inner, tx, { runId, state: "cancelled", error: null });
    await writeAudit(inner, {
      ...{ action: "registers.cancel-bulk", entity: "insolvency_run", entityId: runId },
      after: { done: row.done, total: row.total },
    });
  });
}
