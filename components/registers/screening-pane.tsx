"use client";

import { ChevronDown, ChevronUp, RefreshCw, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Sheet } from "../ui/sheet";
import { SkeletonLines } from "../ui/skeleton";
import { Hits } from "./hits";
import type { Screening } from "./outcome";
import { ScreeningFacts } from "./screening-facts";
import { useRepeatable } from "./use-check";
import { usePaneKeys } from "./use-pane-keys";
import { useScreeningVerbs } from "./use-screening-verbs";
import { VerdictDialog } from "./verdict-dialog";

export type ScreeningDetail = RouterOutput["registers"]["get"];
export type Hit = ScreeningDetail["hits"][number];

type ScreeningPaneProps = {
  row: Pick<Screening, "id" | "partyName" | "register" | "processedAt" | "partyId" | "caseId">;
  /** Opens the one before or behind it in the list; left out where there is no list. */
  onStep?: (by: -1 | 1) => void;
  onClose: () => void;
};

/** One check with its records: how sure it is that they are this person, and what people say of it. */
export function ScreeningPane({ row, onStep, onClose }: ScreeningPaneProps) {
  const t = useTranslations("registers");
  const may = useMay();
  const errorText = useErrorText();
  const { detail, error, reload } = useScreening(row.id);
  const [judged, setJudged] = useState<{ hit: Hit; verdict: "watch" | "false_match" } | null>(null);
  const mayJudge = may("registers:judge") && detail !== null && !detail.isMerged;
  const first = detail?.hits.find(({ verdict }) => verdict === null) ?? detail?.hits[0];
  const judge = (verdict: "watch" | "false_match") =>
    mayJudge && first ? () => setJudged({ hit: first, verdict }) : undefined;
  const { process } = useScreeningVerbs();
  const mark = () => void process(detail ?? row).then(reload);
  usePaneKeys({
    ArrowDown: onStep && (() => onStep(1)),
    ArrowUp: onStep && (() => onStep(-1)),
    w: judge("watch"),
    f: judge("false_match"),
    p: may("registers:judge") ? mark : undefined,
  });
  return (
    <Sheet
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={row.partyName}
      description={t(`names.${row.register}`)}
      actions={
        onStep ? (
          <>
            <IconButton icon={ChevronUp} label={t("pane.previous")} onClick={() => onStep(-1)} />
            <IconButton icon={ChevronDown} label={t("pane.next")} onClick={() => onStep(1)} />
          </>
        ) : null
      }
      footer={<Verbs row={detail ?? row} onMark={mark} />}
    >
      {error ? <ErrorState onRetry={reload}>{errorText(error)}</ErrorState> : null}
      {detail ? (
        <div className="grid gap-5">
          <ScreeningFacts detail={detail} />
          {detail.outcome === "found" ? (
            <Hits
              detail={detail}
              onJudge={mayJudge ? (hit, verdict) => setJudged({ hit, verdict }) : null}
              onChanged={reload}
            />
          ) : null}
          {mayJudge && detail.hits.length > 0 ? (
            <p className="text-ink-3 text-xs coarse:hidden">{t("pane.keys")}</p>
          ) : null}
        </div>
      ) : error ? null : (
        <SkeletonLines lines={10} />
      )}
      {judged && detail ? (
        <VerdictDialog
          detail={detail}
          {...judged}
          onClose={() => setJudged(null)}
          onDone={reload}
        />
      ) : null}
    </Sheet>
  );
}

/** Looking is written down, so it is done once on opening, and again after a change. */
function useScreening(screeningId: number) {
  const { mutateAsync } = trpc.registers.get.useMutation();
  const [detail, setDetail] = useState<ScreeningDetail | null>(null);
  const [error, setError] = useState<unknown>(null);
  const reload = useCallback(() => {
    setError(null);
    mutateAsync({ screeningId }).then(setDetail, setError);
  }, [mutateAsync, screeningId]);
  useEffect(reload, [reload]);
  return { detail, error, reload };
}

type VerbsProps = {
  row: Pick<Screening, "processedAt" | "register" | "partyId" | "caseId"> & { isMerged?: boolean };
  onMark: () => void;
};

function Verbs({ row, onMark }: VerbsProps) {
  const t = useTranslations("registers");
  const may = useMay();
  const repeatable = useRepeatable();
  const { again, isAsking } = useScreeningVerbs();
  const canAsk = may("registers:check") && repeatable.includes(row.register) && !row.isMerged;
  return (
    <>
      {canAsk ? (
        <Button icon={RefreshCw} loading={isAsking} onClick={() => void again(row)}>
          {t("check.again")}
        </Button>
      ) : null}
      {may("registers:judge") ? (
        <Button
          icon={ShieldCheck}
          kind={row.processedAt ? "secondary" : "primary"}
          onClick={onMark}
        >
          {t(row.processedAt ? "process.undo" : "process.mark")}
        </Button>
      ) : null}
    </>
  );
}
