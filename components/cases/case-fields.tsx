"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { useCodeText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { Section } from "../ui/section";
import { FieldValue } from "../workflow/field-value";
import { currencyIn, type Process, stateIn } from "../workflow/processes";
import { ProofLink, unprovenOf } from "../workflow/proof-link";
import type { CaseDetail } from "./case-detail";
import { CaseFieldsForm } from "./case-fields-form";
import { sectionsOf, shownFields } from "./field-sections";

type Loaded = { detail: CaseDetail; process: Process };

type CaseFieldsProps = Loaded & {
  isEditing: boolean;
  setEditing: (isEditing: boolean) => void;
};

/** Typed data of the case by the sections of its process, then the free pairs. */
export function CaseFields({ detail, process, isEditing, setEditing }: CaseFieldsProps) {
  const t = useTranslations("cases.data");
  const may = useMay();
  if (isEditing) {
    return <CaseFieldsForm {...{ detail, process }} onClose={() => setEditing(false)} />;
  }
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <MissingFields detail={detail} process={process} />
        {may("cases:edit") ? (
          <Button icon={Pencil} onClick={() => setEditing(true)} className="ml-auto">
            {t("edit")}
          </Button>
        ) : null}
      </div>
      <UnprovenNotice detail={detail} />
      {sectionsOf(process, shownFields(detail, process)).map(({ code, name, fields }) => (
        <Section key={code} title={name || t("general")} level={3}>
          <DefinitionList
            columns={2}
            items={fields.map((field) => ({
              key: field.key,
              label: field.name,
              value: (
                <FieldValue
                  field={field}
                  value={detail.fields[field.key]}
                  currency={currencyIn(field, detail.fields)}
                />
              ),
            }))}
          />
        </Section>
      ))}
      {detail.extraFields.length > 0 ? (
        <Section title={t("extra")} level={3}>
          <DefinitionList
            columns={2}
            items={detail.extraFields.map(([label, value], at) => ({
              key: `${at} ${label}`,
              label,
              value,
            }))}
          />
        </Section>
      ) : null}
    </div>
  );
}

/** A day that somebody has written down opens no way to court by itself. */
function UnprovenNotice({ detail }: { detail: CaseDetail }) {
  const codeText = useCodeText();
  const reason = unprovenOf(detail.transitions.flatMap(({ reasons }) => reasons));
  if (!reason) return null;
  return (
    <Banner tone="warning" actions={<ProofLink caseId={detail.id} />}>
      {codeText(reason.code, reason.params)}
    </Banner>
  );
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === "";

/** What the present state wants to have filled in and has not. */
function MissingFields({ detail, process }: Loaded) {
  const t = useTranslations("cases.data");
  const missing = process.fields.filter((field) => {
    const rule = detail.fieldRules[field.key];
    return rule?.isRequired && !rule.isHidden && isEmpty(detail.fields[field.key]);
  });
  if (missing.length === 0) return null;
  const state = stateIn(process, detail.state)?.name ?? detail.state;
  return (
    <Banner tone="warning" className="flex-1">
      {t("missing", { state, fields: missing.map(({ name }) => name).join(", ") })}
    </Banner>
  );
}
