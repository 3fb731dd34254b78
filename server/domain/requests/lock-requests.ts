import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { lockCases } from "../cases";
import { lockedState } from "./locked-state";

export interface LockedRequest {
  caseId: number;
  refNo: string;
  state: string;
  ownerId: number | null;
  wallId: number | null;
  clientId: number | null;
  mergedIntoId: number | null;
}

/**
 * Requests that the actor sees, locked until the transaction ends. Throws not_found
 * `requests.not_found` where one of them is missing, behind a wall, or not on the desk yet.
 */
export async function lockRequests(tx: Tx, caseIds: readonly number[]): Promise<LockedRequest[]> {
  const wanted = [...new Set(caseIds)];
  await lockCases(tx, wanted);
  const rows = await tx.sql<LockedRequest[]>`
    select k.id as "caseId", k.ref_no as "refNo", k.state, k.owner_id as "ownerId",
           k.access_group_id as "wallId", d.merged_into_id as "mergedIntoId",
           (select living_party(c.party_id) from case_parties c
             where c.case_id = k.id and c.role = 'client' order by c.position limit 1)
             as "clientId"
      from cases k join desk_requests d on d.case_id = k.id
     where k.id = any(${wanted}) and k.category = 'request' and k.voided_at is null order by k.id`;
  if (rows.length < wanted.length) throw new DomainError("not_found", "requests.not_found");
  return [...rows];
}

/** Nothing is done with what stands in another. Throws precondition `requests.merged`. */
export async function requireUnmerged({ sql }: Tx, caseIds: readonly number[]): Promise<void> {
  const [merged] = await sql<{ refNo: string }[]>`
    select k.ref_no as "refNo" from desk_requests d join cases k on k.id = d.merged_into_id
     where d.case_id = any(${caseIds as number[]}) limit 1`;
  if (merged) throw new DomainError("precondition", "requests.merged", { refNo: merged.refNo });
}

/**
 * The request that another was merged into, itself where it was not; locked, so that nobody merges
 * it while somebody writes into it.
 */
export async function lockLiving(
  tx: Tx,
  caseId: number,
): Promise<{ caseId: number; state: string }> {
  const state = await lockedState(tx, caseId);
  // Read after the lock: who merged it meanwhile has ended.
  const livingId = await livingRequest(tx, caseId);
  return livingId === caseId ? { caseId, state } : lockLiving(tx, livingId);
}

/** The request that another was merged into; itself where it was not. */
export async function livingRequest({ sql }: Tx, caseId: number): Promise<number> {
  const [row] = await sql<{ id: number | null }[]>`
    select merged_into_id as id from desk_requests where case_id = ${caseId}`;
  return row?.id ?? caseId;
}
