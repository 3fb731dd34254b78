"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { isDay } from "@/server/kernel/days";
import { trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { DayInput } from "../form/day-input";
import { MoneyInput, NumberInput } from "../form/number-input";
import { Textarea, TextInput } from "../form/text-input";
import { PartyPicker } from "../parties/party-picker";
import type { ProcessField } from "./processes";

export type FieldDraft = string | number | boolean | null;

export type FieldInputProps = {
  field: ProcessField;
  value: FieldDraft;
  onChange: (value: FieldDraft) => void;
  disabled?: boolean;
  /** Of money without a currency of its own. */
  currency?: "CZK" | "EUR";
};

const textMax = 500;
const noteMax = 10_000;
const numberDecimals = 4;

/** The control for a value of the field's type; stands inside a <Field>. */
export function FieldInput(props: FieldInputProps): ReactNode {
  const { field, value, onChange, disabled, currency = "CZK" } = props;
  const text = typeof value === "string" ? value : "";
  const number = typeof value === "number" ? value : null;
  const plain = { disabled, name: field.key };
  switch (field.type) {
    case "note":
      return (
        <Textarea
          {...plain}
          value={text}
          onChange={(next) => onChange(next || null)}
          maxLength={field.maxLength ?? noteMax}
          rows={2}
        />
      );
    case "day":
      return <DayInput {...plain} value={isDay(value) ? value : null} onChange={onChange} />;
    case "money":
      return (
        <MoneyInput
          {...plain}
          currency={field.currency ?? currency}
          value={number}
          onChange={onChange}
        />
      );
    case "number":
      return (
        <NumberInput {...plain} decimals={numberDecimals} value={number} onChange={onChange} />
      );
    case "choice":
      return <ChoiceInput {...props} />;
    case "boolean":
      return <YesNoInput {...props} />;
    case "user":
      return <UserInput {...props} />;
    case "party":
      return <PartyInput {...props} />;
    default:
      return (
        <TextInput
          {...plain}
          value={text}
          onChange={(next) => onChange(next || null)}
          maxLength={field.maxLength ?? textMax}
          readOnly={field.type === "file"}
        />
      );
  }
}

function ChoiceInput({ field, value, onChange, disabled }: FieldInputProps) {
  // What a verb of its own has written is left by that verb alone.
  const isHeld = field.choices.some(({ code, isOfVerb }) => isOfVerb && code === value);
  const offered = field.choices.filter(({ code, isOfVerb }) => !isOfVerb || code === value);
  return (
    <Combobox
      label={field.name}
      value={typeof value === "string" ? value : null}
      onChange={onChange}
      options={offered.map(({ code, name }) => ({ value: code, label: name }))}
      disabled={disabled || isHeld}
      clearable
    />
  );
}

function YesNoInput({ field, value, onChange, disabled }: FieldInputProps) {
  const t = useTranslations("workflow.values");
  return (
    <Combobox
      label={field.name}
      value={typeof value === "boolean" ? String(value) : null}
      onChange={(next) => onChange(next === null ? null : next === "true")}
      options={[
        { value: "true", label: t("yes") },
        { value: "false", label: t("no") },
      ]}
      disabled={disabled}
      clearable
    />
  );
}

function UserInput({ field, value, onChange, disabled }: FieldInputProps) {
  const colleagues = trpc.cases.colleagues.useQuery(undefined, { staleTime: 60_000 });
  return (
    <Combobox
      label={field.name}
      value={typeof value === "number" ? String(value) : null}
      onChange={(next) => onChange(next === null ? null : Number(next))}
      options={(colleagues.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      isLoading={colleagues.isPending}
      disabled={disabled}
      clearable
    />
  );
}

function PartyInput({ field, value, onChange, disabled }: FieldInputProps) {
  const partyId = typeof value === "number" ? value : null;
  const party = trpc.parties.get.useQuery({ partyId: partyId ?? 0 }, { enabled: partyId !== null });
  return (
    <PartyPicker
      label={field.name}
      value={partyId === null ? null : { id: partyId, fullName: party.data?.fullName ?? "…" }}
      onChange={(picked) => onChange(picked?.id ?? null)}
      disabled={disabled}
      clearable
    />
  );
}
