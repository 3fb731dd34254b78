"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Textarea, TextInput } from "../form/text-input";
import { Section } from "../ui/section";
import { AddressFields } from "./address-fields";
import { ContactFields } from "./contact-fields";
import { IdentityFields } from "./identity-fields";
import { LicenceFields } from "./licence-fields";
import { RequisiteFields } from "./number-fields";
import type { PartyForm } from "./party-draft";

type Props = {
  form: PartyForm;
  storedBirthNumber?: string | null;
  /** Left out: "save". */
  submitLabel?: string;
  onCancel: () => void;
  /** Stands under the identity: the warning about duplicates. */
  children?: ReactNode;
  /** Beside the buttons: what the person has to confirm, or a way out of an error. */
  foot?: ReactNode;
};

/** Which field of the form a refusal of the server speaks of. */
export const fieldOfCode = {
  "parties.birth_number_taken": "birthNumber",
  "parties.registration_no_taken": "registrationNo",
} as const;

/** All fields of a party. */
export function PartyFormBody(props: Props) {
  const { form, storedBirthNumber = null, submitLabel, onCancel, children, foot } = props;
  const t = useTranslations("parties");
  return (
    <form {...form.props} className="grid gap-5">
      <div className="grid gap-3">
        <IdentityFields form={form} storedBirthNumber={storedBirthNumber} />
        {children}
      </div>
      <Section title={t("form.addresses")} level={3}>
        <AddressFields form={form} />
      </Section>
      <Section title={t("form.contacts")} level={3}>
        <ContactFields form={form} />
      </Section>
      {form.values.kind === "natural_person" ? null : (
        <>
          <Section title={t("form.requisites")} level={3}>
            <RequisiteFields form={form} />
          </Section>
          <Section title={t("form.licences")} level={3}>
            <LicenceFields form={form} />
          </Section>
        </>
      )}
      <Section title={t("form.other")} level={3}>
        <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
          <Field label={t("fields.dataBoxId")} error={form.error("dataBoxId")}>
            <TextInput {...form.text("dataBoxId")} autoComplete="off" className="code-figures" />
          </Field>
          <Field label={t("fields.otherId")} error={form.error("otherId")}>
            <TextInput {...form.text("otherId")} autoComplete="off" />
          </Field>
          <Field label={t("fields.web")} error={form.error("web")} className="col-span-full">
            <TextInput {...form.text("web")} autoComplete="off" inputMode="url" />
          </Field>
          <Field label={t("fields.note")} error={form.error("note")} className="col-span-full">
            <Textarea {...form.text("note")} />
          </Field>
        </div>
      </Section>
      <FormActions
        isSubmitting={form.isSubmitting}
        error={form.formError}
        submitLabel={submitLabel}
        onCancel={onCancel}
      >
        {foot}
      </FormActions>
    </form>
  );
}
