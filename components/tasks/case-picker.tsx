"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { trpc } from "../api/crm";
import { Combobox } from "../form/combobox";

export type PickedCase = { id: number; refNo: string; debtorName: string };

export type CasePickerProps = {
  value: PickedCase | null;
  onChange: (picked: PickedCase | null) => void;
  label: string;
  clearable?: boolean;
};

const pauseMs = 160;
const shownMax = 12;

/** One of the cases this person sees, by reference number, debtor, VS or telephone. */
export function CasePicker({ value, onChange, label, clearable }: CasePickerProps) {
  const t = useTranslations("cases.list");
  const [typed, setTyped] = useState("");
  const [text, setText] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const query = trpc.cases.list.useQuery(
    { filter: text ? { text } : {}, limit: shownMax },
    { placeholderData: (before) => before },
  );
  const found = query.data?.items ?? [];
  return (
    <Combobox
      label={label}
      placeholder={t("searchPlaceholder")}
      value={value ? String(value.id) : null}
      valueLabel={value ? `${value.refNo} ${value.debtorName}` : undefined}
      options={found.map(({ id, refNo, debtorName, groupCode }) => ({
        value: String(id),
        label: `${refNo} ${debtorName}`,
        ...(groupCode ? { hint: groupCode } : {}),
      }))}
      onQuery={setTyped}
      isLoading={query.isFetching}
      onChange={(chosen) => {
        const hit = found.find(({ id }) => String(id) === chosen);
        onChange(hit ? { id: hit.id, refNo: hit.refNo, debtorName: hit.debtorName } : null);
      }}
      clearable={clearable}
    />
  );
}
