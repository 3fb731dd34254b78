"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { useErrorText } from "../form/error-text";

type CasePickerProps = {
  label: string;
  /** Looked for before anything is typed: the symbol, the payer's name. */
  initial: string;
  value: number | null;
  /** Name of a case that was chosen elsewhere. */
  valueLabel?: string;
  onChange: (caseId: number | null) => void;
};

/** A case found by number, name or symbol. */
export function CasePicker({ label, initial, value, valueLabel, onChange }: CasePickerProps) {
  const t = useTranslations("bank.assign");
  const errorText = useErrorText();
  const [typed, setTyped] = useState("");
  const text = typed.trim() || initial;
  const search = trpc.cases.quickSearch.useQuery(
    { text, limit: 20 },
    { enabled: text !== "", placeholderData: (before) => before },
  );
  return (
    <Combobox
      label={label}
      placeholder={t("casePlaceholder")}
      value={value === null ? null : String(value)}
      valueLabel={valueLabel}
      options={(search.data ?? []).map(({ id, refNo, debtorName }) => {
        return { value: String(id), label: `${refNo} ${debtorName}` };
      })}
      onQuery={setTyped}
      isLoading={search.isFetching}
      error={search.error ? errorText(search.error) : undefined}
      onChange={(chosen) => onChange(chosen === null ? null : Number(chosen))}
    />
  );
}
