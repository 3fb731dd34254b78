"use client";

import { Download, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Button, ButtonLink } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { ProgressBar } from "../ui/progress-bar";
import { Segmented } from "../ui/segmented";
import { Sheet } from "../ui/sheet";
import { SkeletonLines } from "../ui/skeleton";
import { type BulkAction, isRunning } from "./bulk";
import { BulkOutcomes } from "./bulk-outcomes";

const pollMs = 600;

type BulkProgressProps = {
  bulkActionId: number;
  onClose: () => void;
  /** Some rows have changed: once when it ends. */
  onEnded: () => void;
};

/** How far a bulk action is, and what became of each row. Closing it stops nothing. */
export function BulkProgress({ bulkActionId, onClose, onEnded }: BulkProgressProps) {
  const t = useTranslations("lists.bulk");
  const errorText = useErrorText();
  const query = trpc.lists.bulk.useQuery(
    { bulkActionId },
    { refetchInterval: ({ state }) => (state.data && !isRunning(state.data) ? false : pollMs) },
  );
  useEnd(query.data, onEnded);
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={query.data ? t(`actions.${query.data.action}`) : t("title")}
      description={query.data && isRunning(query.data) ? t("keepsRunning") : undefined}
      size="lg"
    >
      {query.error ? <ErrorState>{errorText(query.error)}</ErrorState> : null}
      {query.data ? <Body action={query.data} /> : <SkeletonLines lines={6} />}
    </Sheet>
  );
}

/** Calls back once when the action is over, be it over before anybody looked. */
function useEnd(action: BulkAction | undefined, onEnded: () => void): void {
  const tell = useRef(onEnded);
  tell.current = onEnded;
  const isOver = action !== undefined && !isRunning(action);
  useEffect(() => {
    if (isOver) tell.current();
  }, [isOver]);
}

function Body({ action }: { action: BulkAction }) {
  const t = useTranslations("lists.bulk");
  const utils = trpc.useUtils();
  const cancel = trpc.lists.cancelBulk.useMutation();
  const [shown, setShown] = useState<"all" | "failed">("all");
  const running = isRunning(action);
  const tone = action.state === "failed" ? "danger" : action.failed > 0 ? "warning" : "positive";
  return (
    <div className="grid gap-4">
      <ProgressBar
        label={t(`states.${action.state}`)}
        done={action.done}
        total={action.total}
        tone={running ? "accent" : tone}
      />
      <p className="figures flex flex-wrap gap-x-4 text-ink-2">
        <span>{t("succeeded", { count: action.done - action.failed })}</span>
        <span className={action.failed > 0 ? "font-[600] text-danger" : undefined}>
          {t("refused", { count: action.failed })}
        </span>
        <span>{t("waiting", { count: action.total - action.done })}</span>
      </p>
      {action.state === "failed" ? <p className="text-danger">{t("failedText")}</p> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label={t("outcomes")}
          value={shown}
          onChange={setShown}
          options={[
            { value: "all", label: t("showAll") },
            { value: "failed", label: t("showRefused") },
          ]}
        />
        <span className="ml-auto" />
        {running ? (
          <Button
            icon={Square}
            loading={cancel.isPending}
            onClick={() =>
              cancel.mutate(
                { bulkActionId: action.id },
                { onSettled: () => utils.lists.bulk.invalidate({ bulkActionId: action.id }) },
              )
            }
          >
            {t("cancel")}
          </Button>
        ) : (
          <ButtonLink
            href={`/api/files/export/bulk/${action.id}`}
            prefetch={false}
            icon={Download}
            download
          >
            {t("download")}
          </ButtonLink>
        )}
      </div>
      <BulkOutcomes action={action} isFailedOnly={shown === "failed"} />
    </div>
  );
}
