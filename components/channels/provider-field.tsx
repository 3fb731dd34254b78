"use client";

import { useTranslations } from "next-intl";
import { MAIL_SECURITY } from "@/server/domain/messages/inputs";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { labelKey, type ProviderField } from "./provider-fields";

type Words = ((key: string) => string) & { has(key: string): boolean };

export type ProviderFieldInputProps = {
  field: ProviderField;
  value: string | boolean;
  onChange: (value: string | boolean) => void;
  /** A secret that is kept already need not be typed again. */
  isKept: boolean;
  error?: string | undefined;
};

/** One setting of a provider. What a switch means for others is said beside it. */
export function ProviderFieldInput(props: ProviderFieldInputProps) {
  const { field, value, onChange, isKept, error } = props;
  const t = useTranslations("channels");
  // Fields arrive as data; the completeness test of this page names each of them.
  const labels = useTranslations("channels.fields") as unknown as Words;
  const hints = useTranslations("channels.hints") as unknown as Words;
  const key = labelKey(field);
  const label = labels(key);
  const hint = hints.has(key) ? hints(key) : undefined;
  if (field.kind === "flag") {
    return (
      <Checkbox
        checked={value === true}
        onChange={onChange}
        label={label}
        hint={hint}
        className="col-span-full"
      />
    );
  }
  const isRequired = !field.isOptional && !(field.kind === "secret" && isKept);
  return (
    <Field
      label={label}
      hint={field.kind === "secret" && isKept ? t("secretKept") : hint}
      error={error}
      required={isRequired}
    >
      <Control field={field} value={String(value)} onChange={onChange} />
    </Field>
  );
}

type ControlProps = { field: ProviderField; value: string; onChange: (value: string) => void };

function Control({ field, value, onChange }: ControlProps) {
  const t = useTranslations("channels");
  if (field.kind === "security") {
    const options = MAIL_SECURITY.map((each) => ({ value: each, label: t(`security.${each}`) }));
    return (
      <Select
        value={value as (typeof MAIL_SECURITY)[number]}
        onChange={onChange}
        options={options}
      />
    );
  }
  if (field.kind === "messageType") {
    const options = (["commercial", "public"] as const).map((each) => ({
      ...{ value: each, label: t(`messageTypes.${each}`) },
    }));
    return (
      <Select value={value as "commercial" | "public"} onChange={onChange} options={options} />
    );
  }
  return (
    <TextInput
      name={field.path}
      value={value}
      onChange={onChange}
      type={field.kind === "secret" ? "password" : "text"}
      inputMode={field.kind === "number" ? "numeric" : undefined}
      autoComplete={field.kind === "secret" ? "new-password" : "off"}
      spellCheck={false}
    />
  );
}
