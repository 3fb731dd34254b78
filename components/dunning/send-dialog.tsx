"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { type Day, formatDay } from "@/server/kernel/days";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { LeavingRows, TermList, TermRow } from "../messages/leaving-rows";
import { StopChips } from "../messages/stop-chips";
import { useLeavingText } from "../messages/use-leaving-text";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { AmountList } from "./amounts";
import type { DayPlan, Sending } from "./plan";
import { noteBegun } from "./use-runs";

type SendDialogProps = {
  day: DayPlan & { plan: NonNullable<DayPlan["plan"]> };
  sending: Sending;
  onClose: () => void;
};

/** Says how many letters go by which way for how much, when, and what stays behind, before they do. */
export function SendDialog({ day, sending, onClose }: SendDialogProps) {
  const t = useTranslations("dunning.send");
  const leavingText = useLeavingText();
  const asked = askedOf(day, sending);
  const outlook = trpc.dunning.foretell.useQuery(asked, { staleTime: 0, gcTime: 0, retry: false });
  const { start, error } = useStart(asked);
  const letters = outlook.data?.letters;
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={useTitle(day.onDay, sending)}
      description={t("text")}
      confirmLabel={t("confirm", { count: letters ?? expectedOf(day, sending) })}
      // Without a forecast it is sent all the same: what is due is looked at anew by the run.
      isBlocked={outlook.isLoading || letters === 0}
      size="md"
      error={error}
      onConfirm={async () => {
        if (!(await start())) return;
        const told = outlook.data;
        toast.info(told ? t("startedWith", { leaving: leavingText(told.leaving) }) : t("started"));
        onClose();
      }}
    >
      <Outlook outlook={outlook.data} error={outlook.error} />
    </ConfirmDialog>
  );
}

type Asked = { onDay: Day; caseId: number | null; seriesIds: number[] };

/** One letter goes whole: it may gather claims of several steps. */
const askedOf = ({ onDay }: DayPlan, { step, letter }: Sending): Asked => ({
  ...{ onDay, caseId: letter?.caseId ?? null, seriesIds: step ? [step.seriesId] : [] },
});

function useStart(asked: Asked) {
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const send = trpc.dunning.send.useMutation();
  // One dialog is one form: however often it is sent, it begins one run.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<string>();
  async function start(): Promise<boolean> {
    try {
      const { runId } = await send.mutateAsync({ ...asked, idempotencyKey });
      noteBegun(runId);
      void utils.dunning.runs.invalidate();
      return true;
    } catch (caught) {
      setError(errorText(caught));
      return false;
    }
  }
  return { start, error };
}

type OutlookProps = { outlook: RouterOutput["dunning"]["foretell"] | undefined; error: unknown };

function Outlook({ outlook, error }: OutlookProps) {
  const t = useTranslations("dunning.send");
  const errorText = useErrorText();
  if (error) return <p className="text-danger">{errorText(error)}</p>;
  if (!outlook) return <SkeletonLines lines={4} />;
  const { letters, fees, stops, leaving } = outlook;
  return (
    <>
      <TermList>
        <TermRow term={t("letters")}>
          <span className="figures font-[620]">{letters}</span>
        </TermRow>
        <LeavingRows leaving={leaving} />
        <TermRow term={t("fees")}>
          {fees.length > 0 ? <AmountList amounts={fees} /> : t("noFee")}
        </TermRow>
        {stops.length > 0 ? (
          <TermRow term={t("stopped")}>
            <StopChips stops={stops} />
          </TermRow>
        ) : null}
      </TermList>
      {letters === 0 ? <p className="text-warning">{t("nothing")}</p> : null}
    </>
  );
}

function useTitle(onDay: Day, { step, letter }: Sending): string {
  const t = useTranslations("dunning.send");
  const day = formatDay(onDay, useLocale());
  if (letter) return t("titleOne", { debtor: letter.debtorName });
  return step ? t("titleStep", { name: step.templateName, day }) : t("title", { day });
}

/** As the page has counted them, until they are counted anew. */
function expectedOf(day: SendDialogProps["day"], { step, letter }: Sending): number {
  if (letter) return 1;
  return day.steps
    .filter(({ seriesId }) => !step || seriesId === step.seriesId)
    .reduce((all, sum) => all + sum.letterCount, 0);
}
