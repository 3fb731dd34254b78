"use client";

import { ListFilter, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { TextInput } from "../form/text-input";
import { useShortcut } from "../shell/shortcuts";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { Menu } from "../ui/menu";
import { Popover } from "../ui/popover";
import type { Filter } from "./filter";
import { FilterEditor } from "./filter-editor";
import { useFilterText } from "./filter-text";
import { hasFilters } from "./list-query";
import type { ListQueryHandle } from "./use-list-query";

export type FilterBarProps = {
  list: ListQueryHandle;
  filters: readonly Filter[];
  searchPlaceholder?: string;
  /** Keys of filters that belong to the page: not to be cleared. */
  kept?: readonly string[];
  /** At the right: <TableCount>, <SavedViews>, <ColumnChooser>, export. */
  children?: ReactNode;
};

const noKeys: readonly string[] = [];

/** Search, chips of what is filtered, and what the page adds at the right. */
export function FilterBar(props: FilterBarProps) {
  const { list, filters, searchPlaceholder, kept = noKeys, children } = props;
  const t = useTranslations("shell");
  const [opened, setOpened] = useState<string | null>(null);
  const shown = filters.filter((each) => list.query.filters[each.key] || each.key === opened);
  const others = filters.filter((each) => !shown.includes(each));

  function add(filter: Filter): void {
    if (filter.kind === "flag") list.setFilter(filter.key, "1");
    else setOpened(filter.key);
  }

  return (
    <div className="flex min-h-10 flex-wrap items-center gap-1.5 px-gutter pb-2">
      <SearchField list={list} placeholder={searchPlaceholder ?? t("table.search")} />
      {shown.map((filter) => (
        <FilterChip
          key={filter.key}
          filter={filter}
          value={list.query.filters[filter.key] ?? ""}
          isOpen={opened === filter.key}
          setOpen={(isOpen) => setOpened(isOpen ? filter.key : null)}
          onChange={(value) => list.setFilter(filter.key, value)}
        />
      ))}
      {others.length > 0 ? (
        <Menu
          entries={others.map((filter) => ({ label: filter.label, onSelect: () => add(filter) }))}
          trigger={
            <Button kind="quiet" icon={ListFilter}>
              {t("table.addFilter")}
            </Button>
          }
        />
      ) : null}
      {hasFilters(list.query, kept) ? (
        <Button kind="quiet" onClick={() => list.clearFiltersBut(kept)}>
          {t("state.clearFilters")}
        </Button>
      ) : null}
      <div className="ml-auto flex flex-wrap items-center justify-end gap-1.5">{children}</div>
    </div>
  );
}

const pauseMs = 220;

/** Typing goes to the URL after a pause; a change of the URL (a view, back) comes here. */
function SearchField({ list, placeholder }: { list: ListQueryHandle; placeholder: string }) {
  const t = useTranslations("shell.table");
  const [text, setText] = useState(list.query.q);
  const sent = useRef(list.query.q);
  const input = useRef<HTMLInputElement>(null);
  const send = useRef(list.setSearch);
  send.current = list.setSearch;
  useShortcut({ keys: "f", label: t("search"), group: "lists", run: () => input.current?.focus() });

  useEffect(() => {
    // What comes back from the URL is our own search, unless a view or the back button wrote it.
    if (list.query.q === sent.current) return;
    sent.current = list.query.q;
    setText(list.query.q);
  }, [list.query.q]);

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = wanted;
      send.current(wanted);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <div className="w-64 max-md:w-full max-md:flex-auto">
      <TextInput
        ref={input}
        type="search"
        icon={Search}
        value={text}
        onChange={setText}
        placeholder={placeholder}
        aria-label={t("search")}
        aria-keyshortcuts="f"
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
    </div>
  );
}

type FilterChipProps = {
  filter: Filter;
  value: string;
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  onChange: (value: string) => void;
};

function FilterChip({ filter, value, isOpen, setOpen, onChange }: FilterChipProps) {
  const t = useTranslations("shell.actions");
  const filterText = useFilterText();
  const text = value ? filterText(filter, value) : "";
  const caption = (
    <>
      <span className="text-ink-2">{filter.label}</span>
      {text ? <span className="max-w-56 truncate font-[550]">{text}</span> : null}
    </>
  );
  const half = "inline-flex h-full items-center gap-1.5 hover:bg-hover";
  return (
    <span className="inline-flex h-control max-w-full items-center overflow-clip rounded-md border border-rule-strong bg-surface">
      {filter.kind === "flag" ? (
        <span className={cx(half, "px-2 hover:bg-transparent")}>{caption}</span>
      ) : (
        <Popover
          open={isOpen}
          onOpenChange={setOpen}
          label={filter.label}
          className="p-0!"
          trigger={
            <button
              type="button"
              className={cx(half, "rounded-l-md px-2 focus-visible:outline-offset-[-2px]")}
            >
              {caption}
            </button>
          }
        >
          <FilterEditor
            filter={filter}
            value={value}
            onChange={onChange}
            onClose={() => setOpen(false)}
          />
        </Popover>
      )}
      <button
        type="button"
        aria-label={t("removeNamed", { name: filter.label })}
        onClick={() => {
          setOpen(false);
          onChange("");
        }}
        className={cx(
          half,
          "border-rule border-l px-1.5 text-ink-3 hover:text-ink focus-visible:outline-offset-[-2px]",
        )}
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </span>
  );
}
