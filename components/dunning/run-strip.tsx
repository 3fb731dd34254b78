"use client";

import { Square } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { IconButton } from "../ui/icon-button";
import { ProgressBar } from "../ui/progress-bar";
import { isRunning, type Run } from "./plan";
import { useCancelRun } from "./use-cancel-run";

/** Runs that are at work now: how far each is, and the way to stop it. */
export function RunStrip({ runs }: { runs: readonly Run[] }) {
  const running = runs.filter(isRunning);
  if (running.length === 0) return null;
  return (
    <div className="grid gap-2">
      {running.map((run) => (
        <RunLine key={run.id} run={run} />
      ))}
    </div>
  );
}

function RunLine({ run }: { run: Run }) {
  const t = useTranslations("dunning.runs");
  const locale = useLocale();
  const may = useMay();
  const cancel = useCancelRun();
  const { id, refNo, onDay, sent, stopped, total } = run;
  return (
    <div className="flex items-end gap-2">
      <ProgressBar
        className="min-w-0 flex-1"
        label={refNo ? t("runningOne", { refNo }) : t("running", { day: formatDay(onDay, locale) })}
        done={sent + stopped}
        total={total || undefined}
      />
      {may("dunning:send") ? (
        <IconButton
          icon={Square}
          size="sm"
          label={t("cancelNamed", { id })}
          onClick={() => cancel(id)}
        />
      ) : null}
    </div>
  );
}
