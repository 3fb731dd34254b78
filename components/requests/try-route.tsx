"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { LANGUAGES } from "@/db/values/access";
import type { RequestKind } from "@/db/values/portal";
import type { Locale } from "@/server/kernel/locale";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { useRequestOptions } from "./use-words";

type Tried = RouterOutput["requests"]["tryRoute"];

/** Where a request would go now, without sending it. */
export function TryRoute() {
  const t = useTranslations("requests");
  const shell = useTranslations("shell.locales");
  const errorText = useErrorText();
  const options = useRequestOptions();
  const utils = trpc.useUtils();
  const [kind, setKind] = useState<RequestKind>("payment");
  const [subject, setSubject] = useState("");
  const [aboutRefNo, setAboutRefNo] = useState("");
  const [language, setLanguage] = useState<Locale>("cs");
  const [told, setTold] = useState<{ tried?: Tried; error?: unknown } | null>(null);
  const ask = () =>
    utils.requests.tryRoute
      .fetch({ kind, subject, aboutRefNo, language }, { staleTime: 0 })
      .then((tried) => setTold({ tried }))
      .catch((error: unknown) => setTold({ error }));
  return (
    <section aria-label={t("tryRoute.title")} className="mt-4 grid gap-2 rounded-md bg-sunken p-3">
      <h3 className="font-[600]">{t("tryRoute.title")}</h3>
      <div className="grid items-end gap-2 sm:grid-cols-5">
        <Field label={t("desk.filters.kind")}>
          <Select value={kind} onChange={setKind} options={options.kinds} />
        </Field>
        <Field label={t("tryRoute.subject")}>
          <TextInput value={subject} onChange={setSubject} autoComplete="off" />
        </Field>
        <Field label={t("tryRoute.about")}>
          <TextInput value={aboutRefNo} onChange={setAboutRefNo} autoComplete="off" />
        </Field>
        <Field label={t("tryRoute.language")}>
          <Select
            value={language}
            onChange={setLanguage}
            options={LANGUAGES.map((value) => ({ value, label: shell(value) }))}
          />
        </Field>
        <Button onClick={() => void ask()}>{t("tryRoute.ask")}</Button>
      </div>
      {told?.error ? (
        <Banner tone="danger" role="alert">
          {errorText(told.error)}
        </Banner>
      ) : null}
      {told?.tried ? <Answer tried={told.tried} /> : null}
    </section>
  );
}

function Answer({ tried }: { tried: Tried }) {
  const t = useTranslations("requests");
  const { why, ruleName, ownerName, teamName, priority, skipped } = tried;
  const to = [ownerName ?? t("desk.nobody"), teamName].filter(Boolean).join(", ");
  return (
    <p role="status">
      <strong>{to}</strong> ·{" "}
      {why === "rule" ? t("tryRoute.byRule", { name: ruleName ?? "" }) : t(`tryRoute.${why}`)}
      {priority ? ` · ${t(`priorities.${priority}`)}` : ""}
      {skipped.length > 0 ? ` · ${t("tryRoute.skipped", { names: skipped.join(", ") })}` : ""}
    </p>
  );
}
