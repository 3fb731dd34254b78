"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef } from "react";
import {
  parseFileMark,
  parseInn,
  parseOgrn,
  parseRegistrationNo,
} from "@/server/kernel/identifiers";
import type { Finding, Parsed } from "@/server/kernel/parsed";
import { Combobox } from "../form/combobox";
import { useCodeText } from "../form/error-text";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { LookedUp, LookUpButton } from "./company-lookup";
import { useCountries } from "./country";
import type { PartyForm } from "./party-draft";
import { type CompanyLookup, useCompanyLookup } from "./use-company-lookup";
import { useVatCheck, VatCheckButton, VatChecked } from "./vat-check";

/** Numbers of whoever trades, filled in from the register of companies where it knows them. */
export function NumberFields({ form }: { form: PartyForm }) {
  const t = useTranslations("parties.fields");
  const countries = useCountries();
  const warning = useWarnings();
  const lookup = useCompanyLookup(form);
  const vat = useVatCheck();
  useAtOnce(form, lookup);
  const { kind, registrationNo, taxId, country } = form.values;
  const hasNumbers = kind !== "natural_person" || registrationNo || taxId;
  const isHome = !country || country === "CZ" || country === "SK";
  const own = (text: string) => parseRegistrationNo(text, { country: country ?? "CZ" });
  return (
    <>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        {hasNumbers ? (
          <>
            <Field
              label={t("registrationNo")}
              error={form.error("registrationNo")}
              hint={warning(registrationNo, own)}
            >
              <div className="flex gap-2">
                <TextInput
                  {...form.text("registrationNo")}
                  onKeyDown={(event) => lookUpOnEnter(event, lookup)}
                  autoComplete="off"
                  inputMode="numeric"
                  className="code-figures min-w-0 flex-1"
                />
                {isHome ? <LookUpButton lookup={lookup} /> : null}
              </div>
            </Field>
            <Field label={t("taxId")} error={form.error("taxId")}>
              <div className="flex gap-2">
                <TextInput
                  {...form.text("taxId")}
                  autoComplete="off"
                  className="code-figures min-w-0 flex-1"
                />
                <VatCheckButton
                  vat={vat}
                  taxId={form.values.vatId || taxId}
                  country={country ?? "CZ"}
                />
              </div>
            </Field>
          </>
        ) : null}
        {hasNumbers ? (
          <Field label={t("legalForm")} error={form.error("legalForm")}>
            <TextInput {...form.text("legalForm")} autoComplete="off" />
          </Field>
        ) : null}
        <Field label={t("country")} error={form.error("country")}>
          <Combobox
            label={t("country")}
            value={country ?? "CZ"}
            valueLabel={countries.name(country ?? "CZ")}
            onChange={(value) => form.set("country", value ?? "CZ")}
            options={countries.options}
          />
        </Field>
      </div>
      {hasNumbers ? <LookedUp lookup={lookup} /> : null}
      {hasNumbers ? <VatChecked vat={vat} /> : null}
    </>
  );
}

/** Enter beside a number that was not looked up yet does that; the next one saves. */
function lookUpOnEnter(event: KeyboardEvent, lookup: CompanyLookup): void {
  if (event.key !== "Enter" || event.nativeEvent.isComposing || !lookup.isNew) return;
  event.preventDefault();
  lookup.look();
}

/** A form that begins with a number and no name asks the register by itself. */
function useAtOnce(form: PartyForm, lookup: CompanyLookup): void {
  const { fullName, registrationNo } = form.values;
  const isWanted = useRef(!fullName && Boolean(registrationNo));
  useEffect(() => {
    if (!isWanted.current) return;
    isWanted.current = false;
    lookup.look();
  });
}

/** Requisites that few need: short name, VAT id, file mark, numbers of Russia. */
export function RequisiteFields({ form }: { form: PartyForm }) {
  const t = useTranslations("parties.fields");
  const warning = useWarnings();
  const { country, inn, ogrn, kpp, fileMark } = form.values;
  const isRussian = country === "RU" || inn || ogrn || kpp;
  const mark = country === "CZ" || !country ? warning(fileMark, parseFileMark) : null;
  return (
    <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
      <Field label={t("shortName")} error={form.error("shortName")}>
        <TextInput {...form.text("shortName")} autoComplete="off" />
      </Field>
      <CodeField form={form} name="vatId" />
      <Field
        label={t("fileMark")}
        error={form.error("fileMark")}
        hint={mark}
        className="col-span-full"
      >
        <TextInput {...form.text("fileMark")} autoComplete="off" />
      </Field>
      {isRussian ? (
        <>
          <CodeField form={form} name="inn" hint={warning(inn, parseInn)} />
          <CodeField form={form} name="kpp" />
          <CodeField form={form} name="ogrn" hint={warning(ogrn, parseOgrn)} />
        </>
      ) : null}
    </div>
  );
}

type CodeProps = {
  form: PartyForm;
  name: "vatId" | "inn" | "kpp" | "ogrn";
  hint?: string | null;
};

function CodeField({ form, name, hint = null }: CodeProps) {
  const t = useTranslations("parties.fields");
  return (
    <Field label={t(name)} error={form.error(name)} hint={hint}>
      <TextInput {...form.text(name)} autoComplete="off" className="code-figures" />
    </Field>
  );
}

/** What is odd about a number that may be right all the same; it is said and stops nobody. */
function useWarnings() {
  const codeText = useCodeText();
  return (text: string | null | undefined, parse: (text: string) => Parsed<unknown>) => {
    if (!text?.trim()) return null;
    const parsed = parse(text);
    const [first]: Finding[] = parsed.ok ? parsed.warnings : [];
    return first ? codeText(first.code, first.params) : null;
  };
}
