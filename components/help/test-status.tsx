import { CircleCheck, CircleDashed, CircleX, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Status } from "./results";

const LOOKS: Record<Status | "missing", { icon: LucideIcon; tone: string }> = {
  passed: { icon: CircleCheck, tone: "text-positive" },
  failed: { icon: CircleX, tone: "text-danger" },
  skipped: { icon: CircleDashed, tone: "text-ink-3" },
  missing: { icon: CircleDashed, tone: "text-warning" },
};

/** How a test ended; null: it did not run. */
export function TestStatus({ status }: { status: Status | null }) {
  const t = useTranslations("help.tests");
  const name = status ?? "missing";
  const { icon: Icon, tone } = LOOKS[name];
  return <Icon role="img" aria-label={t(name)} className={`mt-0.5 size-4 shrink-0 ${tone}`} />;
}
