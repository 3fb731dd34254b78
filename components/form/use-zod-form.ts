"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { z } from "zod";
import { codedError, useCodeText, useErrorText } from "./error-text";
import { firstIssues, type IssueText } from "./issues";

type AnyObject = z.ZodType<object, object>;

/** What a form holds while it is being filled in: fields may be empty (null) until they are not. */
export type Draft<Input> = { [Key in keyof Input]: Input[Key] | null | undefined };

export type ZodFormOptions<Schema extends AnyObject, Result> = {
  schema: Schema;
  initial: Draft<z.input<Schema>>;
  /** Sends the parsed value; a thrown DomainError (also through tRPC) lands at its field. */
  onSubmit: (value: z.output<Schema>) => Promise<Result>;
  onDone?: (result: Result) => void;
  /** Which field an error code speaks of: `{ "cases.ref_no_taken": "refNo" }`. */
  fieldOfCode?: Record<string, Extract<keyof z.input<Schema>, string>>;
};

/** State of one form: values, errors by field path, submit. The schema is the verb's own input. */
export function useZodForm<Schema extends AnyObject, Result>(
  options: ZodFormOptions<Schema, Result>,
) {
  type Values = Draft<z.input<Schema>>;
  const { schema, initial } = options;
  const [values, setValues] = useState<Values>(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isSubmitting, setSubmitting] = useState(false);
  const [isDirty, setDirty] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const issueText = useIssueText();
  const serverErrors = useServerErrors(options.fieldOfCode);

  function set<Key extends keyof Values & string>(key: Key, value: Values[Key]): void {
    setValues((before) => ({ ...before, [key]: value }));
    setErrors((before) => withoutField(before, key));
    setDirty(true);
  }

  function refuse(next: Record<string, string>): void {
    setErrors(next);
    requestAnimationFrame(() => {
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    });
  }

  async function submit(event?: FormEvent): Promise<void> {
    event?.preventDefault();
    // React passes the event of a dialog's form up to the form that the dialog was opened from.
    event?.stopPropagation();
    if (isSubmitting) return;
    const parsed = schema.safeParse(values, { reportInput: true });
    if (!parsed.success) {
      const issues = Object.entries(firstIssues(parsed.error.issues));
      return refuse(Object.fromEntries(issues.map(([path, text]) => [path, issueText(text)])));
    }
    setSubmitting(true);
    setErrors({});
    try {
      const result = await options.onSubmit(parsed.data);
      setDirty(false);
      options.onDone?.(result);
    } catch (error) {
      refuse(serverErrors(error));
    } finally {
      setSubmitting(false);
    }
  }

  return {
    values,
    set,
    errors,
    /** Error of a field by its path. */
    error: (path: string): string | undefined => errors[path],
    /** What is wrong with the form as a whole. */
    formError: errors[""],
    isSubmitting,
    isDirty,
    submit,
    /** Spread on <form>. */
    props: { ref: form, onSubmit: submit, noValidate: true },
    /** Spread on an input: value and onChange of one field. */
    field: <Key extends keyof Values & string>(key: Key) => ({
      name: key,
      value: values[key],
      onChange: (value: Values[Key]) => set(key, value),
    }),
    /** The same for a text field, whose empty value is "". */
    text: (key: keyof Values & string) => ({
      name: key,
      value: String(values[key] ?? ""),
      onChange: (value: string) => set(key, value as Values[typeof key]),
    }),
    reset: (next: Values = initial) => {
      setValues(next);
      setErrors({});
      setDirty(false);
    },
  };
}

function withoutField(errors: Record<string, string>, key: string): Record<string, string> {
  const kept = Object.entries(errors).filter(
    ([path]) => path !== "" && path !== key && !path.startsWith(`${key}.`),
  );
  return kept.length === Object.keys(errors).length ? errors : Object.fromEntries(kept);
}

type LooseFormText = (key: string, params?: IssueText["params"]) => string;

function useIssueText(): (issue: IssueText) => string {
  // The keys come from issues.ts, whose test names each of them.
  const t = useTranslations("shell.form") as unknown as LooseFormText;
  const codeText = useCodeText();
  return ({ key, params }) =>
    key.includes(".") ? (codeText(key, params) ?? t("invalidError")) : t(key, params);
}

function useServerErrors(fieldOfCode: Record<string, string> | undefined) {
  const errorText = useErrorText();
  return (error: unknown): Record<string, string> => {
    const coded = codedError(error);
    const named = coded?.params?.field;
    const field = (coded && fieldOfCode?.[coded.code]) ?? (typeof named === "string" ? named : "");
    return { [field]: errorText(error) };
  };
}
