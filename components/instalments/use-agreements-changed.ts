"use client";

import { useCallback } from "react";
import { trpc } from "../api/crm";

/** After something was agreed or ended: everything that tells of it is asked for again. */
export function useAgreementsChanged(): () => Promise<void> {
  const utils = trpc.useUtils();
  return useCallback(async () => {
    await Promise.all([
      utils.instalments.invalidate(),
      utils.timeline.invalidate(),
      utils.configuration.panels.invalidate(),
    ]);
  }, [utils]);
}
