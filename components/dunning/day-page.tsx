"use client";

import { History, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { addDays } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { SenderBanner } from "../access/sender-banner";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { PageBody } from "../shell/page-header";
import { Button, TextLink } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { SkeletonRows } from "../ui/skeleton";
import { DayStepper } from "./day-stepper";
import { DunningHead } from "./dunning-head";
import { LetterList } from "./letter-list";
import { NoPlan } from "./no-plan";
import { type DayPlan, type Sending, stoppedOf, withUnreached } from "./plan";
import { RunStrip } from "./run-strip";
import { RunsSheet } from "./runs-sheet";
import { SendDialog } from "./send-dialog";
import { StepSummary } from "./step-summary";
import { useDayQuery } from "./use-day-query";
import { useRuns } from "./use-runs";

/** What the plan sends on a day, to whom and by which way, what it charges and what is stopped. */
export function DayPage() {
  const t = useTranslations("dunning");
  const errorText = useErrorText();
  const view = useDayQuery();
  const runs = useRuns();
  const mayDraw = useMay()("dunning:send");
  const [sending, setSending] = useState<Sending | null>(null);
  const [isListing, setListing] = useState(false);
  const query = trpc.dunning.ofDay.useQuery(
    { onDay: view.onDay },
    { placeholderData: (before) => before },
  );
  const unreached = trpc.dunning.unreached.useQuery(
    { onDay: view.onDay },
    // After the day itself: a batch is as slow as its slowest question.
    { enabled: query.data?.onDay === view.onDay },
  );
  const day = query.data && withUnreached(query.data, unreached.data);
  const maySend = mayDraw && view.onDay <= view.today;
  const letters = day?.steps.reduce((sum, step) => sum + step.letterCount, 0) ?? 0;
  return (
    <>
      <DunningHead
        actions={
          <>
            <Button icon={History} onClick={() => setListing(true)}>
              {t("runs.open")}
            </Button>
            {maySend ? (
              <Button
                kind="primary"
                icon={Send}
                disabled={letters === 0 || query.isPlaceholderData}
                onClick={() => setSending({})}
              >
                {t("send.all")}
              </Button>
            ) : null}
          </>
        }
      />
      <PageBody className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <SenderBanner />
        <RunStrip runs={runs.data ?? []} />
        {query.error ? (
          <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
        ) : !day ? (
          <SkeletonRows rows={6} />
        ) : day.plan ? (
          <Loaded
            {...{ view, maySend }}
            day={{ ...day, plan: day.plan }}
            isStale={query.isPlaceholderData}
            sending={sending}
            onSending={setSending}
          />
        ) : (
          <NoPlan />
        )}
      </PageBody>
      {isListing ? <RunsSheet runs={runs.data ?? []} onClose={() => setListing(false)} /> : null}
    </>
  );
}

type LoadedProps = {
  view: ReturnType<typeof useDayQuery>;
  day: DayPlan & { plan: NonNullable<DayPlan["plan"]> };
  isStale: boolean;
  maySend: boolean;
  sending: Sending | null;
  onSending: (sending: Sending | null) => void;
};

function Loaded({ view, day, isStale, maySend, sending, onSending }: LoadedProps) {
  const { plan, steps } = day;
  // What is shown of another day while this one is on its way is not what would be sent.
  const ask = (wanted: Sending) => (isStale ? undefined : onSending(wanted));
  return (
    <>
      <div className="grid gap-3">
        <DayLine {...{ view, day }} />
        <div aria-busy={isStale} className={isStale ? "opacity-60 transition-opacity" : undefined}>
          <StepSummary
            {...{ plan }}
            sums={steps}
            chosen={view.seriesId}
            onChoose={view.setStep}
            onSend={maySend ? (step) => ask({ step }) : undefined}
          />
        </div>
      </div>
      <LetterList
        onDay={view.onDay}
        steps={plan.steps}
        seriesId={view.seriesId}
        onStep={view.setStep}
        shown={view.shown}
        onShown={view.setShown}
        onNextDay={() => view.setDay(addDays(view.onDay, 1))}
        onSend={maySend ? (letter) => ask({ letter }) : undefined}
      />
      {sending ? <SendDialog {...{ day, sending }} onClose={() => onSending(null)} /> : null}
    </>
  );
}

function DayLine({ view, day }: Pick<LoadedProps, "view" | "day">) {
  const t = useTranslations("dunning.day");
  const letters = day.steps.reduce((sum, step) => sum + step.letterCount, 0);
  const stopped = day.steps.reduce((sum, step) => sum + stoppedOf(step), 0);
  const kind = view.onDay > view.today ? "outlook" : view.onDay < view.today ? "past" : null;
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
        <DayStepper value={view.onDay} today={view.today} onChange={view.setDay} />
        <span role="status" className="font-[550]">
          {t("sum", { letters, stopped })}
        </span>
        <TextLink href={`/dunning/plans/${day.plan.id}`} className="text-ink-2 text-xs md:ml-auto">
          {t("planInForce", { name: day.plan.name })}
        </TextLink>
      </div>
      {kind ? <p className="text-ink-2 text-xs">{t(kind)}</p> : null}
    </div>
  );
}
