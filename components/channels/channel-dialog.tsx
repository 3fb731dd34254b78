"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PROVIDERS, type Provider } from "@/db/values/messages";
import { type RouterOutput, trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { codedError, useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { ProviderFieldInput } from "./provider-field";
import { fieldsOf, hasMailbox, mailboxFields, settingsOf, valuesOf } from "./provider-fields";
import { TestResult } from "./test-result";

export type Health = RouterOutput["channels"]["health"]["channels"][number];

/** By whom a channel's messages leave: the provider, what it must be told, and a trial of it. */
export function ChannelDialog({ health, onClose }: { health: Health; onClose: () => void }) {
  const t = useTranslations("channels");
  const form = useChannelForm(health, onClose);
  const { channel } = health;
  const providers = PROVIDERS[channel].map((value) => ({ value, label: t(`providers.${value}`) }));
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(`names.${channel}`)}
    >
      <form onSubmit={form.submit} noValidate className="grid gap-4">
        <div className="grid grid-cols-[1fr_9rem] gap-3">
          <Field label={t("provider")}>
            <Select value={form.provider} onChange={form.choose} options={providers} />
          </Field>
          <Field label={t("perSecond")}>
            <TextInput value={form.perSecond} onChange={form.setPace} inputMode="numeric" />
          </Field>
        </div>
        <p className="text-ink-2">{t(`providerHints.${form.provider as Provider}`)}</p>
        <FieldGrid form={form} fields={form.fields} />
        {hasMailbox(channel) ? <Mailbox form={form} /> : null}
        {form.tested ? <TestResult tested={form.tested} /> : null}
        <FormActions
          submitLabel={t("save")}
          isSubmitting={form.isSaving}
          error={form.formError}
          onCancel={onClose}
        >
          <Button onClick={form.test} loading={form.isTesting}>
            {t("test")}
          </Button>
        </FormActions>
      </form>
    </Dialog>
  );
}

type Form = ReturnType<typeof useChannelForm>;

function FieldGrid({ form, fields }: { form: Form; fields: ReturnType<typeof fieldsOf> }) {
  return (
    <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
      {fields.map((field) => (
        <ProviderFieldInput
          key={field.path}
          field={field}
          value={form.values[field.path] ?? (field.kind === "flag" ? false : "")}
          onChange={(value) => form.set(field.path, value)}
          isKept={form.keptSecrets.includes(field.path)}
          error={form.errorAt(field.path)}
        />
      ))}
    </div>
  );
}

function Mailbox({ form }: { form: Form }) {
  const t = useTranslations("channels");
  return (
    <fieldset className="grid gap-3 border-rule border-t pt-3">
      <Checkbox
        checked={form.isReading}
        onChange={form.setReading}
        label={t("mailbox")}
        hint={t("mailboxHint")}
      />
      {form.isReading ? <FieldGrid form={form} fields={mailboxFields()} /> : null}
    </fieldset>
  );
}

function useChannelForm(health: Health, onClose: () => void) {
  const { channel } = health;
  const [provider, setProvider] = useState<string>(health.provider ?? PROVIDERS[channel][1]);
  const [values, setValues] = useState(() => valuesOf(health.settings));
  const [perSecond, setPace] = useState(String(health.perSecond));
  const [isReading, setReading] = useState(Boolean(health.settings.inbound));
  const fields = fieldsOf(provider);
  const asked = [...fields, ...(hasMailbox(channel) && isReading ? mailboxFields() : [])];
  const input = () => {
    const pace = Number(perSecond);
    return { channel, provider, perSecond: pace, ...settingsOf(asked, values) };
  };
  const acts = useChannelActs(input, onClose);
  const isSame = provider === health.provider;
  return {
    ...{ provider, values, perSecond, isReading, fields, setPace, setReading, ...acts },
    choose: (next: string) => {
      acts.forget();
      setProvider(next);
    },
    set: (path: string, value: string | boolean) => {
      acts.forget();
      setValues((before) => ({ ...before, [path]: value }));
    },
    keptSecrets: health.secretNames.filter((name) => isSame || name === "mailboxPassword"),
  } as const;
}

function useChannelActs(
  input: () => Parameters<ReturnType<typeof trpc.channels.save.useMutation>["mutate"]>[0],
  onClose: () => void,
) {
  const t = useTranslations("channels");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const save = trpc.channels.save.useMutation({
    onSuccess: () => {
      toast.success(t("saved"));
      void utils.channels.invalidate();
      onClose();
    },
  });
  const test = trpc.channels.test.useMutation();
  const error = save.error ?? test.error;
  const { code, params } = codedError(error) ?? {};
  const place = code === "channels.setting" ? params?.field : params?.secret;
  return {
    submit: (event: FormEvent) => {
      event.preventDefault();
      event.stopPropagation();
      test.reset();
      save.mutate(input());
    },
    test: () => {
      save.reset();
      test.mutate(input());
    },
    forget: () => {
      save.reset();
      test.reset();
    },
    errorAt: (path: string) => {
      const isHere = place === path || String(place).startsWith(`${path}.`);
      return error && isHere ? t("missing") : undefined;
    },
    formError: error ? (place ? t("missingSome") : errorText(error)) : undefined,
    ...{ tested: test.data, isTesting: test.isPending, isSaving: save.isPending },
  };
}
