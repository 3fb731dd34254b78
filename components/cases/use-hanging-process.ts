"use client";

import { useAccount } from "../access/account";
import { type Process, useProcesses } from "../workflow/processes";
import type { CaseDetail } from "./case-detail";

/** The process of what can be hung on this case by the reader: an assignment. Not on another one. */
export function useHangingProcess(detail: Pick<CaseDetail, "category">): Process | null {
  const { role } = useAccount();
  const { categories, of } = useProcesses();
  if (of(detail.category)?.hasParent) return null;
  const found = categories.find((each) => each.hasParent && each.openRoles.includes(role));
  return found ?? null;
}
