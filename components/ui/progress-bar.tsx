"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { type Tone, toneFill } from "./tone";

export type ProgressBarProps = {
  label: ReactNode;
  /** Rows done and in all; without `total` the bar runs without an end. */
  done?: number;
  total?: number;
  elapsedSeconds?: number;
  tone?: Tone;
  className?: string;
};

/** How far a long job is: bar, rows, per cent, elapsed time. Announced politely in whole tenths. */
export function ProgressBar(props: ProgressBarProps) {
  const { label, done = 0, total, elapsedSeconds, tone = "accent", className } = props;
  const t = useTranslations("shell.progress");
  const format = useFormatter();
  const share = total ? Math.min(1, done / total) : null;
  const percent = share === null ? null : format.number(share, { style: "percent" });
  return (
    <div className={cx("grid gap-1.5", className)}>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <span className="font-[550]">{label}</span>
        <span className="figures ml-auto text-ink-2 text-xs">
          {total ? t("rows", { done: format.number(done), total: format.number(total) }) : null}
          {elapsedSeconds === undefined ? null : (
            <>
              {total ? " · " : ""}
              {t("elapsed", { time: clock(elapsedSeconds) })}
            </>
          )}
        </span>
        <span className="figures min-w-11 whitespace-nowrap text-right font-[600]">{percent}</span>
      </div>
      <Track share={share} tone={tone} label={typeof label === "string" ? label : undefined} />
      <span className="sr-only" aria-live="polite">
        {share === null ? "" : format.number(Math.floor(share * 10) / 10, { style: "percent" })}
      </span>
    </div>
  );
}

function Track({ share, tone, label }: { share: number | null; tone: Tone; label?: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      className="h-1.5 overflow-hidden rounded-full bg-rule"
    >
      <div
        className={cx(
          "h-full rounded-full",
          toneFill[tone],
          share === null ? "w-2/5 animate-run" : "origin-left transition-[width] duration-300",
        )}
        style={share === null ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  );
}

/** "0:07", "12:40", "1:02:03". */
function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, index) => (index ? String(part).padStart(2, "0") : part)).join(":");
}
