"use client";

import { useTranslations } from "next-intl";
import { PortalInput } from "./input";
import { PortalSelect } from "./portal-select";

export const NOWHERE = { street: "", city: "", postalCode: "", country: "CZ" };
export type TypedAddress = typeof NOWHERE;

interface Props {
  title: string;
  address: TypedAddress;
  at: (name: string) => { name: string; error: string | undefined };
  onChange: (part: Partial<TypedAddress>) => void;
}

/** A place in four fields. */
export function AddressFields({ title, address, at, onChange }: Props) {
  const t = useTranslations("portal.data");
  const field = (name: keyof TypedAddress) => ({
    ...at(name),
    value: address[name],
    onChange: (value: string) => onChange({ [name]: value }),
  });
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <legend className="mb-3 font-[620] text-xl">{title}</legend>
      <PortalInput label={t("street")} autoComplete="street-address" {...field("street")} />
      <PortalInput label={t("city")} autoComplete="address-level2" {...field("city")} />
      <PortalInput
        label={t("postalCode")}
        autoComplete="postal-code"
        inputMode="numeric"
        {...field("postalCode")}
      />
      <PortalSelect
        label={t("country")}
        options={countries(address.country).map((value) => ({
          value,
          label: value === "CZ" || value === "SK" ? t(value) : value,
        }))}
        {...field("country")}
      />
    </fieldset>
  );
}

const countries = (own: string) => [...new Set(["CZ", "SK", own])];

type Known = { [key in keyof TypedAddress]: string | null };

/** What is known of a place, as fields hold it. */
export function typedAddress(known: Known | null): TypedAddress {
  if (!known) return NOWHERE;
  const { street, city, postalCode, country } = known;
  return {
    ...{ street: street ?? "", city: city ?? "", postalCode: postalCode ?? "" },
    country: country ?? "CZ",
  };
}
