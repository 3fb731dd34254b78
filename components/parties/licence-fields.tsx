"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { LICENCES_MAX, type LicenceInput } from "@/server/domain/parties/inputs";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import type { PartyForm } from "./party-draft";

/** Licences of a counterparty, as many as there are. */
export function LicenceFields({ form }: { form: PartyForm }) {
  const t = useTranslations("parties.form");
  const licences = form.values.licences ?? [];
  const change = (at: number, part: Partial<LicenceInput>) =>
    form.set(
      "licences",
      licences.map((each, i) => (i === at ? { ...each, ...part } : each)),
    );
  return (
    <div className="grid gap-3">
      {licences.map((licence, i) => (
        <LicenceBlock
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity until they are saved.
          key={i}
          licence={licence}
          error={(field) => form.error(`licences.${i}.${field}`)}
          onChange={(part) => change(i, part)}
          onRemove={() =>
            form.set(
              "licences",
              licences.filter((_, other) => other !== i),
            )
          }
        />
      ))}
      {form.error("licences") ? (
        <p className="text-danger text-xs">{form.error("licences")}</p>
      ) : null}
      {licences.length < LICENCES_MAX ? (
        <div>
          <Button
            size="sm"
            icon={Plus}
            onClick={() => form.set("licences", [...licences, { kind: "", number: "" }])}
          >
            {t("addLicence")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

type BlockProps = {
  licence: LicenceInput;
  error: (field: keyof LicenceInput) => string | undefined;
  onChange: (part: Partial<LicenceInput>) => void;
  onRemove: () => void;
};

function LicenceBlock({ licence, error, onChange, onRemove }: BlockProps) {
  const t = useTranslations("parties.fields");
  const shell = useTranslations("shell.actions");
  const name = licence.kind || t("licences");
  const text = (field: "kind" | "number" | "issuedBy") => ({
    value: licence[field] ?? "",
    onChange: (value: string) => onChange({ [field]: value }),
    autoComplete: "off",
  });
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="caption flex w-full items-center">
        <span className="truncate">{name}</span>
        <IconButton
          icon={Trash2}
          size="sm"
          label={shell("removeNamed", { name })}
          onClick={onRemove}
          className="ml-auto"
        />
      </legend>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Field label={t("licenceKind")} error={error("kind")} required>
          <TextInput {...text("kind")} />
        </Field>
        <Field label={t("licenceNumber")} error={error("number")} required>
          <TextInput {...text("number")} className="code-figures" />
        </Field>
      </div>
      <div className="grid grid-cols-[1fr_9rem_9rem] gap-3 max-sm:grid-cols-1">
        <Field label={t("licenceIssuedBy")} error={error("issuedBy")}>
          <TextInput {...text("issuedBy")} />
        </Field>
        <Field label={t("licenceFrom")} error={error("validFrom")}>
          <DayInput
            value={licence.validFrom ?? null}
            onChange={(validFrom) => onChange({ validFrom })}
          />
        </Field>
        <Field label={t("licenceTo")} error={error("validTo")}>
          <DayInput value={licence.validTo ?? null} onChange={(validTo) => onChange({ validTo })} />
        </Field>
      </div>
    </fieldset>
  );
}
