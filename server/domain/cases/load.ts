import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { cases } from "@/db/schema";
import type { FieldValues } from "@/db/schema/cases";
import { DomainError } from "@/server/kernel/errors";
import { categoriesThatWriteOnParent, type Processes } from "../workflow";

export type CaseRow = typeof cases.$inferSelect;

/**
 * The case, locked until the transaction ends. Missing, taken back, of another tenant or of an
 * access group that the actor does not belong to: the same `cases.not_found`.
 */
export async function loadCase(tx: Tx, caseId: number): Promise<CaseRow> {
  const [row] = await tx
    .select()
    .from(cases)
    .where(and(eq(cases.id, caseId), isNull(cases.voidedAt)))
    .for("update");
  if (!row) throw new DomainError("not_found", "cases.not_found");
  return row;
}

/** Those of the ids that the actor may see, locked in the order of their ids (no deadlocks). */
export async function lockCases(
  tx: Tx,
  caseIds: readonly number[],
): Promise<
  Pick<
    CaseRow,
    "id" | "refNo" | "category" | "processVersion" | "state" | "ownerId" | "version" | "archivedAt"
  >[]
> {
  return tx.sql`
    select id, ref_no as "refNo", category, process_version as "processVersion", state,
           owner_id as "ownerId", version, archived_at as "archivedAt"
      from cases where id = any(${caseIds as number[]}) and voided_at is null
     order by id for update`;
}

/**
 * The same, for a move: where the process may write on the parent, the parent is locked along in the
 * one order of ids. Locked after its child, two who move and merge would wait crosswise.
 */
export async function lockForMove(
  tx: Tx,
  processes: Processes,
  caseIds: readonly number[],
): Promise<Awaited<ReturnType<typeof lockCases>>> {
  const parents = await tx.sql<{ id: number }[]>`
    select distinct parent_case_id as id from cases
     where id = any(${caseIds as number[]}) and parent_case_id is not null
       and category = any(${categoriesThatWriteOnParent(processes)}::text[])`;
  const own = new Set(caseIds);
  const rows = await lockCases(tx, [...caseIds, ...parents.map(({ id }) => id)]);
  return rows.filter(({ id }) => own.has(id));
}

/** Refuses somebody who does not work here, or no longer does. */
export async function requireOwner(tx: Tx, ownerId: number): Promise<void> {
  const [operator] = await tx.sql`select 1 from operators where id = ${ownerId} and is_active`;
  if (!operator) throw new DomainError("not_found", "cases.owner_not_found");
}

export interface SeenCase {
  id: number;
  refNo: string;
  category: string;
  processVersion: number;
  state: string;
  ownerId: number | null;
  groupId: number | null;
  fields: FieldValues;
}

/** For rooms that hang rows on a case: it must be visible to the actor; not locked. */
export async function requireCase(tx: Tx, caseId: number): Promise<SeenCase> {
  const [row] = await tx.sql<SeenCase[]>`
    select id, ref_no as "refNo", category, process_version as "processVersion", state,
           owner_id as "ownerId", group_id as "groupId", fields
      from cases where id = ${caseId} and voided_at is null`;
  if (!row) throw new DomainError("not_found", "cases.not_found");
  return row;
}

/** Those of the ids that the actor may see. */
export async function visibleCaseIds(tx: Tx, caseIds: readonly number[]): Promise<number[]> {
  if (caseIds.length === 0) return [];
  const rows = await tx.sql<{ id: number }[]>`
    select id from cases where id = any(${caseIds as number[]}) and voided_at is null`;
  return rows.map(({ id }) => id);
}
