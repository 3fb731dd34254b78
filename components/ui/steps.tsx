"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "./cx";

export type StepsProps = {
  label: string;
  steps: { key: string; label: ReactNode }[];
  current: string;
  /** Given, finished steps can be gone back to. */
  onGo?: (key: string) => void;
};

/** Where a person is in a wizard. On a phone only the current step is named. */
export function Steps({ label, steps, current, onGo }: StepsProps) {
  const t = useTranslations("shell.progress");
  const at = steps.findIndex((step) => step.key === current);
  return (
    <nav aria-label={label}>
      <ol className="flex items-center gap-2">
        {steps.map((step, index) => {
          const isDone = index < at;
          const isCurrent = index === at;
          return (
            <li
              key={step.key}
              aria-current={isCurrent ? "step" : undefined}
              className="flex min-w-0 items-center gap-2"
            >
              {index > 0 ? (
                <span
                  aria-hidden
                  className={cx(
                    "h-px w-3 sm:w-8",
                    isDone || isCurrent ? "bg-accent" : "bg-rule-strong",
                  )}
                />
              ) : null}
              <StepMark isDone={isDone} isCurrent={isCurrent} number={index + 1} />
              <span
                className={cx("truncate", isCurrent ? "font-[600]" : "text-ink-2 max-md:sr-only")}
              >
                {isDone && onGo ? (
                  <button
                    type="button"
                    className="rounded-xs underline decoration-rule-strong underline-offset-[3px] hover:text-accent"
                    onClick={() => onGo(step.key)}
                  >
                    {step.label}
                  </button>
                ) : (
                  step.label
                )}
              </span>
            </li>
          );
        })}
      </ol>
      <p className="sr-only">{t("step", { current: at + 1, total: steps.length })}</p>
    </nav>
  );
}

type MarkProps = { isDone: boolean; isCurrent: boolean; number: number };

function StepMark({ isDone, isCurrent, number }: MarkProps) {
  return (
    <span
      aria-hidden
      className={cx(
        "figures inline-flex size-5 shrink-0 items-center justify-center rounded-full border font-[600] text-2xs",
        isCurrent && "border-accent bg-accent text-on-accent",
        isDone && "border-accent text-accent",
        !isDone && !isCurrent && "border-edge text-ink-3",
      )}
    >
      {isDone ? <Check className="size-3" strokeWidth={3} /> : number}
    </span>
  );
}
