"use client";

import { Columns2, List } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ListQueryHandle } from "../table/use-list-query";
import { Segmented } from "../ui/segmented";
import type { Process } from "../workflow/processes";
import { isKanban } from "./board-look";

type ViewSwitchProps = { list: ListQueryHandle; categories: readonly Process[] };

/** The same cases as a list or as a board; a board is of one category, the first where none is chosen. */
export function ViewSwitch({ list, categories }: ViewSwitchProps) {
  const t = useTranslations("boards.view");
  const [first] = categories;
  if (!first) return null;
  const isBoard = isKanban(list.query) && Boolean(list.query.filters.category);
  function choose(view: string): void {
    list.setLook("viewMode", view === "board" ? "kanban" : "");
    if (view === "board" && !list.query.filters.category) {
      list.setFilter("category", first?.category ?? "");
    }
  }
  return (
    <Segmented
      label={t("label")}
      value={isBoard ? "board" : "list"}
      onChange={choose}
      options={[
        { value: "list", label: t("list"), icon: List },
        { value: "board", label: t("board"), icon: Columns2 },
      ]}
    />
  );
}
