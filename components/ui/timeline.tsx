import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { type Tone, toneText } from "./tone";

/** Events one under another on a line, newest first. Put <TimelineDay> between days. */
export function Timeline({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ol aria-label={label} className="relative">
      {children}
    </ol>
  );
}

/** The day that the events below it belong to. */
export function TimelineDay({ children }: { children: ReactNode }) {
  return <li className="caption pt-3 pb-1 pl-[30px] first:pt-0">{children}</li>;
}

export type TimelineItemProps = {
  icon: LucideIcon;
  tone?: Tone;
  title: ReactNode;
  /** Who did it. */
  actor?: ReactNode;
  /** When: <Instant> or a clock time. */
  at?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
};

export function TimelineItem(props: TimelineItemProps) {
  const { icon: Icon, tone = "neutral", title, actor, at, actions, children } = props;
  return (
    <li className="group/item relative flex gap-2.5 pb-3 before:absolute before:top-5 before:bottom-[-3px] before:left-[9.5px] before:w-px before:bg-rule last:before:hidden">
      <span
        aria-hidden
        className={cx(
          "relative mt-px inline-flex size-5 shrink-0 items-center justify-center rounded-full border border-rule bg-surface",
          toneText[tone],
        )}
      >
        <Icon className="size-3" />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex min-h-5.5 items-baseline gap-x-2">
          <span className="min-w-0 font-[550]">{title}</span>
          {actor ? <span className="shrink-0 text-ink-2">{actor}</span> : null}
          <span className="ml-auto flex shrink-0 items-baseline gap-1.5 text-ink-3 text-xs">
            {actions ? (
              <span className="opacity-0 focus-within:opacity-100 group-hover/item:opacity-100 coarse:opacity-100">
                {actions}
              </span>
            ) : null}
            {at}
          </span>
        </div>
        {children ? <div className="text-ink-2">{children}</div> : null}
      </div>
    </li>
  );
}
