"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { ListQueryHandle } from "../table/use-list-query";
import { Segmented } from "../ui/segmented";
import type { Process } from "../workflow/processes";

type CategoryTabsProps = {
  list: Pick<ListQueryHandle, "query" | "setFilter" | "setLooks">;
  categories: readonly Process[];
};

const every = "all";

/** One kind of cases at a time, or all of them. */
export function CategoryTabs({ list, categories }: CategoryTabsProps) {
  const t = useTranslations("cases.list");
  const frame = useRef<HTMLDivElement>(null);
  const chosen = list.query.filters.category || every;
  const hasTabs = categories.length > 1;
  useEffect(() => {
    if (chosen === every || !hasTabs) return;
    const tab = frame.current?.querySelector("[aria-checked=true]");
    tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [chosen, hasTabs]);
  if (!hasTabs) return null;
  return (
    <div ref={frame} className="max-w-full overflow-x-auto [scrollbar-width:none]">
      <Segmented
        label={t("category")}
        isOneLine
        value={chosen}
        onChange={(value) => {
          list.setFilter("category", value === every ? "" : value);
          // Columns and fields are those of one category.
          list.setLooks({ columns: "", folded: "", card: "", older: "" });
        }}
        options={[
          { value: every, label: t("allCategories") },
          ...categories.map(({ category, name }) => ({ value: category, label: name })),
        ]}
      />
    </div>
  );
}
