"use client";

import { useTranslations } from "next-intl";
import { PARTY_KINDS, SEXES } from "@/db/values/parties";
import { parseBirthNumber } from "@/server/kernel/birth-number";
import { parseFullName } from "@/server/kernel/person-name";
import { Checkbox } from "../form/checkbox";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { Segmented } from "../ui/segmented";
import { NumberFields } from "./number-fields";
import type { PartyForm } from "./party-draft";

type Props = {
  form: PartyForm;
  /** "80••••/••••" of a stored number; null without one. */
  storedBirthNumber: string | null;
};

/** Who it is: kind, name, birth, numbers. */
export function IdentityFields({ form, storedBirthNumber }: Props) {
  const t = useTranslations("parties");
  const isCompany = form.values.kind === "legal_entity";

  function choose(kind: (typeof PARTY_KINDS)[number]): void {
    form.set("kind", kind);
    if (kind !== "legal_entity") return;
    form.set("birthNumber", storedBirthNumber ? null : undefined);
    form.set("birthOn", null);
    form.set("sex", null);
  }

  return (
    <>
      <Segmented
        label={t("fields.kind")}
        value={form.values.kind ?? "natural_person"}
        onChange={choose}
        options={PARTY_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <Field
        label={t(isCompany ? "fields.companyName" : "fields.fullName")}
        error={form.error("fullName")}
        hint={isCompany ? null : <NameRead text={form.values.fullName ?? ""} />}
        required
      >
        <TextInput {...form.text("fullName")} autoComplete="off" maxLength={300} />
      </Field>
      {isCompany ? null : <BirthFields form={form} stored={storedBirthNumber} />}
      <NumberFields form={form} />
    </>
  );
}

/** How the name was understood, before it is saved so. */
function NameRead({ text }: { text: string }) {
  const t = useTranslations("parties.form");
  const parsed = text.trim() === "" ? null : parseFullName(text);
  if (!parsed?.ok) return t("nameHint");
  const { givenName, surname, titlesBefore, titlesAfter } = parsed.value;
  const titles = [titlesBefore, titlesAfter].filter(Boolean).join(", ");
  const name = t("nameRead", { given: givenName ?? "–", surname });
  return titles ? `${name} · ${t("nameReadTitles", { titles })}` : name;
}

function BirthFields({ form, stored }: { form: PartyForm; stored: string | null }) {
  const t = useTranslations("parties");
  const isRemoved = form.values.birthNumber === null && stored !== null;

  function type(text: string): void {
    form.set("birthNumber", text === "" ? undefined : text);
    const parsed = parseBirthNumber(text);
    if (!parsed.ok) return;
    form.set("birthOn", parsed.value.birthOn);
    form.set("sex", parsed.value.sex);
  }

  const hint = stored ? t("form.birthKept", { number: stored }) : t("form.birthDerived");
  return (
    <>
      <div className="grid grid-cols-[1.2fr_1fr_0.8fr] gap-3 max-sm:grid-cols-1">
        <Field label={t("fields.birthNumber")} error={form.error("birthNumber")} hint={hint}>
          <TextInput
            name="birthNumber"
            value={form.values.birthNumber ?? ""}
            onChange={type}
            disabled={isRemoved}
            autoComplete="off"
            inputMode="numeric"
            className="code-figures"
          />
        </Field>
        <Field label={t("fields.birthOn")} error={form.error("birthOn")}>
          <DayInput
            value={form.values.birthOn ?? null}
            onChange={(day) => form.set("birthOn", day)}
          />
        </Field>
        <Field label={t("fields.sex")} error={form.error("sex")}>
          <Select
            value={form.values.sex ?? "unset"}
            onChange={(value) => form.set("sex", value === "unset" ? null : value)}
            options={[
              { value: "unset" as const, label: t("form.unset") },
              ...SEXES.map((value) => ({ value, label: t(`sex.${value}`) })),
            ]}
          />
        </Field>
      </div>
      {stored ? (
        <Checkbox
          label={t("form.birthRemove")}
          checked={isRemoved}
          onChange={(isOn) => form.set("birthNumber", isOn ? null : undefined)}
        />
      ) : null}
    </>
  );
}
