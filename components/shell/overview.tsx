"use client";

import { CircleCheckBig } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { RateAlarm } from "../claims/rate-alarm";
import { OpenHits } from "../registers/open-hits";
import { OfficeTasks } from "../tasks/office-tasks";
import { cx } from "../ui/cx";
import { Skeleton } from "../ui/skeleton";
import { MyCases } from "./my-cases";
import { MyTasks } from "./my-tasks";
import { PageBody, PageHeader } from "./page-header";

/** The first page of the day: what is due, and where the most is owed. */
export function Overview() {
  const t = useTranslations("shell.overview");
  return (
    <>
      <PageHeader title={t("title")} />
      <PageBody className="grid gap-8">
        <div className="grid gap-3 empty:hidden">
          <RateAlarm isLinked />
          <OpenHits />
          <OfficeTasks />
        </div>
        <TaskFigures />
        <div className="grid gap-8 xl:grid-cols-2">
          <MyTasks />
          <MyCases />
        </div>
      </PageBody>
    </>
  );
}

function TaskFigures() {
  const t = useTranslations("shell.overview");
  const { data } = trpc.timeline.taskCounts.useQuery({ assignee: "me" });
  const figures = [
    { key: "overdue", bucket: "overdue", count: data?.overdue, isLoud: true },
    { key: "today", bucket: "today", count: data?.today, isLoud: false },
    { key: "upcoming", bucket: "upcoming", count: data?.upcoming, isLoud: false },
    { key: "resolved", bucket: "resolved", count: data?.resolvedToday, isLoud: false },
  ] as const;
  return (
    <ul className="grid grid-cols-2 border-rule border-y md:grid-cols-4">
      {figures.map(({ key, bucket, count, isLoud }) => (
        <li
          key={key}
          className="border-rule odd:border-r max-md:nth-[-n+2]:border-b md:not-last:border-r"
        >
          <Link
            href={`/tasks?bucket=${bucket}`}
            prefetch={false}
            className="flex items-baseline gap-3 px-4 py-3 hover:bg-hover focus-visible:outline-offset-[-2px]"
          >
            <span className="flex h-8 min-w-6 items-center">
              {count === undefined ? (
                <Skeleton className="w-6" />
              ) : (
                <span
                  className={cx(
                    "figures font-[600] text-2xl",
                    isLoud && count > 0 && "text-danger",
                    count === 0 && "text-ink-3",
                  )}
                >
                  {count}
                </span>
              )}
            </span>
            <span className="text-ink-2">{t(key)}</span>
            {key === "resolved" ? (
              <CircleCheckBig className="ml-auto size-3.5 text-ink-3" aria-hidden />
            ) : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
