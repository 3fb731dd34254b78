"use client";

import { CalendarClock, Handshake } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useClaimName } from "../claims/use-claim-name";
import { useErrorText } from "../form/error-text";
import { useShortcut } from "../shell/shortcuts";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonRows } from "../ui/skeleton";
import { CancelDialog } from "./cancel-dialog";
import { PromiseDialog } from "./promise-dialog";
import { PromiseRows } from "./promise-rows";
import type { Agreements, Promised, Schedule } from "./rows";
import { ScheduleCard } from "./schedule-card";
import { ScheduleDialog } from "./schedule-dialog";

type Asked =
  | { kind: "schedule"; replaces?: Schedule }
  | { kind: "promise" }
  | { kind: "cancel"; schedule: Schedule }
  | { kind: "cancelPromise"; promise: Promised };

/** What is agreed on a case: instalment schedules and promises, each with what came of it. */
export function CaseAgreements({ caseId }: { caseId: number }) {
  return <Panel key={caseId} caseId={caseId} />;
}

function Panel({ caseId }: { caseId: number }) {
  const t = useTranslations("instalments.onCase");
  const may = useMay();
  const errorText = useErrorText();
  const [asked, setAsked] = useState<Asked | null>(null);
  const query = trpc.instalments.ofCase.useQuery({ caseId });
  const mayEdit = may("claims:edit");
  const promise = () => setAsked({ kind: "promise" });
  useShortcut({ keys: "p", label: t("newPromise"), group: "general", run: promise }, mayEdit);
  return (
    <Section
      title={t("title")}
      count={query.data ? query.data.schedules.length + query.data.promises.length : undefined}
      actions={
        mayEdit ? (
          <>
            <Button size="sm" kind="quiet" icon={Handshake} onClick={promise}>
              {t("newPromise")}
            </Button>
            <Button size="sm" icon={CalendarClock} onClick={() => setAsked({ kind: "schedule" })}>
              {t("newSchedule")}
            </Button>
          </>
        ) : null
      }
    >
      {query.error ? (
        <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
      ) : query.data ? (
        <Body caseId={caseId} data={query.data} onAsk={setAsked} />
      ) : (
        <SkeletonRows rows={2} />
      )}
      {asked ? <Dialogs caseId={caseId} asked={asked} onClose={() => setAsked(null)} /> : null}
    </Section>
  );
}

type BodyProps = { caseId: number; data: Agreements; onAsk: (asked: Asked) => void };

function Body({ caseId, data, onAsk }: BodyProps) {
  const t = useTranslations("instalments.onCase");
  const nameOf = useClaimName();
  const { data: ledger } = trpc.claims.ofCase.useQuery({ caseId, onDay: null });
  const claimOf = ({ claimId }: Schedule) => ledger?.claims.find(({ id }) => id === claimId);
  const { schedules, promises } = data;
  if (schedules.length === 0 && promises.length === 0) {
    return <p className="py-1 text-ink-2">{t("empty")}</p>;
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {schedules.map((schedule) => {
        const claim = claimOf(schedule);
        return (
          <ScheduleCard
            key={schedule.id}
            schedule={schedule}
            claimName={claim ? nameOf(claim) : null}
            symbol={schedule.variableSymbol ?? claim?.variableSymbol ?? null}
            onReplace={() => onAsk({ kind: "schedule", replaces: schedule })}
            onCancel={() => onAsk({ kind: "cancel", schedule })}
          />
        );
      })}
      {promises.length > 0 ? (
        <PromiseRows
          promises={promises}
          onCancel={(promise) => onAsk({ kind: "cancelPromise", promise })}
        />
      ) : null}
    </div>
  );
}

type DialogsProps = { caseId: number; asked: Asked; onClose: () => void };

function Dialogs({ caseId, asked, onClose }: DialogsProps) {
  switch (asked.kind) {
    case "schedule":
      return <ScheduleDialog caseId={caseId} replaces={asked.replaces} onClose={onClose} />;
    case "promise":
      return <PromiseDialog caseId={caseId} onClose={onClose} />;
    case "cancel":
      return <CancelDialog kind="schedule" id={asked.schedule.id} onClose={onClose} />;
    case "cancelPromise":
      return <CancelDialog kind="promise" id={asked.promise.id} onClose={onClose} />;
  }
}
