"use client";

import { useTranslations } from "next-intl";
import { type Channel, DELIVERY_MODES, SENDERS } from "@/db/values/messages";
import type { TemplateFormat } from "@/db/values/templates";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { Textarea, TextInput } from "../form/text-input";
import type { SettingsForm } from "./use-settings-form";

type SendingFieldsProps = {
  form: SettingsForm;
  methods: readonly Channel[];
  format: TemplateFormat;
};

const LINE_EXAMPLE = "{Případ.RefNo}";

/** What the chosen methods need to know: subject, sender, references, delivery. */
export function SendingFields({ form, methods, format }: SendingFieldsProps) {
  const t = useTranslations("templates.page.settings");
  const has = (...asked: Channel[]) => asked.some((method) => methods.includes(method));
  const isAttached = has("email") && (format === "docx" || format === "odt");
  const hasLines = has("email", "data_box", "letter");
  return (
    <>
      {hasLines ? (
        <Field label={t("subject")} error={form.error("subject")}>
          <TextInput {...form.text("subject")} />
        </Field>
      ) : null}
      {isAttached ? (
        <Field label={t("coverText")} hint={t("coverTextHint")} error={form.error("coverText")}>
          <Textarea {...form.text("coverText")} rows={4} />
        </Field>
      ) : null}
      {has("data_box", "letter") ? (
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("ourRef")} error={form.error("ourRef")}>
            <TextInput {...form.text("ourRef")} />
          </Field>
          <Field label={t("yourRef")} error={form.error("yourRef")}>
            <TextInput {...form.text("yourRef")} />
          </Field>
        </div>
      ) : null}
      {hasLines ? (
        <p className="text-ink-2 text-xs">{t("lines", { example: LINE_EXAMPLE })}</p>
      ) : null}
      {has("email", "letter") ? (
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("sender")} error={form.error("sender")}>
            <Select
              {...form.field("sender")}
              value={form.values.sender ?? null}
              options={SENDERS.map((value) => ({ value, label: t(`senders.${value}`) }))}
            />
          </Field>
          {has("letter") ? (
            <Field label={t("deliveryMode")} error={form.error("deliveryMode")}>
              <Select
                {...form.field("deliveryMode")}
                value={form.values.deliveryMode ?? null}
                options={DELIVERY_MODES.map((value) => ({
                  value,
                  label: t(`deliveryModes.${value}`),
                }))}
              />
            </Field>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
