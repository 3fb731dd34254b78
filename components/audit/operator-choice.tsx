"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { Field } from "../form/field";

/** Whose doings are shown; "" is everybody. */
export function OperatorChoice({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange: (value: string) => void;
}) {
  const t = useTranslations("audit.filters");
  const colleagues = trpc.access.operators.colleagues.useQuery();
  const options = (colleagues.data ?? []).map(({ id, name }) => ({
    value: String(id),
    label: name,
  }));
  return (
    <Field label={t("actor")} className="w-full sm:w-52">
      <Combobox
        label={t("actor")}
        options={options}
        value={value || null}
        onChange={(chosen) => onChange(chosen ?? "")}
        placeholder={t("anybody")}
        clearable
      />
    </Field>
  );
}
