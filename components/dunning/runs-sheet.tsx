"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useMay } from "../access/account";
import { useCodeText } from "../form/error-text";
import { Day } from "../format/day";
import { Instant } from "../format/instant";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows } from "../table/source";
import { StateChip } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Sheet } from "../ui/sheet";
import type { Tone } from "../ui/tone";
import { isRunning, type Run } from "./plan";
import { useCancelRun } from "./use-cancel-run";

const TONES: Record<Run["state"], Tone> = {
  waiting: "neutral",
  running: "accent",
  done: "positive",
  cancelled: "warning",
  failed: "danger",
};

/** Who sent what when, and what came of it. */
export function RunsSheet({ runs, onClose }: { runs: readonly Run[]; onClose: () => void }) {
  const t = useTranslations("dunning.runs");
  const columns = useRunColumns();
  return (
    <Sheet
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={t("hint")}
    >
      <DataTable
        label={t("title")}
        layout="inline"
        source={fromRows(runs)}
        columns={columns}
        rowId={(run) => run.id}
        rowLabel={(run) => `${run.onDay} ${run.refNo ?? ""}`}
        empty={<EmptyState title={t("none")} />}
      />
    </Sheet>
  );
}

function useRunColumns(): Column<Run>[] {
  const t = useTranslations("dunning.runs");
  return useMemo(
    () => [
      {
        key: "at",
        header: t("at"),
        width: 140,
        card: "title",
        cell: (run) => <Instant value={run.requestedAt} />,
      },
      {
        key: "day",
        header: t("day"),
        width: 104,
        card: "meta",
        cell: (run) => <Day value={run.onDay} />,
      },
      {
        key: "what",
        header: t("what"),
        width: 104,
        card: "meta",
        cell: (run) =>
          run.refNo ? <RefNo value={run.refNo} /> : run.stepNames.join(", ") || t("whole"),
      },
      {
        key: "by",
        header: t("by"),
        card: "meta",
        cell: (run) => (
          <span className="text-ink-2">{run.isAuto ? t("auto") : run.requestedByName}</span>
        ),
      },
      {
        key: "result",
        header: t("result"),
        width: 110,
        align: "end",
        card: "aside",
        cell: (run) => (
          <span className="figures">{t("counts", { sent: run.sent, stopped: run.stopped })}</span>
        ),
      },
      {
        key: "state",
        header: "",
        width: 124,
        card: "meta",
        cell: (run) => <RunState run={run} />,
      },
    ],
    [t],
  );
}

/** How it stands; one that is at work can be stopped here. */
function RunState({ run }: { run: Run }) {
  const t = useTranslations("dunning.runs");
  const mayCancel = useMay()("dunning:send");
  const cancel = useCancelRun();
  const codeText = useCodeText();
  if (isRunning(run) && mayCancel) {
    return (
      <Button
        size="sm"
        aria-label={t("cancelNamed", { id: run.id })}
        onClick={() => cancel(run.id)}
      >
        {t("cancel")}
      </Button>
    );
  }
  const error = run.lastError ? (codeText(run.lastError) ?? run.lastError) : "";
  return <StateChip tone={TONES[run.state]}>{t(`states.${run.state}`, { error })}</StateChip>;
}
