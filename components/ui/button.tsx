import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { cx } from "./cx";
import { Spinner } from "./spinner";

export { type ButtonKind, type ButtonSize, buttonClass } from "./button-class";

type Look = ButtonLook;

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
