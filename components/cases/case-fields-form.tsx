"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { Section } from "../ui/section";
import { FieldInput } from "../workflow/field-input";
import { currencyIn, type Process, type ProcessField } from "../workflow/processes";
import { useProofHint } from "../workflow/proof-link";
import type { CaseDetail } from "./case-detail";
import { ExtraPairs } from "./extra-pairs";
import { sectionsOf, shownFields } from "./field-sections";
import { changedMeanwhile, type DataForm, useDataForm } from "./use-data-form";

type CaseFieldsFormProps = { detail: CaseDetail; process: Process; onClose: () => void };

/** The same sections as inputs: what the state or the role locks is shown and cannot be written. */
export function CaseFieldsForm({ detail, process, onClose }: CaseFieldsFormProps) {
  const t = useTranslations("cases.data");
  const form = useDataForm({ detail, process, onSaved: onClose });
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    element.current?.querySelector<HTMLElement>("input:not([disabled]), button")?.focus();
  }, []);
  const isConflict = form.refusal?.code === changedMeanwhile;
  const isOfField = shownFields(detail, process).some(({ key }) => key === form.refusal?.field);
  return (
    <form
      ref={element}
      onSubmit={form.submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void form.submit(event);
        if (event.key === "Escape" && !form.isDirty) onClose();
      }}
      noValidate
      className="grid gap-4"
    >
      {isConflict ? (
        <Banner
          tone="warning"
          role="alert"
          actions={
            <Button size="sm" onClick={() => void form.takeUp()}>
              {t("takeUp")}
            </Button>
          }
        >
          {form.refusal?.text}
        </Banner>
      ) : null}
      {sectionsOf(process, shownFields(detail, process)).map(({ code, name, fields }) => (
        <Section key={code} title={name || t("general")} level={3}>
          <div className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
            {fields.map((field) => (
              <CaseField key={field.key} {...{ field, detail, process, form }} />
            ))}
          </div>
        </Section>
      ))}
      <Section title={t("extra")} level={3}>
        <ExtraPairs pairs={form.pairs} onChange={form.setPairs} nameless={form.nameless} />
      </Section>
      <FormActions
        className="sticky bottom-0 z-10 -mx-1 border-rule-strong border-t bg-paper px-1 py-2.5 max-md:bottom-14"
        isSubmitting={form.isSaving}
        disabled={!form.isDirty}
        onCancel={onClose}
        error={form.refusal && !isConflict && !isOfField ? form.refusal.text : null}
      />
    </form>
  );
}

type CaseFieldProps = {
  field: ProcessField;
  detail: CaseDetail;
  process: Process;
  form: DataForm;
};

function CaseField({ field, detail, process, form }: CaseFieldProps) {
  const t = useTranslations("cases.data");
  const hintOf = useProofHint(process);
  const rule = detail.fieldRules[field.key];
  return (
    <Field
      label={field.name}
      required={rule?.isRequired}
      error={form.refusal?.field === field.key ? form.refusal.text : undefined}
      hint={rule?.isReadOnly ? t("readOnly") : hintOf(field.key)}
      className={cx(field.type === "note" && "sm:col-span-2")}
    >
      <FieldInput
        field={field}
        currency={currencyIn(field, form.values)}
        value={form.valueOf(field.key)}
        onChange={(value) => form.set(field.key, value)}
        disabled={rule?.isReadOnly}
      />
    </Field>
  );
}
