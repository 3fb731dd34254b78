"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { cx } from "../ui/cx";
import type { Column } from "./board-model";

type ColumnStripProps = {
  columns: readonly Column[];
  current: string;
  /** While a card is carried, its column has to stay where it is. */
  isHeld: boolean;
  /** Over which the keyboard holds a card. */
  aimed: string | null;
  onChoose: (code: string) => void;
};

/** On a phone: every column by name and count, the shown one marked. */
export function ColumnStrip({ columns, current, isHeld, aimed, onChoose }: ColumnStripProps) {
  const t = useTranslations("boards.column");
  const format = useFormatter();
  const strip = useRef<HTMLDivElement>(null);
  const shown = aimed ?? current;
  useEffect(() => {
    const chosen = strip.current?.querySelector(`[data-strip="${shown}"]`);
    chosen?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [shown]);
  return (
    <nav
      ref={strip}
      inert={isHeld}
      aria-label={t("strip")}
      className="flex shrink-0 gap-1 overflow-x-auto px-gutter pb-2 [scrollbar-width:none]"
    >
      {columns.map(({ code, name, total }) => (
        <button
          key={code}
          type="button"
          data-strip={code}
          aria-current={code === current ? "true" : undefined}
          onClick={() => onChoose(code)}
          className={cx(
            "flex h-control shrink-0 items-center gap-1.5 rounded-md border px-2.5",
            code === current
              ? "border-accent bg-selected font-[570] text-ink"
              : "border-rule text-ink-2 hover:bg-hover",
            code === aimed && "outline-2 outline-accent -outline-offset-2",
          )}
        >
          {name}
          <span className="figures text-ink-2 text-xs">{format.number(total.count)}</span>
        </button>
      ))}
    </nav>
  );
}
