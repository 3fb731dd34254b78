"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { formatDay } from "@/server/kernel/days";
import type { PortalOutput } from "../api/portal";
import { Banner } from "../ui/banner";
import { AddressFields, typedAddress } from "./address-fields";
import { brandButton } from "./brand";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { lineOf } from "./line-of";
import { MyChanges } from "./my-changes";
import { saidOf } from "./said-of";
import { usePortalForm } from "./use-portal-form";

type Data = PortalOutput["myData"];
const CONTACTS_MAX = 5;
const filled = (values: string[]) => values.map((v) => v.trim()).filter(Boolean);

/** Where the client is reached; they change it, and it stands on the card at once. */
export function MyDataForm({ slug, data }: { slug: string; data: Data }) {
  const t = useTranslations("portal.data");
  // Kept outside the fields, which begin anew with what was saved: the word must outlive them.
  const [isSaved, setSaved] = useState(false);
  return (
    <div className="grid gap-6">
      <Identity data={data} />
      {isSaved ? (
        <Banner tone="positive" role="status">
          {t("saved")}
        </Banner>
      ) : null}
      <MyChanges changes={data.changes} />
      <Fields key={data.version} slug={slug} data={data} onSaved={setSaved} />
    </div>
  );
}

interface FieldsProps {
  slug: string;
  data: Data;
  onSaved: (isSaved: boolean) => void;
}

function Fields({ slug, data, onSaved }: FieldsProps) {
  const t = useTranslations("portal.data");
  const router = useRouter();
  const [address, setAddress] = useState(() =>
    typedAddress(saidOf(data.changes, "address", data.address)),
  );
  const [emails, setEmails] = useState(data.emails.length > 0 ? data.emails : [""]);
  const [phones, setPhones] = useState(data.phones.length > 0 ? data.phones : [""]);
  const [bankAccount, setBankAccount] = useState(
    saidOf(data.changes, "bankAccount", data.bankAccount) ?? "",
  );
  const form = usePortalForm(slug, (named) => lineOf(named, { emails, phones }));

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { version } = data;
    const contacts = { emails: filled(emails), phones: filled(phones) };
    const change = { version, address, ...contacts, bankAccount: bankAccount || null };
    onSaved(false);
    const done = await form.send(change, (client) =>
      client.changeMyData.mutate(change).then(() => true),
    );
    onSaved(done === true);
    if (done) router.refresh();
  }
  return (
    <form {...form.props} onSubmit={submit} className="grid gap-6">
      <FaultBanner slug={slug} fault={form.fault} />
      <AddressFields
        title={t("address")}
        address={address}
        at={form.at}
        onChange={(part) => setAddress((before) => ({ ...before, ...part }))}
      />
      <Contacts
        title={t("phones")}
        label={t("phone")}
        values={phones}
        onChange={setPhones}
        at={(index) => ({ ...form.at(`phones.${index}`), inputMode: "tel", autoComplete: "tel" })}
      />
      <Contacts
        title={t("emails")}
        label={t("email")}
        values={emails}
        onChange={setEmails}
        at={(index) => ({
          ...form.at(`emails.${index}`),
          inputMode: "email",
          autoComplete: "email",
        })}
      />
      <PortalInput
        {...form.at("bankAccount")}
        label={t("bankAccount")}
        hint={t("bankAccountHint")}
        value={bankAccount}
        onChange={setBankAccount}
        autoComplete="off"
      />
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {t("save")}
      </button>
    </form>
  );
}

function Identity({ data }: { data: Data }) {
  const t = useTranslations("portal.data");
  const locale = useLocale();
  const rows: [string, string][] = [
    [t("name"), data.fullName],
    ...(data.birthOn ? [[t("born"), formatDay(data.birthOn, locale)] as [string, string]] : []),
    ...(data.registrationNo
      ? [[t("registrationNo"), data.registrationNo] as [string, string]]
      : []),
  ];
  return (
    <header className="grid gap-3">
      <h1 className="font-[650] text-2xl">{t("title")}</h1>
      <p className="text-ink-2">{t("hint")}</p>
      <dl className="grid gap-2 rounded-lg border border-rule bg-surface p-4 sm:grid-cols-3">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt className="text-ink-2 text-md">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

interface ContactsProps {
  title: string;
  label: string;
  values: string[];
  onChange: (values: string[]) => void;
  at: (index: number) => {
    name: string;
    error: string | undefined;
    inputMode: "tel" | "email";
    autoComplete: string;
  };
}

function Contacts({ title, label, values, onChange, at: field }: ContactsProps) {
  const t = useTranslations("portal.data");
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-3 font-[620] text-xl">{title}</legend>
      {values.map((value, index) => (
        <PortalInput
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one form that never change places.
          key={index}
          {...field(index)}
          label={values.length > 1 ? `${label} ${index + 1}` : label}
          value={value}
          onChange={(next) => onChange(values.map((each, at) => (at === index ? next : each)))}
        />
      ))}
      {values.length < CONTACTS_MAX ? (
        <button
          type="button"
          className="w-fit py-2 text-accent text-md"
          onClick={() => onChange([...values, ""])}
        >
          {t("more")}
        </button>
      ) : null}
    </fieldset>
  );
}
