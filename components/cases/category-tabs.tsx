"use client";

import { useTranslations } from "next-intl";
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
  if (categories.length < 2) return null;
  return (
    <div className="max-w-full overflow-x-auto [scrollbar-width:none]">
      <Segmented
        label={t("category")}
        value={list.query.filters.category || every}
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
