"use client";

import { useTranslations } from "next-intl";
import { LANGUAGES } from "@/db/values/access";
import type { Channel } from "@/db/values/messages";
import { useMay } from "../access/account";
import { Checkbox } from "../form/checkbox";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { Textarea, TextInput } from "../form/text-input";
import { Section } from "../ui/section";
import { useProcesses } from "../workflow/processes";
import { MethodPicker } from "./method-picker";
import { SendingFields } from "./sending-fields";
import type { TemplateDetail } from "./template";
import { type SettingsForm, useSettingsForm } from "./use-settings-form";

type TemplateSettingsProps = { detail: TemplateDetail; ownChanges: number };

/** How the document is sent and what stands around it; read-only for who may not change it. */
export function TemplateSettings({ detail, ownChanges }: TemplateSettingsProps) {
  const t = useTranslations("templates.page.settings");
  const mayEdit = useMay()("templates:edit");
  const form = useSettingsForm(detail, ownChanges);
  const methods: readonly Channel[] = form.values.methods ?? [];
  return (
    <Section title={t("title")}>
      <form {...form.props} className="grid gap-4">
        <fieldset disabled={!mayEdit} className="grid min-w-0 gap-3">
          <NameFields form={form} />
          <Field
            label={t("methods")}
            hint={t("methodsHint")}
            error={form.error("methods")}
            required
          >
            <MethodPicker value={methods} onChange={(next) => form.set("methods", next)} />
          </Field>
          <SendingFields form={form} methods={methods} format={detail.format} />
          <Categories form={form} />
          <Field label={t("note")} error={form.error("note")}>
            <Textarea {...form.text("note")} rows={2} />
          </Field>
        </fieldset>
        {mayEdit ? <FormActions isSubmitting={form.isSubmitting} error={form.formError} /> : null}
      </form>
    </Section>
  );
}

function NameFields({ form }: { form: SettingsForm }) {
  const t = useTranslations("templates.page.settings");
  const shell = useTranslations("shell");
  return (
    <>
      <Field label={t("name")} error={form.error("name")} required>
        <TextInput {...form.text("name")} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={t("code")} error={form.error("code")} required>
          <TextInput {...form.text("code")} className="code-figures" />
        </Field>
        <Field label={t("language")} error={form.error("language")}>
          <Select
            {...form.field("language")}
            value={form.values.language ?? null}
            options={LANGUAGES.map((value) => ({ value, label: shell(`locales.${value}`) }))}
          />
        </Field>
      </div>
    </>
  );
}

function Categories({ form }: { form: SettingsForm }) {
  const t = useTranslations("templates.page.settings");
  const processes = useProcesses();
  const chosen = form.values.categories ?? [];
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-[550] text-ink-2">{t("categories")}</legend>
      <div className="grid grid-cols-2 gap-x-3">
        {processes.categories.map(({ category, name }) => (
          <Checkbox
            key={category}
            label={name}
            checked={chosen.includes(category)}
            onChange={(isOn) =>
              form.set(
                "categories",
                isOn ? [...chosen, category] : chosen.filter((each) => each !== category),
              )
            }
          />
        ))}
      </div>
      <p className="text-ink-2 text-xs">{t("categoriesHint")}</p>
    </fieldset>
  );
}
