"use client";

import { useCallback } from "react";
import { trpc } from "../api/crm";
import { useClaimsChanged } from "../claims/use-claims-changed";

/** After letters went or a plan was changed: the plan, balances and timelines are asked for again. */
export function useDunningChanged(): () => Promise<void> {
  const utils = trpc.useUtils();
  const claimsChanged = useClaimsChanged();
  return useCallback(async () => {
    await Promise.all([utils.dunning.invalidate(), claimsChanged()]);
  }, [utils, claimsChanged]);
}
