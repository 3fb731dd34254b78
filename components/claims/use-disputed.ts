"use client";

import { useMemo } from "react";
import { trpc } from "../api/crm";

/** Claims of a case that their debtor disputes and nobody has decided about. */
export function useDisputed(caseId: number): ReadonlySet<number> {
  const { data } = trpc.portal.disputes.useQuery({ caseId });
  return useMemo(() => {
    const open = (data ?? []).filter(({ outcome }) => outcome === null);
    return new Set(open.map(({ claimId }) => claimId));
  }, [data]);
}
