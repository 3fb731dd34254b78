import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { useTranslations } from "next-intl";
import { cx } from "../ui/cx";

type CheckBadgeProps = { errorCount: number; problemCount: number };

/** What the check of a template found: errors stop it, notes do not. */
export function CheckBadge({ errorCount, problemCount }: CheckBadgeProps) {
  const t = useTranslations("templates.page.state");
  const noteCount = problemCount - errorCount;
  const [Icon, tone, text] =
    errorCount > 0
      ? ([CircleAlert, "text-danger font-[550]", t("errors", { count: errorCount })] as const)
      : noteCount > 0
        ? ([Info, "text-warning", t("notes", { count: noteCount })] as const)
        : ([CircleCheck, "text-positive", t("good")] as const);
  return (
    <span className={cx("inline-flex items-center gap-1.5 whitespace-nowrap", tone)}>
      <Icon className="size-3.5 shrink-0" aria-hidden />
      {text}
    </span>
  );
}
