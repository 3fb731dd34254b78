"use client";

import { ChevronsUpDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";
import { Tag } from "../ui/badge";
import { cx } from "../ui/cx";
import { Popover } from "../ui/popover";
import { controlClass } from "./control";
import { useFieldControl } from "./field";
import { OptionList, type OptionSource } from "./option-list";
import type { Option } from "./select";

type CommonProps = OptionSource & {
  id?: string;
  /** Names the list of options; take the field's label. */
  label: string;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
};

export type ComboboxProps = CommonProps & {
  value: string | null;
  onChange: (value: string | null, option: Option | null) => void;
  /** Label of a value that is not among the options just loaded. */
  valueLabel?: string;
  /** Offers a cross that empties the field. */
  clearable?: boolean;
};

/** One of many, found by typing; options may come from the server and may be created. */
export function Combobox(props: ComboboxProps) {
  const { value, onChange, valueLabel, clearable, placeholder, label, disabled } = props;
  const t = useTranslations("shell");
  const { isOpen, setOpen, query, setQuery } = useOptionPanel(props);
  const chosen = props.options.find((option) => option.value === value);
  const shown = chosen?.label ?? (value === null ? undefined : (valueLabel ?? value));
  const { onCreate } = props;
  const create = onCreate
    ? (name: string) => {
        onCreate(name);
        setOpen(false);
      }
    : undefined;
  return (
    <span className="relative block">
      <Popover
        open={isOpen}
        onOpenChange={setOpen}
        label={label}
        className="w-(--radix-popover-trigger-width) min-w-60 p-0!"
        trigger={
          <PanelTrigger
            id={props.id}
            disabled={disabled}
            label={label}
            isOpen={isOpen}
            className={cx(clearable ? "pr-12" : "pr-7", props.className)}
          >
            {chosen?.mark}
            {shown ?? <span className="text-ink-3">{placeholder ?? t("form.choose")}</span>}
          </PanelTrigger>
        }
      >
        <OptionList
          {...props}
          query={query}
          setQuery={setQuery}
          chosen={value === null ? [] : [value]}
          onChoose={(option) => {
            onChange(option.value, option);
            setOpen(false);
          }}
          onCreate={create}
        />
      </Popover>
      {clearable && value !== null && !disabled ? (
        <button
          type="button"
          aria-label={t("actions.removeNamed", { name: shown ?? label })}
          onClick={() => onChange(null, null)}
          className="absolute top-1/2 right-6 inline-flex size-6 -translate-y-1/2 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
        >
          <X className="size-3.5" aria-hidden />
        </button>
      ) : null}
    </span>
  );
}

export type MultiSelectProps = CommonProps & {
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** Labels of values that are not among the options just loaded. */
  valueLabels?: Record<string, string>;
};

/** Several of many, shown as removable tags under the field. */
export function MultiSelect(props: MultiSelectProps) {
  const { value, onChange, valueLabels, placeholder, label } = props;
  const t = useTranslations("shell.form");
  const { isOpen, setOpen, query, setQuery } = useOptionPanel(props);
  const labelOf = (each: string) =>
    props.options.find((option) => option.value === each)?.label ?? valueLabels?.[each] ?? each;
  const toggle = (each: string) =>
    onChange(value.includes(each) ? value.filter((other) => other !== each) : [...value, each]);
  return (
    <div className="grid gap-1.5">
      <Popover
        open={isOpen}
        onOpenChange={setOpen}
        label={label}
        className="w-(--radix-popover-trigger-width) min-w-60 p-0!"
        trigger={
          <PanelTrigger
            id={props.id}
            disabled={props.disabled}
            label={label}
            isOpen={isOpen}
            className={cx("pr-7", props.className)}
          >
            {value.length > 0 ? (
              t("selectedCount", { count: value.length })
            ) : (
              <span className="text-ink-3">{placeholder ?? t("choose")}</span>
            )}
          </PanelTrigger>
        }
      >
        <OptionList
          {...props}
          query={query}
          setQuery={setQuery}
          chosen={value}
          onChoose={(option) => toggle(option.value)}
        />
      </Popover>
      {value.length > 0 ? (
        <ul className="flex flex-wrap gap-1">
          {value.map((each) => (
            <li key={each} className="flex max-w-full">
              <Tag onRemove={() => toggle(each)} label={labelOf(each)}>
                {labelOf(each)}
              </Tag>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** Opening starts an empty search; closing tells the owner so. */
function useOptionPanel({ onQuery }: Pick<OptionSource, "onQuery">) {
  const [isOpen, setIsOpen] = useState(false);
  const [query, setQuery] = useState("");
  function setOpen(next: boolean): void {
    setIsOpen(next);
    if (next) {
      setQuery("");
      onQuery?.("");
    }
  }
  return { isOpen, setOpen, query, setQuery };
}

type PanelTriggerProps = Omit<ComponentProps<"button">, "type"> & {
  label: string;
  isOpen: boolean;
};

function PanelTrigger(props: PanelTriggerProps) {
  // `trigger` is what the popover hands to its button: ref, handlers, state.
  const { id, disabled, label, isOpen, className, children, ...trigger } = props;
  const control = useFieldControl({ id });
  return (
    <button
      type="button"
      {...trigger}
      {...control}
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={isOpen}
      aria-label={control.id ? undefined : label}
      disabled={disabled}
      className={cx(controlClass, "relative text-left", className)}
    >
      <span className="flex min-w-0 items-center gap-1.5">
        <span className="flex min-w-0 items-center gap-1.5 truncate">{children}</span>
      </span>
      <ChevronsUpDown
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-ink-3"
        aria-hidden
      />
    </button>
  );
}
