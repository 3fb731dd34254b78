"use client";

import { useTranslations } from "next-intl";
import { cx } from "../ui/cx";
import { type Process, stateIn } from "./processes";

type StagesProps = { process: Process; state: string; className?: string };

/** How far the case has come: stages of the process with their percents, the present one marked. */
export function Stages({ process, state, className }: StagesProps) {
  const t = useTranslations("workflow.stages");
  const stages = process.stages;
  if (stages.length === 0) return null;
  const at = stages.findIndex((stage) => stage.code === stateIn(process, state)?.stage);
  const current = stages[at];
  return (
    <div className={className}>
      <ol aria-label={t("title")} className="flex gap-1 max-sm:hidden">
        {stages.map((stage, index) => (
          <li
            key={stage.code}
            aria-current={index === at ? "step" : undefined}
            className="min-w-0 flex-1"
          >
            <span aria-hidden className={cx("block h-1 rounded-xs", barClass(index, at))} />
            <span
              className={cx(
                "mt-1 flex items-baseline gap-1.5 text-2xs leading-4",
                index === at ? "font-[620] text-ink" : "text-ink-2",
              )}
            >
              <span className="truncate">{stage.name}</span>
              <span className="figures shrink-0 font-normal text-ink-2">
                {t("percent", { percent: stage.percent })}
              </span>
            </span>
          </li>
        ))}
      </ol>
      <div className="sm:hidden">
        <span className="flex text-xs">
          <span className="font-[620]">{current?.name ?? t("outside")}</span>
          {current ? (
            <span className="figures ml-auto text-ink-2">
              {t("percent", { percent: current.percent })}
            </span>
          ) : null}
        </span>
        <span className="mt-1 flex gap-0.5" aria-hidden>
          {stages.map((stage, index) => (
            <span key={stage.code} className={cx("h-1 flex-1 rounded-xs", barClass(index, at))} />
          ))}
        </span>
      </div>
    </div>
  );
}

/** Outside the stages (a pause) nothing is filled. */
function barClass(index: number, at: number): string {
  if (at >= 0 && index < at) return "bg-accent/45";
  return index === at ? "bg-accent" : "bg-rule-strong/70";
}
