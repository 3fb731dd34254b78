"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { PLAIN_REQUEST_KINDS, type PlainRequestKind } from "@/db/values/portal";
import { saveMailRulesInput } from "@/server/domain/requests/inputs";
import { type RouterOutput, trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { NumberInput } from "../form/number-input";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Banner } from "../ui/banner";
import { DefinitionList } from "../ui/definition-list";
import { Card } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";

type Rules = RouterOutput["requestMails"]["rules"];

const REFRESH_MS = 10_000;
/** What is about anything needs no words. */
const KINDS = PLAIN_REQUEST_KINDS.filter((kind) => kind !== "other");

/** The mailbox of requests: what came, what waits for somebody, and by which rules. */
export function RequestMailCard() {
  const t = useTranslations("requests.mail");
  const errorText = useErrorText();
  const figures = trpc.requestMails.figures.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const rules = trpc.requestMails.rules.useQuery();
  const error = figures.error ?? rules.error;
  return (
    <Card title={t("card")} hint={t("cardHint")}>
      <div className="grid gap-4">
        {error ? (
          <Banner tone="danger" role="alert">
            {errorText(error)}
          </Banner>
        ) : null}
        {figures.data && !figures.data.opensRequests ? (
          <Banner tone="info">{t("off")}</Banner>
        ) : null}
        {figures.data ? <Figures figures={figures.data} /> : null}
        {rules.data ? (
          <RulesForm key={rules.data.version} rules={rules.data} />
        ) : (
          <SkeletonLines lines={6} />
        )}
      </div>
    </Card>
  );
}

function Figures({ figures }: { figures: RouterOutput["requestMails"]["figures"] }) {
  const t = useTranslations("requests.mail.figures");
  const rows = [
    ["day", figures.dayCount],
    ["week", figures.weekCount],
    ["posted", figures.postedCount],
    ["machine", figures.machineCount],
    ["waiting", figures.waitingCount],
    ["foreign", figures.foreignCount],
    ["dead", figures.deadCount],
    ["unmarked", figures.unmarkedCount],
  ] as const;
  const items = rows.map(([key, count]) => ({
    label: t(key),
    value: <span className="figures">{count}</span>,
  }));
  return <DefinitionList columns={2} items={items} />;
}

const wordsOf = (typed: string): string[] =>
  typed
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");

function useRulesForm(rules: Rules) {
  const t = useTranslations("requests.mail.rules");
  const utils = trpc.useUtils();
  const save = trpc.requestMails.saveRules.useMutation();
  const kindWords = Object.fromEntries(
    Object.entries(rules.kindWords).map(([kind, words]) => [kind, [...words]]),
  );
  return useZodForm({
    schema: saveMailRulesInput,
    initial: { ...rules, kindWords },
    onSubmit: async (value) => {
      await save.mutateAsync(value);
      await utils.requestMails.rules.refetch();
    },
    onDone: () => toast.success(t("saved")),
  });
}

function RulesForm({ rules }: { rules: Rules }) {
  const t = useTranslations("requests.mail.rules");
  const form = useRulesForm(rules);
  return (
    <form {...form.props} className="grid gap-3 border-rule border-t pt-3">
      <Checkbox
        checked={form.values.sendsText ?? false}
        onChange={(sendsText) => form.set("sendsText", sendsText)}
        label={t("sendsText")}
        hint={t("sendsTextHint")}
      />
      <Checkbox
        checked={form.values.confirmsReceipt ?? false}
        onChange={(confirms) => form.set("confirmsReceipt", confirms)}
        label={t("confirmsReceipt")}
        hint={t("confirmsReceiptHint")}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("dailyMax")} hint={t("dailyMaxHint")} error={form.error("dailyMax")}>
          <NumberInput {...form.field("dailyMax")} value={form.values.dailyMax ?? null} />
        </Field>
        {KINDS.map((kind) => (
          <KindWords key={kind} kind={kind} form={form} rules={rules} />
        ))}
      </div>
      <FormActions
        submitLabel={t("save")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
      />
    </form>
  );
}

type KindWordsProps = {
  kind: PlainRequestKind;
  form: ReturnType<typeof useRulesForm>;
  rules: Rules;
};

function KindWords({ kind, form, rules }: KindWordsProps) {
  const t = useTranslations("requests.mail");
  const [typed, setTyped] = useState((rules.kindWords[kind] ?? []).join(", "));
  const change = (text: string) => {
    setTyped(text);
    form.set("kindWords", { ...form.values.kindWords, [kind]: wordsOf(text) });
  };
  const label = t("rules.words", { kind: t(`kinds.${kind}`) });
  return (
    <Field label={label} hint={t("rules.wordsHint")}>
      <TextInput value={typed} onChange={change} autoComplete="off" />
    </Field>
  );
}
