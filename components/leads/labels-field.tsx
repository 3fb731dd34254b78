"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { useProcesses } from "../workflow/processes";

type LeadLabel = { label: string; field: string };

/** Fields of a deal that words from outside may fill. */
export function useDealFields(): { value: string; label: string }[] {
  const process = useProcesses().of("deal");
  return (process?.fields ?? [])
    .filter(({ takesOutsideWords }) => takesOutsideWords)
    .map(({ key, name }) => ({ value: key, label: name }));
}

type LabelsFieldProps = {
  legend: string;
  hint: string;
  value: readonly LeadLabel[];
  onChange: (value: LeadLabel[]) => void;
};

/** What stands before a value, and the field that gets it; a line each. */
export function LabelsField({ legend, hint, value, onChange }: LabelsFieldProps) {
  const t = useTranslations("leads.labels");
  const fields = useDealFields();
  const change = (at: number, next: Partial<LeadLabel>) =>
    onChange(value.map((each, index) => (index === at ? { ...each, ...next } : each)));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="pb-1 font-[550] text-ink-2">{legend}</legend>
      <p className="text-ink-2 text-xs">{hint}</p>
      {value.map(({ label, field }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own yet
        <div key={at} className="grid grid-cols-[1fr_1fr_auto] items-center gap-2">
          <TextInput
            aria-label={t("label", { number: at + 1 })}
            value={label}
            onChange={(text) => change(at, { label: text })}
            autoComplete="off"
          />
          <Select
            aria-label={t("field", { number: at + 1 })}
            value={field}
            onChange={(key) => change(at, { field: key })}
            options={fields}
          />
          <IconButton
            icon={X}
            size="sm"
            label={t("remove", { number: at + 1 })}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <Button
        size="sm"
        kind="quiet"
        icon={Plus}
        className="justify-self-start"
        onClick={() => onChange([...value, { label: "", field: fields[0]?.value ?? "name" }])}
      >
        {t("add")}
      </Button>
    </fieldset>
  );
}
