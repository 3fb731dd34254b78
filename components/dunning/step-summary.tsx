"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { Money } from "../format/money";
import { ChannelMarks } from "../messages/channel-marks";
import { StopChips } from "../messages/stop-chips";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { type DayPlan, type PlanStep, type StepSum, stoppedOf } from "./plan";
import { StepMarks } from "./step-marks";
import { useOffsetText } from "./use-offset-text";

type StepSummaryProps = {
  plan: NonNullable<DayPlan["plan"]>;
  sums: readonly StepSum[];
  chosen: number | null;
  onChoose: (seriesId: number | null) => void;
  /** Absent where nothing may be sent: a day ahead, or a person who may not. */
  onSend?: (step: PlanStep) => void;
};

const cell = "px-2 py-1.5 align-top first:pl-0 last:pr-0";

/** The day by steps: how many letters, what they are worth and cost, what is stopped and why. */
export function StepSummary({ plan, sums, chosen, onChoose, onSend }: StepSummaryProps) {
  const t = useTranslations("dunning.summary");
  const most = Math.max(1, ...sums.map((sum) => sum.letterCount + stoppedOf(sum)));
  const rows = plan.steps.flatMap((step, index) => {
    const sum = sums[index];
    return sum ? [{ step, sum }] : [];
  });
  return (
    <table aria-label={t("title")} className="w-full border-collapse max-md:block">
      <thead className="max-md:sr-only">
        <tr className="caption h-8 border-rule-strong border-b text-left">
          <th scope="col" className={cx(cell, "w-[30%] font-[550]")}>
            {t("step")}
          </th>
          <th scope="col" className={cx(cell, "w-[16%] font-[550]")}>
            {t("letters")}
          </th>
          {(["claims", "balance", "fees"] as const).map((key) => (
            <th key={key} scope="col" className={cx(cell, "text-right font-[550]")}>
              {t(key)}
            </th>
          ))}
          <th scope="col" className={cx(cell, "w-[24%] font-[550]")}>
            {t("stopped")}
          </th>
          {onSend ? (
            <th scope="col" className={cell}>
              <span className="sr-only">{t("send")}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {rows.map(({ step, sum }) => (
          <Line
            key={step.seriesId}
            {...{ step, sum, most }}
            isChosen={step.seriesId === chosen}
            onChoose={() => onChoose(step.seriesId === chosen ? null : step.seriesId)}
            onSend={onSend}
          />
        ))}
      </tbody>
    </table>
  );
}

type LineProps = {
  step: PlanStep;
  sum: StepSum;
  most: number;
  isChosen: boolean;
  onChoose: () => void;
  onSend?: (step: PlanStep) => void;
};

function Line({ step, sum, most, isChosen, onChoose, onSend }: LineProps) {
  const t = useTranslations("dunning.summary");
  const offsetText = useOffsetText();
  const isEmpty = sum.letterCount === 0 && sum.stops.length === 0;
  return (
    <tr
      className={cx(
        "border-rule border-b hover:bg-hover max-md:flex max-md:flex-wrap max-md:items-center max-md:py-2",
        isChosen && "bg-selected hover:bg-selected",
      )}
    >
      <th scope="row" className={cx(cell, "text-left font-normal max-md:w-full max-md:px-0")}>
        <button
          type="button"
          aria-pressed={isChosen}
          title={t("only", { name: step.templateName })}
          onClick={onChoose}
          className="block rounded-xs text-left font-[550] hover:text-accent"
        >
          {step.templateName}
        </button>
        <span className="flex flex-wrap items-center gap-x-2.5 text-ink-2 text-xs">
          {offsetText(step.dayOffset)}
          <ChannelMarks channels={step.methods} />
          <StepMarks step={step} />
        </span>
      </th>
      <td className={cx(cell, "max-md:w-full max-md:px-0")}>
        <Bar sum={sum} most={most} />
      </td>
      <td className={cx(cell, "figures text-right max-md:hidden", isEmpty && "text-ink-3")}>
        {sum.claimCount}
      </td>
      <td className={cx(cell, "text-right max-md:px-0", isEmpty && "max-md:hidden")}>
        <Amount minor={sum.balanceMinor} step={step} />
      </td>
      <td className={cx(cell, "text-right max-md:hidden")}>
        <Amount minor={sum.feeMinor} step={step} />
      </td>
      <td className={cx(cell, "max-md:px-0", sum.stops.length === 0 && "max-md:hidden")}>
        <StopChips stops={sum.stops} />
      </td>
      {onSend ? (
        <td className={cx(cell, "text-right max-md:ml-auto max-md:px-0")}>
          {sum.letterCount > 0 ? (
            <Button
              size="sm"
              icon={Send}
              aria-label={t("sendNamed", { name: step.templateName })}
              onClick={() => onSend(step)}
            >
              {t("send")}
            </Button>
          ) : null}
        </td>
      ) : null}
    </tr>
  );
}

function Amount({ minor, step }: { minor: number; step: PlanStep }) {
  if (minor === 0) return <span className="text-ink-3">–</span>;
  return <Money amountMinor={minor} currency={step.currency} emphasis="none" />;
}

/** To send and stopped on one scale; the figure beside it is what goes. */
function Bar({ sum, most }: { sum: StepSum; most: number }) {
  const share = (count: number) => `${(count / most) * 100}%`;
  return (
    <span className="flex h-5 items-center gap-2">
      <span
        className={cx(
          "figures min-w-8 text-right font-[620]",
          sum.letterCount === 0 && "font-normal text-ink-3",
        )}
      >
        {sum.letterCount}
      </span>
      <span aria-hidden className="flex h-2 min-w-0 flex-1 gap-px">
        <span
          className="h-full rounded-xs bg-accent transition-[width] duration-200"
          style={{ width: share(sum.letterCount) }}
        />
        <span
          className="h-full rounded-xs bg-amber transition-[width] duration-200"
          style={{ width: share(stoppedOf(sum)) }}
        />
      </span>
    </span>
  );
}
