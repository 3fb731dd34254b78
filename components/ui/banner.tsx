import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { type Tone, toneText, toneWash } from "./tone";

const icons: Partial<Record<Tone, LucideIcon>> = {
  positive: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
};

export type BannerProps = {
  tone?: Tone;
  title?: ReactNode;
  icon?: LucideIcon;
  actions?: ReactNode;
  /** "alert" interrupts a screen reader; use it for what has just gone wrong. */
  role?: "status" | "alert" | "note";
  className?: string;
  children?: ReactNode;
};

/** A message above the content it speaks of. */
export function Banner(props: BannerProps) {
  const { tone = "info", title, icon, actions, role = "note", className, children } = props;
  const Icon = icon ?? icons[tone] ?? Info;
  return (
    <div
      role={role}
      className={cx("flex items-start gap-2.5 rounded-md px-3 py-2", toneWash[tone], className)}
    >
      <Icon className={cx("mt-0.5 size-4 shrink-0", toneText[tone])} aria-hidden />
      <div className="min-w-0 flex-1">
        {title ? <p className={cx("font-[600]", toneText[tone])}>{title}</p> : null}
        {children ? <div className="text-ink">{children}</div> : null}
      </div>
      {actions ? <div className="-my-0.5 flex shrink-0 gap-1.5">{actions}</div> : null}
    </div>
  );
}
