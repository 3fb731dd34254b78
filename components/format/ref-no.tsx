import Link from "next/link";
import { cx } from "../ui/cx";

export type RefNoProps = { value: string; href?: string; className?: string };

/** A reference number ("123/2026"), variable symbol or other code: equal figures, slashed zero. */
export function RefNo({ value, href, className }: RefNoProps) {
  const look = cx("code-figures whitespace-nowrap font-[550]", className);
  if (!href) return <span className={look}>{value}</span>;
  return (
    <Link
      href={href}
      prefetch={false}
      className={cx(look, "rounded-xs hover:text-accent hover:underline")}
    >
      {value}
    </Link>
  );
}
