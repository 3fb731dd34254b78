"use client";

import { useTranslations } from "next-intl";
import { LANGUAGES, ROLES, type Role } from "@/db/values/access";
import type { Locale } from "@/server/kernel/locale";
import { trpc } from "../api/crm";
import { Checkbox, RadioGroup } from "../form/checkbox";
import { MultiSelect } from "../form/combobox";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";

interface Control<Value> {
  value: Value | null | undefined;
  onChange: (value: Value) => void;
}

type Props = {
  name: { name: string; value: string; onChange: (value: string) => void };
  role: Control<Role>;
  language: Control<Locale>;
  seesAllGroups: Control<boolean>;
  accessGroupIds: Control<number[]>;
  error: (key: string) => string | undefined;
};

/** What is asked of a new operator and of a present one alike. */
export function OperatorFields(props: Props) {
  const { name, role, language, seesAllGroups, accessGroupIds, error } = props;
  const t = useTranslations("access");
  const shell = useTranslations("shell");
  return (
    <>
      <Field label={t("fields.name")} error={error("name")} required>
        <TextInput {...name} autoComplete="off" />
      </Field>
      <Field label={t("fields.role")} error={error("role")} required>
        <RadioGroup
          value={role.value ?? null}
          onChange={role.onChange}
          options={ROLES.map((value) => ({
            value,
            label: shell(`roles.${value}`),
            hint: t(`roleHints.${value}`),
          }))}
        />
      </Field>
      <Field label={t("fields.language")} error={error("language")}>
        <Select
          value={language.value ?? null}
          onChange={language.onChange}
          options={LANGUAGES.map((value) => ({ value, label: shell(`locales.${value}`) }))}
        />
      </Field>
      <Checkbox
        checked={seesAllGroups.value ?? false}
        onChange={seesAllGroups.onChange}
        label={t("fields.seesAllGroups")}
      />
      {seesAllGroups.value ? null : (
        <GroupsField
          value={accessGroupIds.value ?? []}
          error={error("accessGroupIds")}
          onChange={accessGroupIds.onChange}
        />
      )}
    </>
  );
}

type GroupsProps = { value: number[]; error?: string; onChange: (ids: number[]) => void };

function GroupsField({ value, error, onChange }: GroupsProps) {
  const t = useTranslations("access");
  const groups = trpc.access.groups.list.useQuery();
  const options = (groups.data ?? []).map(({ id, code, name }) => ({
    value: String(id),
    label: `${code} – ${name}`,
  }));
  return (
    <Field
      label={t("fields.accessGroups")}
      error={error}
      hint={value.length === 0 ? t("operators.noGroupsHint") : undefined}
    >
      <MultiSelect
        label={t("fields.accessGroups")}
        value={value.map(String)}
        onChange={(ids) => onChange(ids.map(Number))}
        options={options}
      />
    </Field>
  );
}
