import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cx } from "../ui/cx";

export type BirthNumberProps = {
  /** As the server chose to show it: "800101/9114", or masked "80••••/••••". */
  text: string | null;
  isMasked: boolean;
  /** The button that asks the server to reveal it (which is audited); only for those who may. */
  reveal?: ReactNode;
  className?: string;
};

export function BirthNumber({ text, isMasked, reveal, className }: BirthNumberProps) {
  const t = useTranslations("shell.format");
  if (!text) return <span className={cx("text-ink-3", className)}>–</span>;
  return (
    <span className={cx("inline-flex items-center gap-1.5", className)}>
      <span className={cx("code-figures", isMasked && "text-ink-2")}>{text}</span>
      {isMasked ? <span className="sr-only">({t("masked")})</span> : null}
      {isMasked ? reveal : null}
    </span>
  );
}
