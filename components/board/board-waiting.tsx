"use client";

import { useTranslations } from "next-intl";
import { useErrorText } from "../form/error-text";
import { cx } from "../ui/cx";
import { ErrorState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import type { BoardHandle } from "./use-board";

const columns = [3, 2, 4, 1, 2];

type BoardWaitingProps = {
  handle: Pick<BoardHandle, "error" | "retry" | "isRetrying">;
  isAlone: boolean;
};

/** What stands where the board will be: that it is on its way, or that it did not come. */
export function BoardWaiting({ handle, isAlone }: BoardWaitingProps) {
  const t = useTranslations("boards");
  const errorText = useErrorText();
  if (!handle.error) return <BoardSkeleton isAlone={isAlone} />;
  return (
    <ErrorState title={t("failed")} onRetry={handle.retry} isRetrying={handle.isRetrying}>
      {errorText(handle.error)}
    </ErrorState>
  );
}

/** Columns and cards that are on their way, as large as they will be. */
function BoardSkeleton({ isAlone }: { isAlone: boolean }) {
  const t = useTranslations("shell.state");
  return (
    <div role="status" className="min-h-0 flex-1">
      <span className="sr-only">{t("loading")}</span>
      <div aria-hidden className="flex h-full gap-2 overflow-hidden px-gutter pb-3">
        {(isAlone ? columns.slice(0, 1) : columns).map((cards, at) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: these have no identity and never move.
            key={at}
            className={cx(
              "flex h-full shrink-0 flex-col gap-1.5 rounded-lg border border-rule bg-sunken p-1.5",
              isAlone ? "w-full" : "w-[272px]",
            )}
          >
            <Skeleton className="mx-1 mt-2 mb-5 w-2/5" />
            {Array.from({ length: cards }, (_, card) => (
              <div
                // biome-ignore lint/suspicious/noArrayIndexKey: nor have these.
                key={card}
                className="grid h-[72px] content-between rounded-md border border-rule bg-surface p-2.5"
              >
                <Skeleton className="w-3/4" />
                <Skeleton className="w-1/2" />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
