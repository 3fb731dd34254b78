"use client";

import { trpc } from "../api/crm";

/** Asks again for everything that a change of a case may have changed. */
export function useCaseChanged(): (caseId: number) => Promise<void> {
  const utils = trpc.useUtils();
  return async (caseId) => {
    await Promise.all([
      utils.cases.get.invalidate({ caseId }),
      utils.cases.route.invalidate({ caseId }),
      utils.cases.list.invalidate(),
      utils.cases.count.invalidate(),
      utils.timeline.invalidate(),
      utils.collegial.invalidate(),
      utils.cases.assignments.invalidate(),
      utils.processes.caseNext.invalidate({ caseId }),
      utils.processes.picture.invalidate(),
      utils.configuration.panels.invalidate({ place: "case", id: caseId }),
    ]);
  };
}
