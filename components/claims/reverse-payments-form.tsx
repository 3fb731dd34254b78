"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useToday } from "../cases/use-today";
import { RadioGroup } from "../form/checkbox";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { BulkForm, type BulkFormProps } from "../lists/bulk-form";
import { type ReversalDraft, reversalRequest } from "./reversal-draft";

type ReversePaymentsFormProps = Pick<
  BulkFormProps,
  "list" | "selected" | "chosen" | "onClose" | "onStarted"
>;

/** Takes many payments back for one reason: recorded by mistake, or gone again. */
export function ReversePaymentsForm(form: ReversePaymentsFormProps) {
  const t = useTranslations("payments");
  const today = useToday();
  const [draft, setDraft] = useState<ReversalDraft>({
    ...{ kind: "correction", valueOn: today, reason: "" },
  });
  return (
    <BulkForm {...form} title={t("bulk.reverseTitle")} isDanger request={reversalRequest(draft)}>
      {(missing) => (
        <>
          <KindField value={draft.kind} onChange={(kind) => setDraft({ ...draft, kind })} />
          {draft.kind === "bounce" ? (
            <Field
              label={t("reverse.valueOn")}
              error={draft.valueOn === null ? missing : undefined}
              required
              className="max-w-44"
            >
              <DayInput
                value={draft.valueOn}
                onChange={(valueOn) => setDraft({ ...draft, valueOn })}
              />
            </Field>
          ) : null}
          <Field
            label={t("reverse.reason")}
            error={draft.reason.trim() === "" ? missing : undefined}
            required
          >
            <TextInput
              value={draft.reason}
              onChange={(reason) => setDraft({ ...draft, reason })}
              maxLength={500}
            />
          </Field>
        </>
      )}
    </BulkForm>
  );
}

type KindFieldProps = {
  value: ReversalDraft["kind"];
  onChange: (kind: ReversalDraft["kind"]) => void;
};

function KindField({ value, onChange }: KindFieldProps) {
  const t = useTranslations("payments.reverse");
  return (
    <Field label={t("kind")} required>
      <RadioGroup
        value={value}
        onChange={onChange}
        options={[
          { value: "correction", label: t("correction"), hint: t("correctionHint") },
          { value: "bounce", label: t("bounce"), hint: t("bounceHint") },
        ]}
      />
    </Field>
  );
}
