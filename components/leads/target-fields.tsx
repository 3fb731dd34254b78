"use client";

import { useTranslations } from "next-intl";
import { DISTRIBUTIONS, type Distribution } from "@/db/values/requests";
import { trpc } from "../api/crm";
import { useColleagues } from "../cases/use-case-filters";
import { Combobox } from "../form/combobox";
import { Field } from "../form/field";
import { Select } from "../form/select";

export type Target = {
  teamId: number | null;
  operatorId: number | null;
  distribution: Distribution;
};

type TargetFieldsProps = { value: Target; onChange: (value: Target) => void };

/** A team in turn or a person, never both: choosing one lets the other go. */
export function TargetFields({ value, onChange }: TargetFieldsProps) {
  const t = useTranslations("requests.rules");
  const colleagues = useColleagues();
  const { data } = trpc.requests.settings.useQuery();
  const idText = (id: number | null) => (id ? String(id) : null);
  const idOf = (text: string | null) => (text === null ? null : Number(text));
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field label={t("person")}>
        <Combobox
          label={t("person")}
          value={idText(value.operatorId)}
          clearable
          options={(colleagues.data ?? [])
            .filter(({ role }) => role !== "readOnly")
            .map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={(id) =>
            onChange({
              ...{ ...value, operatorId: idOf(id) },
              ...(id === null ? {} : { teamId: null }),
            })
          }
        />
      </Field>
      <Field label={t("team")}>
        <Combobox
          label={t("team")}
          value={idText(value.teamId)}
          clearable
          options={(data?.teams ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          onChange={(id) =>
            onChange({
              ...{ ...value, teamId: idOf(id) },
              ...(id === null ? {} : { operatorId: null }),
            })
          }
        />
      </Field>
      <Field label={t("distribution")}>
        <Select
          value={value.distribution}
          onChange={(distribution) => onChange({ ...value, distribution })}
          options={DISTRIBUTIONS.map((each) => ({
            value: each,
            label: t(`distributions.${each}`),
          }))}
        />
      </Field>
    </div>
  );
}
