"use client";

import { Square } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { Button } from "../ui/button";
import { ProgressBar } from "../ui/progress-bar";
import type { BulkCheck } from "./bulk";
import { BulkCounts } from "./bulk-counts";
import { useCancelBulk } from "./use-bulk-checks";
import { usePauseText } from "./use-pause-text";

/** A check at work: how far it is, what it waits for, and a way to stop it. */
export function RunningBulk({ run, onLook }: { run: BulkCheck; onLook: () => void }) {
  const t = useTranslations("insolvency.bulk");
  const format = useFormatter();
  const may = useMay();
  const pauseText = usePauseText();
  const { cancel, isBusy } = useCancelBulk();
  const at = format.dateTime(run.createdAt, { dateStyle: "short", timeStyle: "short" });
  const label = `${t(`kinds.${run.kind}`)}, ${at}`;
  return (
    <li className="grid gap-1.5">
      <ProgressBar
        label={label}
        done={run.done}
        total={run.total}
        tone={run.state === "paused" ? "warning" : "accent"}
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <BulkCounts run={run} />
        {run.state === "paused" ? (
          <span className="text-warning" role="status">
            {pauseText(run)}
          </span>
        ) : null}
        <span className="ml-auto flex gap-1.5">
          {run.changedCount > 0 ? (
            <Button size="sm" kind="quiet" onClick={onLook}>
              {t("showChanges", { count: run.changedCount })}
            </Button>
          ) : null}
          {may("registers:check") ? (
            <Button
              size="sm"
              icon={Square}
              disabled={isBusy}
              aria-label={t("cancelNamed", { name: label })}
              onClick={() => cancel(run.id)}
            >
              {t("cancel")}
            </Button>
          ) : null}
        </span>
      </div>
    </li>
  );
}
