"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useEffect, useState } from "react";
import { useErrorText } from "../form/error-text";
import { scrimClass } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { Spinner } from "../ui/spinner";
import { type PaletteAction, usePaletteRegistry } from "./palette-context";
import { type SearchHit, useSearch } from "./use-search";

export type PaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Places to go and things to create. */
  navigation: readonly PaletteAction[];
  creates: readonly PaletteAction[];
  preferences: readonly PaletteAction[];
  search?: (query: string) => Promise<SearchHit[]>;
};

/** One field for everything: records, places, actions of this page, preferences. */
export function Palette(props: PaletteProps) {
  const { open, onOpenChange } = props;
  const t = useTranslations("shell.palette");
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-0 top-0 z-50 mx-auto w-full max-w-[640px] animate-rise overflow-hidden bg-raised shadow-dialog outline-none md:top-[12vh] md:rounded-lg"
        >
          <Radix.Title className="sr-only">{t("title")}</Radix.Title>
          <PaletteBody {...props} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function matches(action: PaletteAction, query: string): boolean {
  const haystack = plain([action.label, ...(action.keywords ?? [])].join(" "));
  return plain(query)
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

type StatusProps = { count: number; isEmpty: boolean; isSearching: boolean; error: unknown };

/** How the search stands, for the eye where nothing else is to be seen, for the ear always. */
function Status({ count, isEmpty, isSearching, error }: StatusProps) {
  const t = useTranslations("shell.palette");
  const errorText = useErrorText();
  if (error !== null && !isSearching) {
    return (
      <p role="alert" className="px-4 pt-3 pb-1 text-danger">
        {errorText(error)}
      </p>
    );
  }
  const foundText = count > 0 ? `${t("results")}: ${count}` : "";
  const emptyText = isSearching ? t("searching") : t("empty");
  return (
    <p role="status" className={isEmpty ? "px-3 pt-6 pb-4 text-center text-ink-2" : "sr-only"}>
      {isEmpty ? emptyText : foundText}
    </p>
  );
}

function PaletteBody({ onOpenChange, search, ...lists }: PaletteProps) {
  const t = useTranslations("shell.palette");
  const router = useRouter();
  const [query, setQuery] = useState("");
  const { hits, isSearching, error } = useSearch(query, search);
  const [current, setCurrent] = useState("");
  // What was searched for is what Enter should open, although it comes after the actions were drawn.
  useEffect(() => {
    if (hits[0]) setCurrent(hits[0].id);
  }, [hits]);
  const pageActions = usePaletteRegistry().actions;
  const choose = (action: PaletteAction) => {
    onOpenChange(false);
    if (action.href) router.push(action.href);
    else action.run?.();
  };
  const groups = [
    { heading: t("actions"), actions: [...pageActions, ...lists.creates] },
    { heading: t("navigation"), actions: lists.navigation },
    { heading: t("preferences"), actions: query ? lists.preferences : [] },
  ];
  const found = groups.map(({ heading, actions }) => ({
    heading,
    actions: actions.filter((action) => matches(action, query)),
  }));
  const isEmpty =
    hits.length === 0 && error === null && found.every(({ actions }) => actions.length === 0);

  return (
    <Command
      label={t("title")}
      shouldFilter={false}
      loop
      value={current}
      onValueChange={setCurrent}
    >
      <div className="flex items-center gap-2 border-rule border-b px-4">
        <Command.Input
          value={query}
          onValueChange={setQuery}
          placeholder={t("placeholder")}
          className="h-12 flex-1 bg-transparent text-lg outline-none"
        />
        {isSearching ? <Spinner className="text-ink-3" /> : null}
        <Kbd keys="escape" />
      </div>
      <Status count={hits.length} {...{ isEmpty, isSearching, error }} />
      <Command.List
        label={t("title")}
        className="max-h-[min(60dvh,440px)] overflow-y-auto p-1.5"
        aria-busy={isSearching}
      >
        <Hits hits={hits} onChoose={choose} />
        {found.map(({ heading, actions }) =>
          actions.length > 0 ? (
            <Group key={heading} heading={heading}>
              {actions.map((action) => (
                <ActionItem key={action.id} action={action} onChoose={choose} />
              ))}
            </Group>
          ) : null,
        )}
      </Command.List>
    </Command>
  );
}

const itemClass =
  "flex min-h-8 select-none items-center gap-2.5 rounded-md px-2.5 py-1 data-[selected=true]:bg-selected coarse:min-h-11";

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="pb-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-1.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-[550] [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-2"
    >
      {children}
    </Command.Group>
  );
}

type ItemProps = { action: PaletteAction; onChoose: (action: PaletteAction) => void };

function ActionItem({ action, onChoose }: ItemProps) {
  return (
    <Command.Item value={action.id} onSelect={() => onChoose(action)} className={itemClass}>
      {action.icon ? <action.icon className="size-4 text-ink-3" aria-hidden /> : null}
      <span className="flex-1">{action.label}</span>
      {action.shortcut ? <Kbd keys={action.shortcut} /> : null}
    </Command.Item>
  );
}

type HitsProps = { hits: readonly SearchHit[]; onChoose: (action: PaletteAction) => void };

function Hits({ hits, onChoose }: HitsProps) {
  const t = useTranslations("shell.palette");
  if (hits.length === 0) return null;
  return (
    <Group heading={t("results")}>
      {hits.map((hit) => (
        <Command.Item
          key={hit.id}
          value={hit.id}
          onSelect={() => onChoose({ id: hit.id, label: hit.title, href: hit.href })}
          className={itemClass}
        >
          {hit.icon ? <hit.icon className="size-4 text-ink-3" aria-hidden /> : null}
          <span className="min-w-0 truncate font-[550]">{hit.title}</span>
          {hit.subtitle ? (
            <span className="min-w-0 flex-1 truncate text-ink-2">{hit.subtitle}</span>
          ) : null}
          {hit.kind ? (
            <span className="ml-auto shrink-0 text-ink-3 text-xs">{hit.kind}</span>
          ) : null}
        </Command.Item>
      ))}
    </Group>
  );
}
