"use client";

import { useTranslations } from "next-intl";
import { MAIL_SECURITY, SIGN_INS, TOKEN_SERVICES } from "@/server/domain/messages/inputs";
import type { RouterOutput } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { type Option, Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { labelKey, type ProviderField } from "./provider-fields";

type Words = ((key: string) => string) & { has(key: string): boolean };

export type PostageService = NonNullable<RouterOutput["channels"]["test"]["services"]>[number];

export type ProviderFieldInputProps = {
  field: ProviderField;
  value: string | boolean;
  onChange: (value: string | boolean) => void;
  /** A secret that is kept already need not be typed again. */
  isKept: boolean;
  /** Of the contract with the post, once they are known. */
  services: readonly PostageService[];
  error?: string | undefined;
};

/** One setting of a provider. What a switch means for others is said beside it. */
export function ProviderFieldInput(props: ProviderFieldInputProps) {
  const { field, value, onChange, isKept, services, error } = props;
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
      <Control field={field} value={String(value)} onChange={onChange} services={services} />
    </Field>
  );
}

type ControlProps = {
  field: ProviderField;
  value: string;
  onChange: (value: string) => void;
  services: readonly PostageService[];
};

function Control({ field, value, onChange, services }: ControlProps) {
  const options = useChoices(field, value, services);
  if (options) {
    return (
      <Select
        value={value === "" ? NONE : value}
        onChange={(next) => onChange(next === NONE ? "" : next)}
        options={options}
      />
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

/** A choice cannot be worth nothing. */
const NONE = "none";

/** What a field is chosen from; null where it is typed. */
function useChoices(
  { kind }: ProviderField,
  value: string,
  services: readonly PostageService[],
): Option[] | null {
  const t = useTranslations("channels");
  if (kind === "security") {
    return MAIL_SECURITY.map((each) => ({ value: each, label: t(`security.${each}`) }));
  }
  if (kind === "signIn") {
    return SIGN_INS.map((each) => ({ value: each, label: t(`signIns.${each}`) }));
  }
  if (kind === "tokenService") {
    return TOKEN_SERVICES.map((each) => ({ value: each, label: t(`services.${each}`) }));
  }
  if (kind === "messageType") {
    return (["commercial", "public"] as const).map((each) => ({
      ...{ value: each, label: t(`messageTypes.${each}`) },
    }));
  }
  if (kind !== "postage" || services.length === 0) return null;
  const listed = services.map(({ code, label }) => ({ value: code, label: `${label} (${code})` }));
  // One that the contract has no more is still shown, so that nobody loses it by looking.
  const isOld = value !== "" && !services.some(({ code }) => code === value);
  const old = isOld ? [{ value, label: t("postageGone", { code: value }) }] : [];
  return [{ value: NONE, label: t("postageNone") }, ...old, ...listed];
}
