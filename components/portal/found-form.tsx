"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Banner } from "../ui/banner";
import { AddressFields, NOWHERE } from "./address-fields";
import { brandButton } from "./brand";
import { ContactPersonFields, NOBODY } from "./contact-person-fields";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { usePortal } from "./use-portal";
import { usePortalForm } from "./use-portal-form";

const EMPTY = { registrationNo: "", name: "", taxId: "", legalForm: "" };
type Values = typeof EMPTY;
type Filled = "filled" | "fillNone" | "fillTrouble";

/** A new organisation, filled in by its number from the state's register. */
export function FoundForm({ slug }: { slug: string }) {
  const t = useTranslations("portal.organisation");
  const router = useRouter();
  const form = usePortalForm(slug, (named) => named.split(".").at(-1) ?? named);
  const [values, setValues] = useState(EMPTY);
  const [address, setAddress] = useState(NOWHERE);
  const [person, setPerson] = useState(NOBODY);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const country = address.country === "SK" ? ("SK" as const) : ("CZ" as const);
    const given = { ...values, country, address: { ...address, country }, contactPerson: person };
    const done = await form.send(given, (client) =>
      client.foundOrganisation.mutate(given).then(() => true),
    );
    if (done) router.refresh();
  }
  return (
    <form {...form.props} onSubmit={submit} aria-labelledby="found" className="grid gap-5">
      <h2 id="found" className="font-[620] text-xl">
        {t("foundTitle")}
      </h2>
      <FaultBanner slug={slug} fault={form.fault} />
      <FillByNumber
        slug={slug}
        values={values}
        country={address.country}
        at={form.at}
        onChange={(part) => setValues((before) => ({ ...before, ...part }))}
        onAddress={setAddress}
      />
      <AddressFields
        title={t("seat")}
        address={address}
        at={form.at}
        onChange={(part) => setAddress((before) => ({ ...before, ...part }))}
      />
      <ContactPersonFields
        person={person}
        isRequired
        at={form.at}
        onChange={(part) => setPerson((before) => ({ ...before, ...part }))}
      />
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {t("found")}
      </button>
    </form>
  );
}

interface FillProps {
  slug: string;
  values: Values;
  country: string;
  at: (name: string) => { name: string; error: string | undefined };
  onChange: (part: Partial<Values>) => void;
  onAddress: (address: typeof NOWHERE) => void;
}

function FillByNumber({ slug, values, country, at, onChange, onAddress }: FillProps) {
  const t = useTranslations("portal.organisation");
  const { call, fault, isBusy } = usePortal(slug);
  const [filled, setFilled] = useState<Filled | null>(null);
  const field = (name: keyof Values) => ({
    ...at(name),
    autoComplete: "off",
    value: values[name],
    onChange: (value: string) => onChange({ [name]: value }),
  });

  async function fill() {
    setFilled(null);
    const { registrationNo } = values;
    const answer = await call((client) =>
      client.companyForMe.mutate({ registrationNo, country: country === "SK" ? "SK" : "CZ" }),
    );
    if (!answer) return;
    if (answer.outcome !== "found") {
      setFilled(answer.outcome === "clear" ? "fillNone" : "fillTrouble");
      return;
    }
    const { name, taxId, legalForm, address, registrationNo: number } = answer.company;
    onChange({ registrationNo: number, name, taxId: taxId ?? "", legalForm: legalForm ?? "" });
    onAddress(address);
    setFilled("filled");
  }
  return (
    <>
      <div className="grid items-end gap-3 sm:grid-cols-[1fr_auto]">
        <PortalInput label={t("registrationNo")} required {...field("registrationNo")} />
        <button
          type="button"
          onClick={fill}
          disabled={isBusy || !values.registrationNo.trim()}
          className="h-control rounded-md border border-edge px-4 text-md disabled:opacity-50"
        >
          {t("fill")}
        </button>
      </div>
      <FaultBanner slug={slug} fault={fault} />
      {filled ? (
        <Banner tone={filled === "filled" ? "positive" : "warning"} role="status">
          {t(filled)}
        </Banner>
      ) : null}
      <div className="grid gap-3 sm:grid-cols-2">
        <PortalInput label={t("name")} required {...field("name")} />
        <PortalInput label={t("taxId")} {...field("taxId")} />
        <PortalInput label={t("legalForm")} {...field("legalForm")} />
      </div>
    </>
  );
}
