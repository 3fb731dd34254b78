"use client";

import { Checkbox } from "../form/checkbox";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import type { ActionOffer } from "./action-dialog";

export type ActionValues = Record<string, string | number | boolean | null>;
type Input = ActionOffer["inputs"][number];

export const emptyValues = ({ inputs }: ActionOffer): ActionValues =>
  Object.fromEntries(inputs.map(({ key, type }) => [key, type === "flag" ? false : null]));

export const isFilled = ({ inputs }: ActionOffer, values: ActionValues): boolean =>
  inputs.every(({ key, isRequired }) => !isRequired || (values[key] ?? "") !== "");

type ActionInputsProps = {
  action: ActionOffer;
  values: ActionValues;
  onChange: (values: ActionValues) => void;
};

/** The form that the customer's file gives an action. */
export function ActionInputs({ action, values, onChange }: ActionInputsProps) {
  return action.inputs.map((input) => {
    const { key, name, type, isRequired } = input;
    const set = (value: ActionValues[string]) => onChange({ ...values, [key]: value });
    if (type === "flag") {
      return <Checkbox key={key} label={name} checked={values[key] === true} onChange={set} />;
    }
    return (
      <Field key={key} label={name} required={isRequired}>
        <OneInput input={input} value={values[key] ?? null} onChange={set} />
      </Field>
    );
  });
}

type OneInputProps = {
  input: Input;
  value: ActionValues[string];
  onChange: (value: ActionValues[string]) => void;
};

function OneInput({ input: { type, choices }, value, onChange }: OneInputProps) {
  const text = typeof value === "string" ? value : null;
  switch (type) {
    case "number":
      return (
        <NumberInput
          value={typeof value === "number" ? value : null}
          onChange={onChange}
          decimals={4}
        />
      );
    case "day":
      return <DayInput value={text} onChange={onChange} />;
    case "choice":
      return (
        <Select
          value={text}
          onChange={onChange}
          options={choices.map(({ code, name }) => ({ value: code, label: name }))}
        />
      );
    default:
      return <TextInput value={text ?? ""} onChange={onChange} />;
  }
}
