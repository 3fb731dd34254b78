import type { ReactNode } from "react";
import { cx } from "./cx";

export type SectionProps = {
  title: ReactNode;
  /** Number of things inside, beside the title. */
  count?: ReactNode;
  hint?: ReactNode;
  actions?: ReactNode;
  level?: 2 | 3;
  id?: string;
  className?: string;
  children: ReactNode;
};

/** A titled part of a page: heading and actions on a hairline, content under it, no box. */
export function Section(props: SectionProps) {
  const { title, count, hint, actions, level = 2, id, className, children } = props;
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section id={id} className={cx("min-w-0", className)}>
      <header className="flex min-h-8 flex-wrap items-center gap-x-2 border-rule-strong border-b">
        <Heading className="font-[620] text-base">{title}</Heading>
        {count === undefined ? null : <span className="figures text-ink-3">{count}</span>}
        {hint ? <span className="text-ink-3 text-xs">{hint}</span> : null}
        {actions ? <div className="ml-auto flex items-center gap-1">{actions}</div> : null}
      </header>
      <div className="pt-2">{children}</div>
    </section>
  );
}

export type CardProps = Omit<SectionProps, "title"> & { title?: ReactNode; footer?: ReactNode };

/** A sheet of its own on the paper: for forms, sign-in, wizard steps. */
export function Card(props: CardProps) {
  const { title, hint, actions, level = 2, id, className, footer, children } = props;
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section id={id} className={cx("rounded-lg border border-rule bg-surface", className)}>
      {title ? (
        <header className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 border-rule border-b px-4 py-2">
          <div className="min-w-0">
            <Heading className="font-[620] text-md">{title}</Heading>
            {hint ? <p className="text-ink-2 text-xs">{hint}</p> : null}
          </div>
          {actions ? <div className="ml-auto flex items-center gap-1.5">{actions}</div> : null}
        </header>
      ) : null}
      <div className="p-4">{children}</div>
      {footer ? (
        <footer className="flex items-center justify-end gap-2 border-rule border-t px-4 py-2.5">
          {footer}
        </footer>
      ) : null}
    </section>
  );
}
