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

/** The id of the case that a call names. Throws invalid `modules.one_case`. */
export async function caseIdOf(job: Context, { caseId, refNo }: CaseKey): Promise<number> {
  if ((caseId === undefined) === (refNo === undefined)) {
    throw new DomainError("invalid", "modules.one_case");
  }
  if (caseId !== undefined) return caseId;
  return (await findCaseByRefNo(job, { refNo: refNo ?? "" })).caseId;
}
