"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { CONTACTS_MAX, type ContactInput } from "@/server/domain/parties/inputs";
import { Field } from "../form/field";
import { PhoneInput } from "../form/phone-input";
import { TextInput } from "../form/text-input";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import type { PartyForm } from "./party-draft";

type ListKey = "phones" | "emails";

/** Telephones and e-mails, as many as there are, each with a note. */
export function ContactFields({ form }: { form: PartyForm }) {
  return (
    <div className="grid gap-4">
      <ContactList form={form} list="phones" />
      <ContactList form={form} list="emails" />
    </div>
  );
}

function ContactList({ form, list }: { form: PartyForm; list: ListKey }) {
  const t = useTranslations("parties.form");
  const contacts = form.values[list] ?? [];
  return (
    <div className="grid gap-2">
      {contacts.map((contact, i) => (
        <ContactLine
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity until they are saved.
          key={i}
          list={list}
          contact={contact}
          country={form.values.country === "SK" ? "SK" : "CZ"}
          error={form.error(`${list}.${i}`) ?? form.error(`${list}.${i}.value`)}
          onChange={(part) =>
            form.set(
              list,
              contacts.map((each, other) => (other === i ? { ...each, ...part } : each)),
            )
          }
          onRemove={() =>
            form.set(
              list,
              contacts.filter((_, other) => other !== i),
            )
          }
        />
      ))}
      {contacts.length < CONTACTS_MAX ? (
        <div>
          <Button
            size="sm"
            icon={Plus}
            onClick={() => form.set(list, [...contacts, { value: "" }])}
          >
            {t(list === "phones" ? "addPhone" : "addEmail")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

type LineProps = {
  list: ListKey;
  contact: ContactInput;
  country: "CZ" | "SK";
  error: string | undefined;
  onChange: (part: Partial<ContactInput>) => void;
  onRemove: () => void;
};

function ContactLine({ list, contact, country, error, onChange, onRemove }: LineProps) {
  const t = useTranslations();
  const label = t(list === "phones" ? "parties.fields.phone" : "parties.fields.email");
  const input = { value: contact.value, onChange: (value: string) => onChange({ value }) };
  return (
    <div className="grid grid-cols-[1.3fr_1fr_auto] items-start gap-2">
      <Field label={label} error={error}>
        {list === "phones" ? (
          <PhoneInput {...input} country={country} />
        ) : (
          <TextInput {...input} type="email" autoComplete="off" />
        )}
      </Field>
      <Field label={t("parties.fields.contactNote")}>
        <TextInput
          value={contact.note ?? ""}
          onChange={(note) => onChange({ note })}
          autoComplete="off"
          maxLength={200}
        />
      </Field>
      <IconButton
        icon={Trash2}
        label={t("shell.actions.removeNamed", { name: label })}
        onClick={onRemove}
        className="mt-5"
      />
    </div>
  );
}
