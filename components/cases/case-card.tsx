"use client";

import { DefinitionList } from "../ui/definition-list";
import { Section } from "../ui/section";
import { FieldValue } from "../workflow/field-value";
import { currencyIn, type Process } from "../workflow/processes";
import type { CaseDetail } from "./case-detail";
import { sectionsOf } from "./field-sections";

/** A case without a ledger at one look: everything that is filled in, under its headings. */
export function CaseCard({ detail, process }: { detail: CaseDetail; process: Process }) {
  const said = new Set(process.fields.flatMap(({ currencyField }) => currencyField ?? []));
  const filled = process.fields.filter(({ key }) => {
    const value = detail.fields[key];
    return !said.has(key) && value !== null && value !== undefined && value !== "";
  });
  return sectionsOf(process, filled).map((section) => (
    <Section key={section.code} title={section.name || process.name} level={3}>
      <DefinitionList
        columns={2}
        items={section.fields.map((field) => ({
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
  ));
}
