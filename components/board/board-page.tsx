"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useCaseFilters } from "../cases/use-case-filters";
import { useSavedViews } from "../lists/use-saved-views";
import { FilterBar } from "../table/filter-bar";
import { ListLayout } from "../table/list-layout";
import { SavedViews } from "../table/saved-views";
import type { ListQueryHandle } from "../table/use-list-query";
import type { Processes } from "../workflow/processes";
import { boardInput } from "./board-look";
import { BoardSettings } from "./board-settings";
import { BoardView } from "./board-view";
import { useBoard } from "./use-board";

type BoardPageProps = {
  list: ListQueryHandle;
  category: string;
  processes: Processes;
  header: React.ReactNode;
};

/** Cases of one category as a board: the same address, filters and views as their list. */
export function BoardPage({ list, category, processes, header }: BoardPageProps) {
  const t = useTranslations("cases");
  const views = useSavedViews("cases", list);
  const filters = useCaseFilters(processes, category);
  const input = useMemo(() => boardInput(list.query, category), [list.query, category]);
  const handle = useBoard(input);
  const process = processes.of(category);
  return (
    <ListLayout
      header={header}
      filters={
        <FilterBar
          list={list}
          kept={keptFilters}
          filters={filters}
          searchPlaceholder={t("list.searchPlaceholder")}
        >
          <SavedViews {...views} />
          <BoardSettings list={list} board={handle.board} process={process} />
        </FilterBar>
      }
    >
      <BoardView list={list} handle={handle} category={category} processes={processes} />
    </ListLayout>
  );
}

/** A board is always of one category: it is no filter that could be taken away. */
const keptFilters: readonly string[] = ["category"];
