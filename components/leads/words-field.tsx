"use client";

import { useState } from "react";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";

type WordsFieldProps = {
  label: string;
  hint: string;
  error?: string | undefined;
  value: readonly string[];
  onChange: (value: string[]) => void;
};

/** Several in one line; the comma that one is just typing makes no word yet. */
export function WordsField({ label, hint, error, value, onChange }: WordsFieldProps) {
  const [text, setText] = useState(value.join(", "));
  const write = (next: string) => {
    setText(next);
    onChange(
      next
        .split(",")
        .map((word) => word.trim())
        .filter((word) => word !== ""),
    );
  };
  return (
    <Field label={label} hint={hint} error={error}>
      <TextInput value={text} onChange={write} autoComplete="off" />
    </Field>
  );
}
