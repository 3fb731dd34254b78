"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { PortalOutput } from "../api/portal";
import { Banner } from "../ui/banner";
import { AddressFields, typedAddress } from "./address-fields";
import { brandButton } from "./brand";
import { ContactPersonFields, NOBODY } from "./contact-person-fields";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { saidOf } from "./said-of";
import { usePortalForm } from "./use-portal-form";

type Data = NonNullable<PortalOutput["myOrganisation"]["data"]>;
const NAMES = ["name", "taxId", "legalForm", "web", "dataBoxId", "bankAccount"] as const;
type Name = (typeof NAMES)[number];

const initial = (data: Data) =>
  Object.fromEntries(
    NAMES.map((name) => [name, saidOf(data.changes, name, data[name]) ?? ""]),
  ) as Record<Name, string>;

/** Data of the organisation and whom to talk to there. */
export function OrganisationForm({ slug, data }: { slug: string; data: Data }) {
  const t = useTranslations("portal.organisation");
  const own = useTranslations("portal.data");
  const router = useRouter();
  const [values, setValues] = useState(() => initial(data));
  const [address, setAddress] = useState(() =>
    typedAddress(saidOf(data.changes, "address", data.address)),
  );
  const [person, setPerson] = useState(
    saidOf(data.changes, "contactPerson", data.contactPerson) ?? NOBODY,
  );
  const [isSaved, setSaved] = useState(false);
  const form = usePortalForm(slug, (named) => named.split(".").at(-1) ?? named);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setSaved(false);
    const change = { version: data.version, ...values, address, contactPerson: person };
    const done = await form.send(change, (client) =>
      client.changeMyOrganisation.mutate(change).then(() => true),
    );
    setSaved(done === true);
    if (done) router.refresh();
  }
  return (
    <form {...form.props} onSubmit={submit} className="grid gap-6">
      <FaultBanner slug={slug} fault={form.fault} />
      {isSaved ? (
        <Banner tone="positive" role="status">
          {own("saved")}
        </Banner>
      ) : null}
      <DataFields
        registrationNo={data.registrationNo}
        values={values}
        at={form.at}
        onChange={(part) => setValues((before) => ({ ...before, ...part }))}
      />
      <AddressFields
        title={t("seat")}
        address={address}
        at={form.at}
        onChange={(part) => setAddress((before) => ({ ...before, ...part }))}
      />
      <ContactPersonFields
        person={person}
        at={form.at}
        onChange={(part) => setPerson((before) => ({ ...before, ...part }))}
      />
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {own("save")}
      </button>
    </form>
  );
}

interface FieldsProps {
  registrationNo: string | null;
  values: Record<Name, string>;
  at: (name: string) => { name: string; error: string | undefined };
  onChange: (part: Partial<Record<Name, string>>) => void;
}

function DataFields({ registrationNo, values, at, onChange }: FieldsProps) {
  const t = useTranslations("portal.organisation");
  const own = useTranslations("portal.data");
  const field = (name: Name) => ({
    ...at(name),
    value: values[name],
    onChange: (value: string) => onChange({ [name]: value }),
  });
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <legend className="mb-3 font-[620] text-xl">{t("data")}</legend>
      <PortalInput label={t("name")} required autoComplete="organization" {...field("name")} />
      {registrationNo ? (
        <dl className="grid content-start gap-1">
          <dt className="font-[550] text-ink-2 text-md">{t("registrationNo")}</dt>
          <dd className="py-2">{registrationNo}</dd>
        </dl>
      ) : null}
      <PortalInput label={t("taxId")} autoComplete="off" {...field("taxId")} />
      <PortalInput label={t("legalForm")} autoComplete="off" {...field("legalForm")} />
      <PortalInput label={t("web")} autoComplete="url" {...field("web")} />
      <PortalInput label={t("dataBoxId")} autoComplete="off" {...field("dataBoxId")} />
      <PortalInput
        label={own("bankAccount")}
        hint={own("bankAccountHint")}
        autoComplete="off"
        {...field("bankAccount")}
      />
    </fieldset>
  );
}
