"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { Avatar } from "../ui/avatar";

export type ColleagueSelectProps = {
  /** null = nobody. */
  value: number | null;
  onChange: (operatorId: number | null) => void;
  label: string;
};

/** Colleagues who can be given work, by name. */
export function useColleagues() {
  const { data } = trpc.cases.colleagues.useQuery(undefined, { staleTime: 60_000 });
  return useMemo(() => data?.filter(({ role }) => role !== "readOnly") ?? [], [data]);
}

/** One of the colleagues, or nobody yet. */
export function ColleagueSelect({ value, onChange, label }: ColleagueSelectProps) {
  const t = useTranslations("timeline.fields");
  const team = useTranslations("tasks.team");
  const colleagues = useColleagues();
  return (
    <Combobox
      label={label}
      value={value === null ? null : String(value)}
      valueLabel=""
      onChange={(next) => onChange(next === null ? null : Number(next))}
      options={colleagues.map(({ id, name, isPresent }) => ({
        value: String(id),
        label: name,
        mark: <Avatar name={name} />,
        ...(isPresent ? {} : { hint: team("absent") }),
      }))}
      placeholder={t("nobody")}
      clearable
    />
  );
}
