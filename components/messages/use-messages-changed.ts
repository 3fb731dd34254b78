"use client";

import { useCallback } from "react";
import { trpc } from "../api/crm";

/** After something was sent, decided or held: lists, counts and timelines are asked again. */
export function useMessagesChanged(): () => Promise<void> {
  const utils = trpc.useUtils();
  return useCallback(async () => {
    await Promise.all([utils.messages.invalidate(), utils.timeline.invalidate()]);
  }, [utils]);
}
