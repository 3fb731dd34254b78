"use client";

import { useCallback } from "react";
import { trpc } from "../api/crm";

/** After a change of a proceeding: lists of them, and the timeline that tells of it. */
export function useProceedingsChanged(): () => Promise<void> {
  const utils = trpc.useUtils();
  return useCallback(async () => {
    await Promise.all([utils.proceedings.invalidate(), utils.timeline.invalidate()]);
  }, [utils]);
}
