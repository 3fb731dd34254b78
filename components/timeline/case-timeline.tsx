"use client";

import { History } from "lucide-react";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import { type Day, dayOf } from "@/server/kernel/days";
import { TIME_ZONE } from "@/server/kernel/locale";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { cx } from "../ui/cx";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { LoadMore } from "../ui/load-more";
import { SkeletonRows } from "../ui/skeleton";
import { Timeline, TimelineDay } from "../ui/timeline";
import { Composer } from "./composer";
import { DropZone } from "./drop-zone";
import type { TimelineEvent } from "./event";
import { type Asked, EventDialogs } from "./event-dialogs";
import { EventRow } from "./event-row";
import { type FilterKind, KindFilter, type KindFilterProps } from "./kind-filter";
import { OpenTasks, useDayText } from "./open-tasks";
import { instantAt } from "./prague-time";
import { useSystemText } from "./system-text";

const PAGE_SIZE = 40;

/** `shown`: which kind of events, where whoever shows the timeline remembers it. */
type CaseTimelineProps = { caseId: number; shown?: KindFilterProps };

/** Everything that happened on a case and what is still to be done: composer, open tasks, history. */
export function CaseTimeline({ caseId, shown }: CaseTimelineProps) {
  // Another case is another timeline: nothing of the last one may stay on screen.
  return <Panel key={caseId} caseId={caseId} shown={shown} />;
}

function Panel({ caseId, shown }: CaseTimelineProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [ownKind, setOwnKind] = useState<FilterKind>("all");
  const { value: kind, onChange: setKind } = shown ?? { value: ownKind, onChange: setOwnKind };
  const open = trpc.timeline.openTasks.useQuery({ caseId });
  const showsOpen = kind === "all" || kind === "task";
  return (
    <DropZone caseId={caseId}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Composer caseId={caseId} />
        <KindFilter value={kind} onChange={setKind} />
        {showsOpen && open.data ? <OpenTasks tasks={open.data} onAsk={setAsked} /> : null}
        <Events caseId={caseId} kind={kind} onAsk={setAsked} hasOpen={open.data?.length !== 0} />
      </div>
      {asked ? <EventDialogs caseId={caseId} asked={asked} onClose={() => setAsked(null)} /> : null}
    </DropZone>
  );
}

type EventsProps = {
  caseId: number;
  kind: FilterKind;
  onAsk: (asked: Asked) => void;
  hasOpen: boolean;
};

function Events({ caseId, kind, onAsk, hasOpen }: EventsProps) {
  const t = useTranslations("timeline");
  const errorText = useErrorText();
  const systemText = useSystemText(caseId);
  const query = trpc.timeline.list.useInfiniteQuery(
    { caseId, isHistory: true, limit: PAGE_SIZE, ...(kind === "all" ? {} : { kinds: [kind] }) },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (before) => before },
  );
  if (query.error) {
    return <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>;
  }
  if (!query.data) return <SkeletonRows rows={6} />;
  const events = query.data.pages.flatMap((page) => page.items);
  if (events.length === 0) {
    if (hasOpen && kind !== "note") return null;
    return <EmptyState icon={History} title={t(kind === "all" ? "empty" : "emptyFilter")} />;
  }
  return (
    <div className={cx(query.isPlaceholderData && "opacity-60")}>
      <Timeline label={t("title")}>
        {byDay(events).map(({ day, events: ofDay }) => (
          <Fragment key={day}>
            <TimelineDay>
              <DayHeading day={day} />
            </TimelineDay>
            {ofDay.map((event) => (
              <EventRow key={event.id} {...{ caseId, event, systemText, onAsk }} />
            ))}
          </Fragment>
        ))}
      </Timeline>
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
        auto
      />
    </div>
  );
}

/** Consecutive events of one Prague day; they come newest first and stay so. */
function byDay(events: readonly TimelineEvent[]): { day: Day; events: TimelineEvent[] }[] {
  const groups: { day: Day; events: TimelineEvent[] }[] = [];
  for (const event of events) {
    const day = dayOf(event.at);
    const last = groups.at(-1);
    if (last?.day === day) last.events.push(event);
    else groups.push({ day, events: [event] });
  }
  return groups;
}

function DayHeading({ day }: { day: Day }) {
  const format = useFormatter();
  const today = dayOf(useNow());
  const text = useDayText()(day, today);
  const weekday = format.dateTime(instantAt(day, "12:00"), {
    weekday: "long",
    timeZone: TIME_ZONE,
  });
  return (
    <span>
      <span className="inline-block font-[620] text-ink first-letter:uppercase">{text}</span>
      <span className="ml-1.5 font-normal">{weekday}</span>
    </span>
  );
}
