"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Tabs as Radix } from "radix-ui";
import { type ReactNode, useEffect, useRef } from "react";
import { cx } from "./cx";

const listClass =
  "flex min-w-0 gap-x-4 overflow-x-auto overflow-y-hidden [scrollbar-width:none] border-rule-strong border-b";
const tabClass =
  "relative -mb-px flex h-8.5 shrink-0 items-center gap-1.5 border-transparent border-b-2 text-ink-2 " +
  "hover:text-ink focus-visible:-outline-offset-2 coarse:h-11";
const activeClass = "border-accent! font-[600] text-ink!";

type TabCaption = { label: ReactNode; count?: ReactNode };

function Caption({ label, count }: TabCaption) {
  return (
    <>
      {label}
      {count === undefined || count === null ? null : (
        <span className="figures font-[450] text-ink-3 text-xs">{count}</span>
      )}
    </>
  );
}

export type TabsProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  items: (TabCaption & { value: string; content?: ReactNode })[];
  className?: string;
};

/** Tabs on one page. Content of the chosen tab only is mounted. */
export function Tabs({ label, value, onChange, items, className }: TabsProps) {
  return (
    <Radix.Root value={value} onValueChange={onChange} className={className}>
      <Radix.List aria-label={label} className={listClass}>
        {items.map((item) => (
          <Radix.Trigger
            key={item.value}
            value={item.value}
            className={cx(tabClass, item.value === value && activeClass)}
          >
            <Caption label={item.label} count={item.count} />
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content key={item.value} value={item.value} className="pt-3 outline-none">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

export type TabLinksProps = {
  label: string;
  /** `exact`: active only on this very path, not below it. */
  items: (TabCaption & { href: string; exact?: boolean })[];
};

/** Tabs that are pages of their own. */
export function TabLinks({ label, items }: TabLinksProps) {
  const path = usePathname();
  const list = useRef<HTMLElement>(null);
  const isActive = ({ href, exact }: { href: string; exact?: boolean | undefined }) =>
    path === href || (!exact && path.startsWith(`${href}/`));
  const open = items.find(isActive)?.href;
  // Of many the one that is open may stand beyond the edge.
  useEffect(() => {
    const element = list.current;
    const current = open && element?.querySelector<HTMLElement>(`[href="${CSS.escape(open)}"]`);
    if (!element || !current) return;
    const { offsetLeft: from, offsetWidth: width } = current;
    const to = from - element.offsetLeft - (element.clientWidth - width) / 2;
    element.scrollLeft = Math.max(0, to);
  }, [open]);
  return (
    <nav
      ref={list}
      aria-label={label}
      className={cx(listClass, "md:flex-wrap md:overflow-visible")}
    >
      {items.map((item) => {
        const isOpen = isActive(item);
        return (
          <Link
            key={item.href}
            href={item.href}
            prefetch={false}
            aria-current={isOpen ? "page" : undefined}
            className={cx(tabClass, isOpen && activeClass)}
          >
            <Caption label={item.label} count={item.count} />
          </Link>
        );
      })}
    </nav>
  );
}
