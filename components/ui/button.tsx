import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { Spinner } from "./spinner";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger" | "danger-quiet" | "link";
export type ButtonSize = "sm" | "md" | "lg";

type Look = { kind?: ButtonKind; size?: ButtonSize; className?: string };

const base =
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md " +
  "font-[550] transition-colors duration-75 disabled:pointer-events-none disabled:opacity-45 " +
  "aria-disabled:pointer-events-none aria-disabled:opacity-45";

const kinds: Record<ButtonKind, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong active:bg-accent-strong",
  secondary:
    "border border-rule-strong bg-surface text-ink hover:bg-hover hover:border-edge " +
    "data-[state=open]:bg-hover",
  quiet: "text-ink-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover",
  danger: "bg-danger text-on-danger hover:bg-danger-strong",
  "danger-quiet": "text-danger hover:bg-danger-wash",
  link: "text-accent underline decoration-rule-strong underline-offset-2 hover:decoration-current",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-6 px-2 text-xs coarse:h-8",
  md: "h-control px-2.5 text-base",
  lg: "h-9 px-4 text-md",
};

/** Class names of a button, for the rare element that is not <Button>. */
export function buttonClass({ kind = "secondary", size = "md", className }: Look): string {
  const measure = kind === "link" ? "text-base" : sizes[size];
  return cx(base, kinds[kind], measure, className);
}

type Content = {
  icon?: LucideIcon;
  /** Keeps the width, shows a spinner in place of the icon and ignores clicks. */
  loading?: boolean;
  children?: ReactNode;
};

function ButtonContent({ icon: Icon, loading, children }: Content) {
  return (
    <>
      {loading ? <Spinner /> : Icon ? <Icon className="size-3.5 shrink-0" aria-hidden /> : null}
      {children}
    </>
  );
}

export type ButtonProps = Look & Content & Omit<ComponentProps<"button">, "children">;

export function Button(props: ButtonProps) {
  const { kind, size, className, icon, loading, children, type = "button", ...rest } = props;
  return (
    <button
      type={type}
      className={buttonClass({ kind, size, className })}
      {...rest}
      {...(loading ? { "aria-busy": true, "aria-disabled": true, onClick: swallow } : {})}
    >
      <ButtonContent icon={icon} loading={loading}>
        {children}
      </ButtonContent>
    </button>
  );
}

function swallow(event: { preventDefault(): void }): void {
  event.preventDefault();
}

export type ButtonLinkProps = Look &
  Omit<Content, "loading"> &
  Omit<ComponentProps<typeof Link>, "children">;

/** A link that looks like a button. */
export function ButtonLink(props: ButtonLinkProps) {
  const { kind, size, className, icon, children, ...rest } = props;
  return (
    <Link prefetch={false} className={buttonClass({ kind, size, className })} {...rest}>
      <ButtonContent icon={icon}>{children}</ButtonContent>
    </Link>
  );
}

/** A link inside running text or a table cell: ink, underlined by a hairline. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      // A list of a hundred links must not ask the server for a hundred pages.
      prefetch={false}
      className={cx(
        "rounded-xs underline decoration-rule-strong underline-offset-[3px] hover:text-accent",
        "hover:decoration-accent",
        className,
      )}
      {...rest}
    />
  );
}
