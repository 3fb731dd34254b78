"use client";

import { useTranslations } from "next-intl";
import { PortalInput } from "./input";

export const NOBODY = { name: "", position: "", email: "", phone: "" };
export type TypedPerson = typeof NOBODY;

interface Props {
  person: TypedPerson;
  isRequired?: boolean;
  at: (name: string) => { name: string; error: string | undefined };
  onChange: (part: Partial<TypedPerson>) => void;
}

/** Whom to talk to at an organisation. */
export function ContactPersonFields({ person, isRequired = false, at, onChange }: Props) {
  const t = useTranslations("portal.organisation");
  const field = (name: keyof TypedPerson) => ({
    // The organisation has a name of its own.
    ...at(name === "name" ? "contactName" : name),
    autoComplete: "off",
    value: person[name],
    onChange: (value: string) => onChange({ [name]: value }),
  });
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <legend className="mb-3 font-[620] text-xl">{t("contact")}</legend>
      <PortalInput label={t("contactName")} required={isRequired} {...field("name")} />
      <PortalInput label={t("position")} {...field("position")} />
      <PortalInput label={t("contactEmail")} inputMode="email" {...field("email")} />
      <PortalInput label={t("contactPhone")} inputMode="tel" {...field("phone")} />
    </fieldset>
  );
}
