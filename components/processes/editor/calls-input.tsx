"use client";

import { Minus, Plus } from "lucide-react";
import { useMessages, useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "../../form/field";
import { Select } from "../../form/select";
import { TextInput } from "../../form/text-input";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import type { Entry } from "./use-draft";

type CallsInputProps = {
  kind: "guards" | "effects";
  calls: Entry[];
  onChange: (calls: Entry[]) => void;
};

/** Named guards or effects of a transition, each with its params as the format writes them. */
export function CallsInput({ kind, calls, onChange }: CallsInputProps) {
  const t = useTranslations("processes.editor");
  const words = (useMessages().workflow as unknown as Record<string, Record<string, string>>)[kind];
  const options = Object.entries(words ?? {}).map(([value, label]) => ({ value, label }));
  const replace = (index: number, call: Entry) =>
    onChange(calls.map((each, at) => (at === index ? call : each)));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-[550] text-xs">{t(`keys.${kind}`)}</legend>
      {calls.map((call, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: calls have no ids, and the same may stand twice; after a removal or a change of name what is typed begins anew.
        <div key={`${calls.length} ${index} ${call.name}`} className="flex items-start gap-1.5">
          <Select
            aria-label={t(`keys.${kind}`)}
            value={String(call.name)}
            onChange={(name: string) => replace(index, { name, params: {} })}
            options={options}
            className="w-56"
          />
          <ParamsInput
            params={(call.params ?? {}) as Entry}
            onChange={(params) => replace(index, { ...call, params })}
          />
          <IconButton
            icon={Minus}
            label={`${t("remove")}: ${words?.[String(call.name)] ?? String(call.name)}`}
            onClick={() => onChange(calls.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button
          size="sm"
          kind="quiet"
          icon={Plus}
          onClick={() => onChange([...calls, { name: options[0]?.value ?? "", params: {} }])}
        >
          {t(kind === "guards" ? "addGuard" : "addEffect")}
        </Button>
      </div>
    </fieldset>
  );
}

/** `{"role": "debtor"}`; kept only once it can be read, so that half a word spoils nothing. */
function ParamsInput({ params, onChange }: { params: Entry; onChange: (params: Entry) => void }) {
  const t = useTranslations("processes.editor");
  const [text, setText] = useState(JSON.stringify(params));
  const [isBad, setBad] = useState(false);
  return (
    <Field
      label={t("params")}
      hideLabel
      error={isBad ? t("paramsBad") : undefined}
      className="min-w-0 flex-1"
    >
      <TextInput
        value={text}
        onChange={(next: string) => {
          setText(next);
          try {
            onChange(JSON.parse(next || "{}") as Entry);
            setBad(false);
          } catch {
            setBad(true);
          }
        }}
      />
    </Field>
  );
}
