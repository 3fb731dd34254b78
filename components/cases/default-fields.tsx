"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Combobox } from "../form/combobox";
import { Field } from "../form/field";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { type FieldDraft, FieldInput } from "../workflow/field-input";
import { type Process, type ProcessField, useProcesses } from "../workflow/processes";

type DefaultFieldsProps = {
  values: Readonly<Record<string, FieldDraft>>;
  onChange: (values: Record<string, FieldDraft>) => void;
  currency: "CZK" | "EUR";
};

type Known = { field: ProcessField; processes: string };

/** Fields of all processes by key, with the processes that have them. */
function fieldsOf(categories: readonly Process[]): Map<string, Known> {
  const found = new Map<string, Known>();
  for (const process of categories) {
    for (const field of process.fields) {
      const before = found.get(field.key);
      const processes = before ? `${before.processes}, ${process.name}` : process.name;
      found.set(field.key, { field: before?.field ?? field, processes });
    }
  }
  return found;
}

/** Values that new cases of the group start with. */
export function DefaultFields({ values, onChange, currency }: DefaultFieldsProps) {
  const t = useTranslations("cases.register");
  const known = fieldsOf(useProcesses().categories);
  const keys = Object.keys(values);
  const without = (key: string) =>
    Object.fromEntries(Object.entries(values).filter(([each]) => each !== key));
  return (
    <Section title={t("defaults")} level={3}>
      <p className="mb-2 text-ink-2">{t("defaultsHint")}</p>
      <div className="grid gap-3">
        {keys.map((key) => {
          const field = known.get(key)?.field;
          return (
            <div key={key} className="flex items-end gap-1.5">
              <Field label={field?.name ?? key} className="flex-1">
                {field ? (
                  <FieldInput
                    field={field}
                    currency={currency}
                    value={values[key] ?? null}
                    onChange={(value) => onChange({ ...values, [key]: value })}
                  />
                ) : (
                  String(values[key])
                )}
              </Field>
              <IconButton
                icon={Trash2}
                label={t("removeDefault", { name: field?.name ?? key })}
                onClick={() => onChange(without(key))}
              />
            </div>
          );
        })}
        <Combobox
          label={t("addDefault")}
          placeholder={t("addDefault")}
          value={null}
          onChange={(key) => (key ? onChange({ ...values, [key]: null }) : undefined)}
          options={[...known]
            .filter(([key]) => !keys.includes(key))
            .map(([key, { field, processes }]) => ({
              value: key,
              label: field.name,
              hint: processes,
            }))}
        />
      </div>
    </Section>
  );
}
