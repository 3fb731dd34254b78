"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { MoneyInput } from "../form/number-input";
import { OptionList } from "../form/option-list";
import { TextInput } from "../form/text-input";
import type { Filter } from "./filter";
import { choicesOf, numberRangeOf, type Range, rangeOf, rangeText } from "./list-query";

type FilterEditorProps = {
  filter: Filter;
  value: string;
  onChange: (value: string) => void;
  onClose: () => void;
};

/** The inside of a filter's popover. Takes effect at once. */
export function FilterEditor({ filter, value, onChange, onClose }: FilterEditorProps) {
  switch (filter.kind) {
    case "choice":
      return <ChoiceEditor filter={filter} value={value} onChange={onChange} />;
    case "days": {
      const range = rangeOf(value);
      const set = (part: Partial<Range<string>>) => onChange(rangeText({ ...range, ...part }));
      return (
        <Ends
          from={<DayInput value={range.from} onChange={(from) => set({ from })} />}
          to={<DayInput value={range.to} onChange={(to) => set({ to })} />}
        />
      );
    }
    case "money": {
      const range = numberRangeOf(value);
      const set = (part: Partial<Range<number>>) => onChange(rangeText({ ...range, ...part }));
      const { currency } = filter;
      return (
        <Ends
          from={
            <MoneyInput currency={currency} value={range.from} onChange={(from) => set({ from })} />
          }
          to={<MoneyInput currency={currency} value={range.to} onChange={(to) => set({ to })} />}
        />
      );
    }
    default:
      return (
        <div className="w-60 p-2">
          <Field label={filter.label}>
            <TextInput
              value={value}
              onChange={onChange}
              onKeyDown={(event) => event.key === "Enter" && onClose()}
            />
          </Field>
        </div>
      );
  }
}

function Ends({ from, to }: { from: React.ReactNode; to: React.ReactNode }) {
  const t = useTranslations("shell.table");
  return (
    <div className="grid w-76 grid-cols-2 gap-2 p-2">
      <Field label={t("from")}>{from}</Field>
      <Field label={t("to")}>{to}</Field>
    </div>
  );
}

type ChoiceEditorProps = {
  filter: Extract<Filter, { kind: "choice" }>;
  value: string;
  onChange: (value: string) => void;
};

function ChoiceEditor({ filter, value, onChange }: ChoiceEditorProps) {
  const [query, setQuery] = useState("");
  const chosen = choicesOf(value);
  return (
    <div className="w-64">
      <OptionList
        label={filter.label}
        options={filter.options}
        onQuery={filter.onQuery}
        isLoading={filter.isLoading}
        query={query}
        setQuery={setQuery}
        chosen={chosen}
        onChoose={({ value: each }) =>
          onChange(
            (chosen.includes(each)
              ? chosen.filter((other) => other !== each)
              : [...chosen, each]
            ).join(","),
          )
        }
      />
    </div>
  );
}
