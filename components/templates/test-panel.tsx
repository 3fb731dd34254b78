"use client";

import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { LIST_PRICES } from "@/db/values/messages";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { MoneyInput } from "../form/number-input";
import { Select } from "../form/select";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { useProcesses } from "../workflow/processes";
import type { TemplateDetail } from "./template";
import { TestResult } from "./test-result";

/** "" cannot be a value of a choice. */
const ANY = "any";

/** Tries the template on up to a thousand cases at once; nothing is sent. */
export function TestPanel({ detail }: { detail: TemplateDetail }) {
  const t = useTranslations("templates.page.test");
  const errorText = useErrorText();
  const [category, setCategory] = useState(detail.categories[0] ?? ANY);
  const [priceMinor, setPriceMinor] = useState<number | null>(LIST_PRICES.sms);
  const test = trpc.templates.test.useMutation();
  const isSms = detail.methods.includes("sms");
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="max-w-prose text-ink-2">{t("lead")}</p>
      <div className="flex flex-wrap items-end gap-3">
        <CategoryField value={category} onChange={setCategory} />
        {isSms ? (
          <Field label={t("price")} className="w-32">
            <MoneyInput currency="CZK" value={priceMinor} onChange={setPriceMinor} />
          </Field>
        ) : null}
        <Button
          icon={FlaskConical}
          loading={test.isPending}
          onClick={() =>
            test.mutate({
              templateId: detail.id,
              ...(category === ANY ? {} : { category }),
            })
          }
        >
          {t("run")}
        </Button>
      </div>
      {test.error ? (
        <Banner tone="danger" role="alert">
          {errorText(test.error)}
        </Banner>
      ) : null}
      {test.data ? (
        <TestResult tested={test.data} priceMinor={isSms ? (priceMinor ?? 0) : null} />
      ) : null}
    </div>
  );
}

type CategoryFieldProps = { value: string; onChange: (value: string) => void };

function CategoryField({ value, onChange }: CategoryFieldProps) {
  const t = useTranslations("templates.page.test");
  const { categories } = useProcesses();
  const known = categories.map(({ category, name }) => ({ value: category, label: name }));
  return (
    <Field label={t("category")} className="w-56 max-w-full">
      <Select
        value={value}
        onChange={onChange}
        options={[{ value: ANY, label: t("anyCategory") }, ...known]}
      />
    </Field>
  );
}
