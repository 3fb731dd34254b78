"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { trpc } from "../api/crm";
import { useLeavingText } from "../messages/use-leaving-text";
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

/** Begun by this page: one letter is done before anybody has seen it run. */
const begun = new Set<number>();
export const noteBegun = (runId: number): void => void begun.add(runId);

/** Tells of each run that ends while one looks. */
function useEndedRuns(runs: readonly Run[] | undefined): void {
  const changed = useDunningChanged();
  const telling = useTelling();
  const tell = useRef(telling);
  tell.current = telling;
  const watched = useRef(new Set<number>());
  useEffect(() => {
    for (const run of runs ?? []) {
      if (isRunning(run)) watched.current.add(run.id);
      else if ([watched.current, begun].some((ids) => ids.has(run.id))) {
        watched.current.delete(run.id);
        begun.delete(run.id);
        void changed();
        if (run.state === "done") void tell.current(run);
      }
    }
  }, [runs, changed]);
}

/** How many letters are put down, how many of them leave now, and what the others wait for. */
function useTelling(): (run: Run) => Promise<void> {
  const t = useTranslations("dunning.runs");
  const utils = trpc.useUtils();
  const leavingText = useLeavingText();
  return async ({ id, refNo, sent, stopped }) => {
    const asked = sent > 0 ? utils.dunning.leavingOfRun.fetch({ runId: id }) : null;
    const times = await asked?.catch(() => null);
    const leaving = times ? leavingText(times) : "";
    const say = times && times.waits.length > 0 ? toast.info : toast.success;
    if (refNo && sent === 1) say(t("doneOne", { leaving }));
    else say(t("doneOther", { sent, stopped, leaving }));
  };
}
