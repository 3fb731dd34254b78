"use client";

import { useLocale, useTranslations } from "next-intl";
import { ROLES } from "@/db/values/access";
import { useRoleName } from "../../access/role-name";
import { Checkbox } from "../../form/checkbox";
import { MultiSelect } from "../../form/combobox";
import { Field } from "../../form/field";
import { type Option, Select } from "../../form/select";
import { TextInput } from "../../form/text-input";
import { CallsInput } from "./calls-input";
import { type EditedList, ENTRY_FIELDS, type EntryField, type Source } from "./entry-fields";
import { type Entry, entriesOf, idOf, nameOf, type Raw } from "./use-draft";

const LANGUAGES = ["cs", "sk", "en", "ru"] as const;
const ANY = "*";
const NONE = "-";

type EntryFormProps = {
  list: EditedList;
  entry: Entry;
  raw: Raw;
  onChange: (entry: Entry) => void;
};

/** One state, transition, field, role or collegial rule, property by property. */
export function EntryForm({ list, entry, raw, onChange }: EntryFormProps) {
  const set = (key: string, value: unknown) => onChange({ ...entry, [key]: value });
  return (
    <div className="grid gap-3">
      {ENTRY_FIELDS[list].map((field) => (
        <EntryInput
          key={field.key}
          {...{ field, entry, raw }}
          onChange={(value) => set(field.key, value)}
        />
      ))}
    </div>
  );
}

type InputProps = { field: EntryField; entry: Entry; raw: Raw; onChange: (value: unknown) => void };

function EntryInput({ field, entry, raw, onChange }: InputProps) {
  const t = useTranslations("processes.editor");
  const label = t(`keys.${field.key}` as never);
  const value = entry[field.key];
  const options = useOptions(raw);
  switch (field.kind) {
    case "boolean":
      return <Checkbox label={label} checked={value === true} onChange={onChange} />;
    case "rule":
      return (
        <Checkbox
          label={label}
          checked={Array.isArray(value) && value.length > 0}
          hint={isScoped(value) ? t("scoped") : undefined}
          disabled={isScoped(value)}
          onChange={(isOn: boolean) => onChange(isOn ? [{}] : [])}
        />
      );
    case "names":
      return <NamesInput names={(value ?? {}) as Record<string, string>} onChange={onChange} />;
    case "choice": {
      const none = field.isOptional ? [{ value: NONE, label: t("none") }] : [];
      return (
        <Field label={label}>
          <Select
            value={value === null || value === undefined ? NONE : String(value)}
            onChange={(next: string) => onChange(next === NONE ? null : next)}
            options={[...none, ...options(field.of)]}
          />
        </Field>
      );
    }
    case "many": {
      const any = field.hasAny ? [{ value: ANY, label: t("anyState") }] : [];
      const chosen = value === ANY ? [ANY] : ((value ?? []) as string[]);
      return (
        <Field label={label}>
          <MultiSelect
            label={label}
            value={chosen}
            onChange={(next: string[]) =>
              onChange(next.at(-1) === ANY ? ANY : next.filter((each) => each !== ANY))
            }
            options={[...any, ...options(field.of)]}
          />
        </Field>
      );
    }
    case "calls":
      return (
        <CallsInput
          kind={field.key === "guards" ? "guards" : "effects"}
          calls={(value ?? []) as Entry[]}
          onChange={onChange}
        />
      );
    default:
      return (
        <Field label={label}>
          <TextInput
            value={String(value ?? "")}
            inputMode={field.kind === "number" ? "numeric" : "text"}
            onChange={(text: string) =>
              onChange(field.kind === "number" ? Number(text.replaceAll(/\D/g, "") || 0) : text)
            }
          />
        </Field>
      );
  }
}

/** A rule for some states or roles only: kept as it stands, changed in the file. */
const isScoped = (value: unknown) =>
  Array.isArray(value) && value.some((scope) => Object.keys(scope as object).length > 0);

type NamesInputProps = {
  names: Record<string, string>;
  onChange: (names: Record<string, string>) => void;
};

function NamesInput({ names, onChange }: NamesInputProps) {
  const t = useTranslations("processes.editor");
  return (
    <div className="grid grid-cols-2 gap-2">
      {LANGUAGES.map((language) => (
        <Field key={language} label={t("nameIn", { language: language.toUpperCase() })}>
          <TextInput
            value={names[language] ?? ""}
            onChange={(text: string) => onChange({ ...names, [language]: text })}
          />
        </Field>
      ))}
    </div>
  );
}

/** Choices by their names: entries of the definition, roles of people, or words of ours. */
function useOptions(raw: Raw): (source: Source) => Option[] {
  const t = useTranslations("processes.editor");
  const tTold = useTranslations("workflow.told");
  const language = useLocale();
  const roleName = useRoleName();
  return (source) => {
    if (source === "movers") {
      return [...ROLES, "system"].map((role) => {
        return { value: role, label: role === "system" ? tTold("system") : roleName(role) };
      });
    }
    if (source === "operatorRoles") {
      return ROLES.map((role) => ({ value: role, label: roleName(role) }));
    }
    if (typeof source === "string") {
      return entriesOf(raw, source).map((entry) => {
        return { value: idOf(entry), label: nameOf(entry, language) };
      });
    }
    return source.map((value) => ({ value, label: t(`words.${value}` as never) }));
  };
}
