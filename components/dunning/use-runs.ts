"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { trpc } from "../api/crm";
import { toast } from "../ui/toast";
import { isRunning, type Run } from "./plan";
import { useDunningChanged } from "./use-dunning-changed";

const POLL_MS = 700;
/** While nothing runs: colleagues and the clock begin runs too. */
const IDLE_POLL_MS = 20_000;

/** Runs of the plan, polled while one of them is at work; the day is asked anew when one ends. */
export function useRuns() {
  const query = trpc.dunning.runs.useQuery(undefined, {
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? POLL_MS : IDLE_POLL_MS),
  });
  useEndedRuns(query.data);
  return query;
}

/** Tells of each run that ends while one looks. */
function useEndedRuns(runs: readonly Run[] | undefined): void {
  const t = useTranslations("dunning.runs");
  const changed = useDunningChanged();
  const watched = useRef(new Set<number>());
  useEffect(() => {
    for (const run of runs ?? []) {
      if (isRunning(run)) watched.current.add(run.id);
      else if (watched.current.delete(run.id)) {
        void changed();
        if (run.state !== "done") continue;
        const { sent, stopped } = run;
        if (run.refNo && sent === 1) toast.success(t("doneOne"));
        else toast.success(t("doneOther", { sent, stopped }));
      }
    }
  }, [runs, changed, t]);
}
