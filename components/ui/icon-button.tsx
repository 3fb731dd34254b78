import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { type ButtonKind, buttonClass } from "./button";
import { cx } from "./cx";
import { Tooltip, type TooltipProps } from "./tooltip";

export type IconButtonProps = {
  icon: LucideIcon;
  /** Read aloud and shown as the tooltip. */
  label: string;
  shortcut?: string;
  kind?: ButtonKind;
  size?: "sm" | "md";
  side?: TooltipProps["side"];
} & Omit<ComponentProps<"button">, "children" | "aria-label">;

export function IconButton(props: IconButtonProps) {
  const {
    icon: Icon,
    label,
    shortcut,
    kind = "quiet",
    size = "md",
    side,
    className,
    ...rest
  } = props;
  const measure = size === "sm" ? "w-6 coarse:w-8" : "w-control";
  return (
    <Tooltip label={label} shortcut={shortcut} side={side}>
      <button
        type="button"
        aria-label={label}
        aria-keyshortcuts={shortcut?.replace("mod", "Control")}
        className={cx(buttonClass({ kind, size }), "px-0!", measure, className)}
        {...rest}
      >
        <Icon className={size === "sm" ? "size-3.5" : "size-4"} aria-hidden />
      </button>
    </Tooltip>
  );
}
