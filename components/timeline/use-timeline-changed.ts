"use client";

import { useCallback } from "react";
import { trpc } from "../api/crm";

/** After a change of an event: timelines, inboxes and what lists say of a case are asked again. */
export function useTimelineChanged(): () => Promise<void> {
  const utils = trpc.useUtils();
  return useCallback(async () => {
    await Promise.all([
      utils.timeline.invalidate(),
      utils.cases.invalidate(),
      utils.collegial.invalidate(),
    ]);
  }, [utils]);
}
