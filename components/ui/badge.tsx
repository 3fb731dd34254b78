"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { type Tone, toneFill, toneText, toneWash } from "./tone";
import { WaitingGlyph, type WaitingOn } from "./waiting-glyph";

/** A small count or word: "3", "nové". */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={cx(
        "figures inline-flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-sm whitespace-nowrap px-1 font-[550] text-2xs",
        toneText[tone],
        toneWash[tone],
      )}
    >
      {children}
    </span>
  );
}

export type StateChipProps = {
  tone?: Tone;
  /** Whose move it is; null = final state; left out = a plain dot. */
  waitingOn?: WaitingOn | null;
  /** "plain" in lists, where a hundred washes would shout; "wash" where one state stands alone. */
  look?: "plain" | "wash";
  className?: string;
  children: ReactNode;
};

/** The state of a case: name, colour of the state, glyph of who is awaited. */
export function StateChip(props: StateChipProps) {
  const { tone = "neutral", waitingOn, look = "plain", className, children } = props;
  const t = useTranslations("shell.waiting");
  const awaited = waitingOn ? t(waitingOn) : undefined;
  return (
    <span
      title={awaited}
      className={cx(
        "inline-flex max-w-full items-center gap-1.5 align-top",
        look === "wash" && "h-5 rounded-sm px-1.5 font-[550] text-xs",
        look === "wash" && toneText[tone],
        look === "wash" && toneWash[tone],
        className,
      )}
    >
      <WaitingGlyph on={waitingOn === undefined ? "dot" : waitingOn} className={toneText[tone]} />
      <span className="truncate">{children}</span>
      {awaited ? <span className="sr-only">({awaited})</span> : null}
    </span>
  );
}

export type TagProps = {
  tone?: Tone;
  /** Makes the tag removable; `label` names it to a screen reader. */
  onRemove?: () => void;
  label?: string;
  children: ReactNode;
};

/** A person's own mark: an outlined label with a coloured edge. */
export function Tag({ tone = "neutral", onRemove, label, children }: TagProps) {
  const t = useTranslations("shell.actions");
  const name = label ?? (typeof children === "string" ? children : "");
  return (
    <span className="inline-flex h-5 max-w-full items-center gap-1.5 rounded-sm border border-rule-strong bg-surface pr-1.5 pl-1 text-ink text-xs">
      <span className={cx("h-3 w-[3px] shrink-0 rounded-full", toneFill[tone])} aria-hidden />
      <span className="truncate">{children}</span>
      {onRemove ? (
        <button
          type="button"
          aria-label={t("removeNamed", { name })}
          onClick={onRemove}
          className="-mr-1 inline-flex size-4 items-center justify-center rounded-xs text-ink-3 hover:bg-hover hover:text-ink"
        >
          <X className="size-3" aria-hidden />
        </button>
      ) : null}
    </span>
  );
}
