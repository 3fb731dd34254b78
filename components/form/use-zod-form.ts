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
  const draft = useDraft<Values>(initial);
  const [isSubmitting, setSubmitting] = useState(false);
  const isSending = useRef(false);
  const { form, focusFault } = useFormElement();
  const issueTexts = useIssueTexts();
  const serverErrors = useServerErrors(options.fieldOfCode);
  const { values, errors, set } = draft;

  function refuse(next: Record<string, string>): void {
    draft.setErrors(next);
    focusFault();
  }

  async function send(value: z.output<Schema>): Promise<void> {
    isSending.current = true;
    setSubmitting(true);
    draft.setErrors({});
    try {
      const result = await options.onSubmit(value);
      draft.setDirty(false);
      options.onDone?.(result);
    } catch (error) {
      refuse(serverErrors(error));
    } finally {
      isSending.current = false;
      setSubmitting(false);
    }
  }

  async function submit(event?: FormEvent): Promise<void> {
    event?.preventDefault();
    // React passes the event of a dialog's form up to the form that the dialog was opened from.
    event?.stopPropagation();
    // A second press comes before React has drawn the button as busy.
    if (isSending.current) return;
    const parsed = schema.safeParse(values, { reportInput: true });
    if (parsed.success) await send(parsed.data);
    else refuse(issueTexts(parsed.error.issues));
  }

  return {
    values,
    set,
    reset: draft.reset,
    errors,
    /** Error of a field by its path. */
    error: (path: string): string | undefined => errors[path],
    /** What is wrong with the form as a whole. */
    formError: errors[""],
    isSubmitting,
    isDirty: draft.isDirty,
    submit,
    /** Spread on <form>. Pressed before the page is alive it may not become an address. */
    props: { ref: form, onSubmit: submit, noValidate: true, method: "post" },
    ...bindings(values, set),
  };
}

type Setter<Values> = <Key extends keyof Values & string>(key: Key, value: Values[Key]) => void;

function bindings<Values>(values: Values, set: Setter<Values>) {
  return {
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
  };
}

function useDraft<Values extends object>(initial: Values) {
  const [values, setValues] = useState<Values>(initial);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [isDirty, setDirty] = useState(false);
  const set: Setter<Values> = (key, value) => {
    setValues((before) => ({ ...before, [key]: value }));
    setErrors((before) => withoutField(before, key));
    setDirty(true);
  };
  function reset(next: Values = initial): void {
    setValues(next);
    setErrors({});
    setDirty(false);
  }
  return { values, errors, setErrors, isDirty, setDirty, set, reset };
}

function withoutField(errors: Record<string, string>, key: string): Record<string, string> {
  const kept = Object.entries(errors).filter(
    ([path]) => path !== "" && path !== key && !path.startsWith(`${key}.`),
  );
  return kept.length === Object.keys(errors).length ? errors : Object.fromEntries(kept);
}

type LooseFormText = (key: string, params?: IssueText["params"]) => string;

/** Texts of a schema's issues by field path. */
function useIssueTexts() {
  // The keys come from issues.ts, whose test names each of them.
  const t = useTranslations("shell.form") as unknown as LooseFormText;
  const codeText = useCodeText();
  const textOf = ({ key, params }: IssueText) =>
    key.includes(".") ? (codeText(key, params) ?? t("invalidError")) : t(key, params);
  return (issues: Parameters<typeof firstIssues>[0]): Record<string, string> =>
    Object.fromEntries(
      Object.entries(firstIssues(issues)).map(([path, issue]) => [path, textOf(issue)]),
    );
}

/** The form's element, and the way to its first faulty field once that is drawn. */
function useFormElement() {
  const form = useRef<HTMLFormElement>(null);
  function focusFault(): void {
    requestAnimationFrame(() => {
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    });
  }
  return { form, focusFault };
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
