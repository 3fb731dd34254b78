"use client";

import { Command } from "cmdk";
import { Check, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { cx } from "../ui/cx";
import { Spinner } from "../ui/spinner";
import type { Option } from "./select";

export type OptionSource = {
  options: readonly Option[];
  /** Given, the owner searches (on the server); otherwise the options are filtered here. */
  onQuery?: (query: string) => void;
  isLoading?: boolean;
  /** Why the owner's search gave no answer. */
  error?: string;
  /** Given, what was typed may be created. */
  onCreate?: (name: string) => void;
};

type OptionListProps = OptionSource & {
  label: string;
  query: string;
  setQuery: (query: string) => void;
  chosen: readonly string[];
  onChoose: (option: Option) => void;
};

const itemClass =
  "relative flex min-h-7 select-none items-center gap-2 rounded-sm py-0.5 pr-2 pl-7 " +
  "data-[disabled=true]:opacity-45 data-[selected=true]:bg-hover coarse:min-h-10";

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Blind to diacritics and to the order of words. */
function rank(value: string, query: string, keywords: string[] = []): number {
  const haystack = plain([value, ...keywords].join(" "));
  return plain(query)
    .split(/\s+/)
    .every((word) => haystack.includes(word))
    ? 1
    : 0;
}

function Unanswered({ children }: { children?: string }) {
  if (!children) return null;
  return (
    <p role="alert" className="px-2 py-3 text-danger">
      {children}
    </p>
  );
}

/** Search field and options of a combobox or multi-select, inside its popover. */
export function OptionList(props: OptionListProps) {
  const { options, onQuery, isLoading, error, onCreate, label } = props;
  const { query, setQuery, chosen, onChoose } = props;
  const t = useTranslations("shell");
  const wanted = query.trim();
  const [pointed, setPointed] = usePointed(onQuery ? options[0]?.value : undefined);
  const isNew = wanted !== "" && !options.some((option) => plain(option.label) === plain(wanted));
  return (
    <Command
      label={label}
      value={pointed}
      onValueChange={setPointed}
      shouldFilter={!onQuery}
      filter={rank}
      loop
    >
      <div className="flex items-center border-rule border-b px-2">
        <Command.Input
          value={query}
          onValueChange={(next) => {
            setQuery(next);
            onQuery?.(next);
          }}
          placeholder={t("search.open")}
          className="h-8 flex-1 bg-transparent outline-none coarse:h-10"
        />
        {isLoading ? <Spinner className="text-ink-3" /> : null}
      </div>
      <Unanswered>{error}</Unanswered>
      <Command.List label={label} className="max-h-64 overflow-y-auto p-1" aria-busy={isLoading}>
        {!isLoading && !error && !(onCreate && isNew) ? (
          <Command.Empty className="px-2 py-3 text-center text-ink-2">
            {t("form.noOptions")}
          </Command.Empty>
        ) : null}
        {options.map((option) => (
          <Command.Item
            key={option.value}
            value={option.value}
            keywords={[option.label, option.hint ?? ""]}
            disabled={option.disabled}
            onSelect={() => onChoose(option)}
            className={itemClass}
          >
            {chosen.includes(option.value) ? (
              <Check className="absolute left-2 size-3.5 text-accent" aria-hidden />
            ) : null}
            {option.mark}
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            {option.hint ? (
              <span className="shrink-0 text-ink-3 text-xs">{option.hint}</span>
            ) : null}
          </Command.Item>
        ))}
        {onCreate && isNew ? (
          <Command.Item
            forceMount
            value={`create:${wanted}`}
            onSelect={() => onCreate(wanted)}
            className={cx(itemClass, "text-accent")}
          >
            <Plus className="absolute left-2 size-3.5" aria-hidden />
            {t("form.create", { name: wanted })}
          </Command.Item>
        ) : null}
      </Command.List>
    </Command>
  );
}

/** Answers of the server come after "create …" was pointed at; Enter should take what was found. */
function usePointed(first: string | undefined) {
  const [pointed, setPointed] = useState("");
  useEffect(() => {
    if (first !== undefined) setPointed(first);
  }, [first]);
  return [pointed, setPointed] as const;
}
