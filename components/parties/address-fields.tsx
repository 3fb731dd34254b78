"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ADDRESS_KINDS } from "@/db/values/parties";
import type { AddressInput } from "@/server/domain/parties/inputs";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Menu } from "../ui/menu";
import { FiasFields } from "./fias-fields";
import type { PartyForm } from "./party-draft";

/** One block for each kind of address that the party has. */
export function AddressFields({ form }: { form: PartyForm }) {
  const t = useTranslations("parties");
  const addresses = form.values.addresses ?? [];
  const missing = ADDRESS_KINDS.filter((kind) => !addresses.some((each) => each.kind === kind));
  const change = (at: number, part: Partial<AddressInput>) =>
    form.set(
      "addresses",
      addresses.map((each, i) => (i === at ? { ...each, ...part } : each)),
    );
  return (
    <div className="grid gap-3">
      {addresses.map((address, i) => (
        <AddressBlock
          key={address.kind}
          address={{ ...address, country: address.country ?? form.values.country }}
          error={(field) => form.error(`addresses.${i}.${field}`)}
          onChange={(part) => change(i, part)}
          onRemove={() =>
            form.set(
              "addresses",
              addresses.filter((_, other) => other !== i),
            )
          }
        />
      ))}
      <div className="flex flex-wrap items-center gap-2">
        {missing.length > 0 ? (
          <Menu
            entries={missing.map((kind) => ({
              label: t(`addressKinds.${kind}`),
              onSelect: () => form.set("addresses", [...addresses, { kind }]),
            }))}
            trigger={
              <Button size="sm" icon={Plus}>
                {t("form.addAddress")}
              </Button>
            }
          />
        ) : null}
        <p className="min-w-0 flex-1 text-ink-2 text-xs">{t("form.postalRule")}</p>
      </div>
    </div>
  );
}

type PlainProps = {
  text: (field: "street" | "city" | "postalCode") => {
    value: string;
    onChange: (value: string) => void;
  };
  error: (field: keyof AddressInput) => string | undefined;
};

function PlainFields({ text, error }: PlainProps) {
  const t = useTranslations("parties.fields");
  return (
    <>
      <Field label={t("street")} error={error("street")}>
        <TextInput {...text("street")} />
      </Field>
      <div className="grid grid-cols-[7rem_1fr] gap-3">
        <Field label={t("postalCode")} error={error("postalCode")}>
          <TextInput {...text("postalCode")} inputMode="numeric" className="figures" />
        </Field>
        <Field label={t("city")} error={error("city")}>
          <TextInput {...text("city")} />
        </Field>
      </div>
    </>
  );
}

type BlockProps = {
  address: AddressInput;
  error: (field: keyof AddressInput) => string | undefined;
  onChange: (part: Partial<AddressInput>) => void;
  onRemove: () => void;
};

function AddressBlock({ address, error, onChange, onRemove }: BlockProps) {
  const t = useTranslations();
  const kind = t(`parties.addressKinds.${address.kind}`);
  // A code is that of the address it was found for: of another one nothing is known yet.
  const change = (field: "street" | "city" | "postalCode", value: string) =>
    onChange({ [field]: value, addressPoint: null, fiasCode: null });
  const text = (field: "street" | "city" | "postalCode") => ({
    value: address[field] ?? "",
    onChange: (value: string) => change(field, value),
    autoComplete: "off",
  });
  const isRussian = address.country === "RU" || Boolean(address.fiasCode);
  // What was written otherwise before stays as it is until somebody writes it anew.
  const isByLevels = isRussian && (Boolean(address.fias) || !(address.street || address.city));
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="caption flex w-full items-center">
        {kind}
        <IconButton
          icon={Trash2}
          size="sm"
          label={t("shell.actions.removeNamed", { name: kind })}
          onClick={onRemove}
          className="ml-auto"
        />
      </legend>
      {isByLevels ? (
        <FiasFields address={address} error={error} onChange={onChange} />
      ) : (
        <PlainFields text={text} error={error} />
      )}
      {address.addressPoint ? (
        <p className="text-ink-2 text-xs">
          {t("parties.fields.addressPoint")}
          {": "}
          <span className="code-figures">{address.addressPoint}</span>
        </p>
      ) : null}
      {isRussian ? (
        <Field label={t("parties.fields.fiasCode")} error={error("fiasCode")}>
          <TextInput
            value={address.fiasCode ?? ""}
            onChange={(fiasCode) => onChange({ fiasCode })}
            autoComplete="off"
            className="code-figures"
          />
        </Field>
      ) : null}
    </fieldset>
  );
}
