"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";

type Props = { count: number; onAssign: () => void; onClear: () => void };

/** What can be done with several requests at once. */
export function DeskBulk({ count, onAssign, onClear }: Props) {
  const t = useTranslations("requests");
  if (count === 0) return null;
  return (
    <section
      aria-label={t("desk.bulk")}
      className="flex flex-wrap items-center gap-2 border-rule-strong border-t bg-surface px-gutter py-2"
    >
      <span role="status" className="font-[550]">
        {t("desk.selected", { count })}
      </span>
      <Button kind="primary" onClick={onAssign}>
        {t("assign.title")}
      </Button>
      <Button kind="quiet" onClick={onClear}>
        {t("desk.clear")}
      </Button>
    </section>
  );
}
