"use client";

import { useCallback } from "react";
import { trpc } from "../api/crm";

/** Asks again for what an action on a case may have changed, the ways out of its state too. */
export function useCollegialChanged(): () => Promise<void> {
  const utils = trpc.useUtils();
  return useCallback(async () => {
    await Promise.all([
      utils.collegial.invalidate(),
      utils.cases.invalidate(),
      utils.processes.caseNext.invalidate(),
      utils.timeline.invalidate(),
    ]);
  }, [utils]);
}
