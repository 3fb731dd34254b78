"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PROVIDERS, type Provider } from "@/db/values/messages";
import { MAILBOX_PURPOSES, type MailboxPurpose } from "@/db/values/request-mails";
import { MAILBOX_PARTS } from "@/server/domain/messages/inputs";
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
import { type PostageService, ProviderFieldInput } from "./provider-field";
import {
  type FieldValues,
  fieldsOf,
  hasMailbox,
  mailboxFields,
  settingsOf,
  tokenFields,
  valuesOf,
  withServers,
} from "./provider-fields";
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
        {hasMailbox(channel)
          ? MAILBOX_PURPOSES.map((purpose) => (
              <Mailbox key={purpose} form={form} purpose={purpose} />
            ))
          : null}
        {form.isByToken ? <TokenService form={form} /> : null}
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
          services={form.services}
          error={form.errorAt(field.path)}
        />
      ))}
    </div>
  );
}

function Mailbox({ form, purpose }: { form: Form; purpose: MailboxPurpose }) {
  const t = useTranslations("channels");
  const isOfDeals = purpose === "deals";
  const isRead = form.isRead[purpose];
  return (
    <fieldset className="grid gap-3 border-rule border-t pt-3">
      <Checkbox
        checked={isRead}
        onChange={(isOn) => form.setRead(purpose, isOn)}
        label={t(isOfDeals ? "dealsMailbox" : "mailbox")}
        hint={t(isOfDeals ? "dealsMailboxHint" : "mailboxHint")}
      />
      {isRead ? <FieldGrid form={form} fields={mailboxFields(form.values, purpose)} /> : null}
    </fieldset>
  );
}

/** Who gives the tokens by which a mail server is entered. */
function TokenService({ form }: { form: Form }) {
  const t = useTranslations("channels");
  const service = form.values["tokens.service"] as "microsoft";
  return (
    <fieldset className="grid gap-3 border-rule border-t pt-3">
      <legend className="sr-only">{t("tokens")}</legend>
      <div>
        <p className="font-medium">{t("tokens")}</p>
        <p className="text-ink-2">{t(`serviceHints.${service}`)}</p>
      </div>
      <FieldGrid form={form} fields={tokenFields(form.values)} />
    </fieldset>
  );
}

function useChannelForm(health: Health, onClose: () => void) {
  const { channel } = health;
  const [provider, setProvider] = useState<string>(health.provider ?? PROVIDERS[channel][1]);
  const [values, setValues] = useState(() => valuesOf(health.settings));
  const [perSecond, setPace] = useState(String(health.perSecond));
  const { isRead, setRead } = useBoxes(health);
  const fields = fieldsOf(provider, values);
  const boxes = MAILBOX_PURPOSES.filter((purpose) => hasMailbox(channel) && isRead[purpose]);
  const isByToken =
    (provider === "smtp" && values.signIn === "oauth") ||
    boxes.some((purpose) => values[`${MAILBOX_PARTS[purpose].settings}.signIn`] === "oauth");
  const asked = [
    ...[...fields, ...boxes.flatMap((purpose) => mailboxFields(values, purpose))],
    ...(isByToken ? tokenFields(values) : []),
  ];
  const input = () => {
    const pace = Number(perSecond);
    return { channel, provider, perSecond: pace, ...settingsOf(asked, values) };
  };
  const acts = useChannelActs(input, onClose);
  const services = useServices(health, provider);
  return {
    ...{ provider, values, perSecond, isRead, fields, setPace, setRead, ...acts },
    ...{ isByToken, services: acts.services ?? services },
    choose: (next: string) => {
      acts.forget();
      setProvider(next);
    },
    set: (path: string, value: string | boolean) => {
      acts.forget();
      const isWay = path === "tokens.service" || path.endsWith("signIn");
      setValues((before) => {
        const next = { ...before, [path]: value };
        return isWay ? withServers(next) : next;
      });
    },
    keptSecrets: keptOf(health, provider, values),
  } as const;
}

/** Which mailboxes are to be read. */
function useBoxes({ settings }: Health) {
  const [isRead, setAll] = useState<Record<MailboxPurpose, boolean>>({
    requests: Boolean(settings[MAILBOX_PARTS.requests.settings]),
    deals: Boolean(settings[MAILBOX_PARTS.deals.settings]),
  });
  const setRead = (purpose: MailboxPurpose, isOn: boolean) =>
    setAll((before) => ({ ...before, [purpose]: isOn }));
  return { isRead, setRead };
}

/** Secrets that are kept and still those of what the form says now. */
function keptOf(health: Health, provider: string, values: FieldValues): string[] {
  const { service } = (health.settings.tokens ?? {}) as { service?: string };
  const own = tokenFields(values).map(({ path }) => path);
  const isSameService = service === values["tokens.service"];
  return health.secretNames.filter((name) => {
    if (health.channel !== "email") return provider === health.provider;
    if (MAILBOX_PURPOSES.some((purpose) => MAILBOX_PARTS[purpose].secret === name)) return true;
    return own.includes(name) ? isSameService : provider === health.provider;
  });
}

/** Services of the contract that is saved, so that they are chosen by name. */
function useServices(health: Health, provider: string) {
  const isPost = provider === "dopisonline" && health.provider === provider;
  const query = trpc.channels.postage.useQuery(undefined, { enabled: isPost, retry: false });
  return query.data ?? [];
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
  const [services, setServices] = useState<PostageService[] | null>(null);
  const test = trpc.channels.test.useMutation({
    // They outlive the trial, which is forgotten with the next key.
    onSuccess: (tested) => tested.services && setServices(tested.services),
  });
  const error = save.error ?? test.error;
  const { code, params } = codedError(error) ?? {};
  const place = code === "channels.setting" ? params?.field : params?.secret;
  return {
    services,
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
      if (!error || !isHere) return undefined;
      return code === "channels.service_account" ? errorText(error) : t("missing");
    },
    formError: error ? (place ? t("missingSome") : errorText(error)) : undefined,
    ...{ tested: test.data, isTesting: test.isPending, isSaving: save.isPending },
  };
}
