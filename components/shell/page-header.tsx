import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "../ui/cx";

export type Crumb = { label: ReactNode; href: string };

export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const t = useTranslations("shell.nav");
  return (
    <nav aria-label={t("breadcrumbs")}>
      <ol className="flex flex-wrap items-center gap-1 text-ink-2 text-xs">
        {items.map((item, index) => (
          <li key={item.href} className="flex items-center gap-1">
            <Link
              href={item.href}
              prefetch={false}
              className="rounded-xs hover:text-accent hover:underline"
            >
              {item.label}
            </Link>
            {index < items.length - 1 ? (
              <ChevronRight className="size-3 text-ink-3" aria-hidden />
            ) : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}

export type PageHeaderProps = {
  title: ReactNode;
  /** A muted line or chips under the title. */
  subtitle?: ReactNode;
  /** Chips and codes on the title's line. */
  aside?: ReactNode;
  breadcrumbs?: readonly Crumb[];
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** <TabLinks …/>; closes the header in place of its own rule. */
  tabs?: ReactNode;
  className?: string;
};

/** The head of every page. */
export function PageHeader(props: PageHeaderProps) {
  const { title, subtitle, aside, breadcrumbs, actions, tabs, className } = props;
  return (
    <header className={cx("px-gutter pt-3", tabs ? "" : "pb-3", className)}>
      {breadcrumbs ? <Breadcrumbs items={breadcrumbs} /> : null}
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1.5">
        <h1 className="wrap-anywhere min-w-0 font-[650] text-xl tracking-[-0.011em]">{title}</h1>
        {aside ? <div className="flex flex-wrap items-center gap-1.5">{aside}</div> : null}
        {actions ? (
          <div className="ml-auto flex flex-wrap items-center justify-end gap-1.5">{actions}</div>
        ) : null}
      </div>
      {subtitle ? <div className="text-ink-2">{subtitle}</div> : null}
      {tabs ? <div className="mt-2">{tabs}</div> : null}
    </header>
  );
}

/** Content of a page beside the gutters. `flush`: a list that runs to the edges. */
export function PageBody({ children, flush, className }: PageBodyProps) {
  return <div className={cx("pb-8", !flush && "px-gutter pt-3", className)}>{children}</div>;
}

type PageBodyProps = { children: ReactNode; flush?: boolean; className?: string };
