"use client";

import { useTranslations } from "next-intl";
import { TIMELINE_KINDS } from "@/server/domain/timeline/inputs";
import { cx } from "../ui/cx";

export const TIMELINE_FILTERS = ["all", ...TIMELINE_KINDS] as const;
export type FilterKind = (typeof TIMELINE_FILTERS)[number];

export type KindFilterProps = { value: FilterKind; onChange: (kind: FilterKind) => void };

/** Which events to show: all, or one kind. */
export function KindFilter({ value, onChange }: KindFilterProps) {
  const t = useTranslations("timeline.filter");
  return (
    <fieldset className="flex min-w-0 gap-0.5 overflow-x-auto [scrollbar-width:none]">
      <legend className="sr-only">{t("label")}</legend>
      {TIMELINE_FILTERS.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={kind === value}
          onClick={() => onChange(kind === value ? "all" : kind)}
          className={cx(
            "inline-flex h-6 shrink-0 items-center rounded-full px-2.5 text-xs focus-visible:-outline-offset-2 coarse:h-8",
            kind === value
              ? "bg-ink font-[600] text-paper"
              : "text-ink-2 hover:bg-hover hover:text-ink",
          )}
        >
          {t(kind)}
        </button>
      ))}
    </fieldset>
  );
}
