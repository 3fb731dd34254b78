import { cx } from "./cx";

export type ButtonKind = "primary" | "secondary" | "quiet" | "danger" | "danger-quiet" | "link";
export type ButtonSize = "sm" | "md" | "lg";

export type ButtonLook = { kind?: ButtonKind; size?: ButtonSize; className?: string };

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
export function buttonClass({ kind = "secondary", size = "md", className }: ButtonLook): string {
  const measure = kind === "link" ? "text-base" : sizes[size];
  return cx(base, kinds[kind], measure, className);
}
