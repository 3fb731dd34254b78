"use client";

import { useTranslations } from "next-intl";
import { DESK_VIEWS, type DeskView } from "@/server/domain/requests/inputs";
import type { RouterOutput } from "../api/crm";
import { cx } from "../ui/cx";

type Props = {
  value: DeskView;
  counts: RouterOutput["requests"]["count"]["views"] | undefined;
  onChange: (view: DeskView) => void;
};

/** Which part of the desk is shown, with how many requests are in each. */
export function ViewTabs({ value, counts, onChange }: Props) {
  const t = useTranslations("requests.views");
  return (
    <fieldset
      aria-label={t("label")}
      className="mb-2 flex min-w-0 shrink-0 gap-4 overflow-x-auto overflow-y-hidden border-rule-strong border-b px-gutter [scrollbar-width:none]"
    >
      {DESK_VIEWS.map((view) => {
        const count = view === "done" ? undefined : counts?.[view];
        return (
          <button
            key={view}
            type="button"
            aria-pressed={view === value}
            onClick={() => onChange(view)}
            className={cx(
              "-mb-px flex h-8.5 shrink-0 items-center gap-1.5 border-transparent border-b-2 text-ink-2 hover:text-ink focus-visible:-outline-offset-2 coarse:h-11",
              view === value && "border-accent! font-[600] text-ink!",
            )}
          >
            {t(view)}
            {count === undefined ? null : (
              <span
                className={cx(
                  "figures font-[450] text-xs",
                  view === "overdue" && count > 0 ? "text-danger" : "text-ink-3",
                )}
              >
                {count}
              </span>
            )}
          </button>
        );
      })}
    </fieldset>
  );
}
