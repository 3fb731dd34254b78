"use client";

import { useTranslations } from "next-intl";
import { Field } from "../form/field";
import { cx } from "../ui/cx";
import { Section } from "../ui/section";
import { FieldInput } from "../workflow/field-input";
import { currencyIn } from "../workflow/processes";
import { ExtraPairs } from "./extra-pairs";
import { sectionsOf } from "./field-sections";
import type { NewCaseFormState } from "./use-new-case";

/** Data of the new case. What its state demands comes first; the rest waits under its headings. */
export function NewCaseFields({ form }: { form: NewCaseFormState }) {
  const t = useTranslations("cases.data");
  const { process, rules, draft } = form;
  const fields = process.fields.filter(
    ({ key }) => !rules[key]?.isHidden && !rules[key]?.isReadOnly,
  );
  return (
    <>
      {sectionsOf(process, fields).map((section) => (
        <Section key={section.code} title={section.name || t("general")}>
          <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
            {section.fields.map((field) => (
              <Field
                key={field.key}
                label={field.name}
                required={rules[field.key]?.isRequired}
                error={form.errorOf(field.key)}
                className={cx(field.type === "note" && "sm:col-span-2")}
              >
                <FieldInput
                  field={field}
                  currency={currencyIn(field, draft.fields)}
                  value={draft.fields[field.key] ?? null}
                  onChange={(value) => form.setField(field.key, value)}
                />
              </Field>
            ))}
          </div>
        </Section>
      ))}
      <Section title={t("extra")}>
        <ExtraPairs
          pairs={draft.pairs}
          onChange={(pairs) => form.patch({ pairs })}
          nameless={form.gaps.pairs}
        />
      </Section>
    </>
  );
}
