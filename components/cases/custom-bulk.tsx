"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import {
  ActionInputs,
  type ActionValues,
  emptyValues,
  isFilled,
} from "../configuration/action-inputs";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { BulkForm, type BulkFormProps } from "../lists/bulk-form";

type CustomBulkProps = Omit<BulkFormProps, "title" | "request" | "children"> & {
  idempotencyKey: string;
};

/** An action of the customer's file with many cases. */
export function CustomBulkDialog({ idempotencyKey, ...form }: CustomBulkProps) {
  const t = useTranslations();
  const { data: actions = [] } = trpc.configuration.actions.useQuery({ on: "case" });
  const [code, setCode] = useState<string | null>(null);
  const [values, setValues] = useState<ActionValues>({});
  const action = actions.find((each) => each.code === code) ?? actions[0];
  const given = action ? { ...emptyValues(action), ...values } : {};
  const inputs = Object.entries(given).map(([key, value]) => [`input.${key}`, value]);
  const params = { action: action?.code ?? "", idempotencyKey, ...Object.fromEntries(inputs) };
  return (
    <BulkForm
      {...form}
      title={t("cases.bulk.custom")}
      isDanger={action?.style === "danger"}
      request={action && isFilled(action, given) ? { action: "custom", params } : null}
    >
      {() => (
        <>
          <Field label={t("configuration.actions.choose")} required>
            <Select
              value={action?.code ?? null}
              onChange={(next) => {
                setCode(next);
                setValues({});
              }}
              options={actions.map((each) => ({ value: each.code, label: each.name }))}
            />
          </Field>
          {action?.confirm ? <p className="text-ink-2">{action.confirm}</p> : null}
          {action ? <ActionInputs action={action} values={given} onChange={setValues} /> : null}
        </>
      )}
    </BulkForm>
  );
}
