"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { type Day, formatDay } from "@/server/kernel/days";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";
import { AmountList } from "./amounts";
import { type DayPlan, type Sending, stoppedOf, sumBy } from "./plan";

type SendDialogProps = {
  day: DayPlan & { plan: NonNullable<DayPlan["plan"]> };
  sending: Sending;
  onClose: () => void;
};

/** Says how many letters go, what they cost and what stays behind, before anything is sent. */
export function SendDialog({ day, sending, onClose }: SendDialogProps) {
  const t = useTranslations("dunning.send");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const send = trpc.dunning.send.useMutation();
  // One dialog is one form: however often it is sent, it begins one run.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<string>();
  const expected = expectedOf(day, sending);
  const { step, letter } = sending;
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={useTitle(day.onDay, sending)}
      description={t("text")}
      confirmLabel={t("confirm", { count: expected.letters })}
      error={error}
      onConfirm={async () => {
        try {
          await send.mutateAsync({
            ...{ onDay: day.onDay, caseId: letter?.caseId ?? null, idempotencyKey },
            // One letter goes whole: it may gather claims of several steps.
            seriesIds: step ? [step.seriesId] : [],
          });
          toast.success(t("started"));
          void utils.dunning.runs.invalidate();
          onClose();
        } catch (caught) {
          setError(errorText(caught));
        }
      }}
    >
      <dl className="grid grid-cols-[1fr_auto] gap-y-1">
        <dt className="text-ink-2">{t("letters")}</dt>
        <dd className="figures text-right font-[620]">{expected.letters}</dd>
        <dt className="text-ink-2">{t("fees")}</dt>
        <dd className="text-right">
          {expected.fees.length > 0 ? <AmountList amounts={expected.fees} /> : t("noFee")}
        </dd>
        {expected.stopped > 0 ? (
          <>
            <dt className="text-ink-2">{t("stopped")}</dt>
            <dd className="figures text-right text-warning">{expected.stopped}</dd>
          </>
        ) : null}
      </dl>
    </ConfirmDialog>
  );
}

function useTitle(onDay: Day, { step, letter }: Sending): string {
  const t = useTranslations("dunning.send");
  const day = formatDay(onDay, useLocale());
  if (letter) return t("titleOne", { debtor: letter.debtorName });
  return step ? t("titleStep", { name: step.templateName, day }) : t("title", { day });
}

function expectedOf(day: SendDialogProps["day"], { step, letter }: Sending) {
  if (letter) {
    const { currency, feeMinor: amountMinor } = letter;
    return { letters: 1, stopped: 0, fees: amountMinor ? [{ currency, amountMinor }] : [] };
  }
  const sums = day.steps.filter(({ seriesId }) => !step || seriesId === step.seriesId);
  const feeOf = (seriesId: number) => sums.find((sum) => sum.seriesId === seriesId)?.feeMinor ?? 0;
  return {
    letters: sums.reduce((all, sum) => all + sum.letterCount, 0),
    stopped: sums.reduce((all, sum) => all + stoppedOf(sum), 0),
    fees: sumBy(day.plan.steps, ({ seriesId }) => feeOf(seriesId)),
  };
}
