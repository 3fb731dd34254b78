"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Textarea, TextInput } from "../form/text-input";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { nameIn, useProcesses } from "../workflow/processes";
import { useDealFields } from "./labels-field";

type Tried = RouterOutput["leads"]["tryRules"];

/** What the saved rules would make of a mail that somebody pastes; nothing is written. */
export function TryRules() {
  const t = useTranslations("leads.tryRules");
  const errorText = useErrorText();
  const [from, setFrom] = useState("");
  const [subject, setSubject] = useState("");
  const [body, setBody] = useState("");
  const ask = trpc.leads.tryRules.useMutation();
  return (
    <section aria-label={t("title")} className="mt-4 grid gap-2 rounded-md bg-sunken p-3">
      <h3 className="font-[600]">{t("title")}</h3>
      <div className="grid gap-2 sm:grid-cols-2">
        <Field label={t("from")}>
          <TextInput value={from} onChange={setFrom} autoComplete="off" />
        </Field>
        <Field label={t("subject")}>
          <TextInput value={subject} onChange={setSubject} autoComplete="off" />
        </Field>
      </div>
      <Field label={t("body")}>
        <Textarea value={body} onChange={setBody} rows={5} />
      </Field>
      <Button
        className="justify-self-start"
        loading={ask.isPending}
        onClick={() => ask.mutate({ from, subject, body })}
      >
        {t("ask")}
      </Button>
      {ask.error ? (
        <Banner tone="danger" role="alert">
          {errorText(ask.error)}
        </Banner>
      ) : null}
      {ask.data ? <Answer tried={ask.data} /> : null}
    </section>
  );
}

function Answer({ tried }: { tried: Tried }) {
  const t = useTranslations("leads.tryRules");
  const process = useProcesses().of("deal");
  const fields = useDealFields();
  const items = fields.flatMap(({ value: key, label }) => {
    const value = tried.values[key];
    if (!value) return [];
    const choices = process?.fields.find((field) => field.key === key)?.choices ?? [];
    const text = nameIn(choices, value);
    return [{ label, value: <span className="whitespace-pre-line">{text}</span> }];
  });
  return (
    <div role="status" className="grid gap-2">
      <p>{tried.rule ? t("byRule", { name: tried.rule.name }) : t("byNone")}</p>
      <DefinitionList columns={2} items={items} />
    </div>
  );
}
