import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { findCaseByRefNo } from "../cases";
import type { Context } from "../context";
import type { CaseKey } from "./fields";

/** Errors of a procedure that is told a case. */
export const CASE_ERRORS = {
  "modules.one_case": "invalid",
  "kernel.ref_no_bad_shape": "invalid",
  "cases.not_found": "not_found",
} as const;

/** What was asked for ahead, by the transaction that asked. */
const AHEAD = new WeakMap<Tx, { refNo: string; found: Promise<{ caseId: number }> }>();

/** Asks for the case that an input names by its number, so that nobody waits for it alone. */
export function askAhead(job: Context, { refNo }: Record<string, unknown>): void {
  if (!job.tx || typeof refNo !== "string") return;
  const found = findCaseByRefNo(job, { refNo });
  // Whoever needs it hears of its fault.
  found.catch(() => undefined);
  AHEAD.set(job.tx, { refNo, found });
}

/** The id of the case that a call names. Throws invalid `modules.one_case`. */
export async function caseIdOf(job: Context, { caseId, refNo }: CaseKey): Promise<number> {
  if ((caseId === undefined) === (refNo === undefined)) {
    throw new DomainError("invalid", "modules.one_case");
  }
  if (caseId !== undefined) return caseId;
  const ahead = job.tx && AHEAD.get(job.tx);
  if (ahead && ahead.refNo === refNo) return (await ahead.found).caseId;
  return (await findCaseByRefNo(job, { refNo: refNo ?? "" })).caseId;
}
