"use client";

import { useFormatter, useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import type { ListQueryHandle } from "../table/use-list-query";
import { cx } from "../ui/cx";
import { useOfficeTasks } from "./office-tasks";
import { type Bucket, buckets, type Whose } from "./task-row";

export type BucketTabsProps = { list: ListQueryHandle; whose: Whose; bucket: Bucket };

/** Which tasks: all open ones, overdue, today's, later ones, put off, resolved; each with its count. */
export function BucketTabs({ list, whose, bucket }: BucketTabsProps) {
  const t = useTranslations("tasks");
  const format = useFormatter();
  const { data } = trpc.timeline.taskCounts.useQuery(
    { assignee: whose },
    { placeholderData: (before) => before },
  );
  const office = useOfficeTasks()?.length ?? 0;
  const counts: Record<Bucket, number | undefined> = {
    // What belongs to no case stands above every open list.
    all: data && data.overdue + data.today + data.upcoming + office,
    overdue: data?.overdue,
    today: data?.today,
    upcoming: data?.upcoming,
    snoozed: data?.snoozed,
    resolved: data?.resolvedToday,
  };
  return (
    <nav
      aria-label={t("buckets.label")}
      className="flex min-w-0 gap-4 overflow-x-auto overflow-y-hidden border-rule-strong border-b [scrollbar-width:none]"
    >
      {buckets.map((each) => {
        const count = counts[each];
        const isLoud = each === "overdue" && (count ?? 0) > 0;
        return (
          <button
            key={each}
            type="button"
            aria-current={each === bucket ? "true" : undefined}
            onClick={() => list.setFilter("bucket", each === "all" ? "" : each)}
            title={each === "resolved" ? t("buckets.resolvedHint") : undefined}
            className={cx(
              "relative -mb-px flex h-8.5 shrink-0 items-center gap-1.5 border-transparent border-b-2 text-ink-2",
              "hover:text-ink focus-visible:-outline-offset-2 coarse:h-11",
              each === bucket && "border-accent! font-[600] text-ink!",
            )}
          >
            {t(`buckets.${each}`)}
            <span
              className={cx(
                "figures min-w-3 text-left text-xs",
                isLoud ? "font-[650] text-danger" : "font-[450] text-ink-3",
              )}
            >
              {count === undefined ? "" : format.number(count)}
            </span>
          </button>
        );
      })}
    </nav>
  );
}
