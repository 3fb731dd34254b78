"use client";

import { useTranslations } from "next-intl";
import { DefinitionList } from "../ui/definition-list";
import { Section } from "../ui/section";
import { FieldValue } from "../workflow/field-value";
import { useProcesses } from "../workflow/processes";
import type { DetailProps } from "./case-detail";

/** Typed data of the case by the sections of its process, then the free pairs. */
export function CaseFields({ detail }: DetailProps) {
  const t = useTranslations("cases.data");
  const process = useProcesses().of(detail.category, detail.fields);
  if (!process) return null;
  const shown = process.fields.filter((field) => !detail.fieldRules[field.key]?.isHidden);
  const sections = [{ code: null, name: t("general") }, ...process.sections];
  return (
    <div className="grid gap-5">
      {sections.map((section) => {
        const fields = shown.filter((field) => field.section === section.code);
        if (fields.length === 0) return null;
        return (
          <Section key={section.code} title={section.name} level={3}>
            <DefinitionList
              columns={2}
              items={fields.map((field) => ({
                key: field.key,
                label: field.name,
                value: <FieldValue field={field} value={detail.fields[field.key]} />,
              }))}
            />
          </Section>
        );
      })}
    </div>
  );
}
