"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ProgressBar } from "../ui/progress-bar";
import { Card } from "../ui/section";
import type { ImportDetail } from "./import-state";

const PHASES = ["reading", "comparing", "writing", "undoing"] as const;
const SILENT_SECONDS = 15;

/** How far the running step is; it goes on whether anybody looks or not. */
export function ProgressPanel({ detail }: { detail: ImportDetail }) {
  const t = useTranslations("imports");
  const elapsed = useElapsed(detail.state);
  const phase = PHASES.find((each) => each === detail.phase);
  const isSilent = (detail.silentSeconds ?? 0) >= SILENT_SECONDS;
  return (
    <Card>
      <ProgressBar
        label={t(`phases.${phase ?? "waiting"}`)}
        {...(phase && detail.totalRows > 0 && phase !== "undoing"
          ? { done: detail.doneRows, total: detail.totalRows }
          : {})}
        elapsedSeconds={elapsed}
      />
      <p className="mt-3 text-ink-2">
        {isSilent
          ? t("progress.silent", { seconds: detail.silentSeconds ?? 0 })
          : t("progress.leave")}
      </p>
    </Card>
  );
}

/** Seconds since this page has seen the step running. */
function useElapsed(state: string): number {
  const [seconds, setSeconds] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step begins at nought
  useEffect(() => {
    setSeconds(0);
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, [state]);
  return seconds;
}
