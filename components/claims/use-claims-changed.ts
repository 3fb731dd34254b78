"use client";

import { useCallback } from "react";
import { trpc } from "../api/crm";

/** After a booking: everything that shows amounts, or tells of it, is asked for again. */
export function useClaimsChanged(): () => Promise<void> {
  const utils = trpc.useUtils();
  return useCallback(async () => {
    await Promise.all([
      utils.claims.invalidate(),
      utils.instalments.invalidate(),
      utils.cases.invalidate(),
      utils.timeline.invalidate(),
      utils.requests.thread.invalidate(),
      // What the customer's own program makes of the balance.
      utils.configuration.panels.invalidate(),
    ]);
  }, [utils]);
}
