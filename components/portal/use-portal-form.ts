"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useCodeText } from "../form/error-text";
import type { IssueText } from "../form/issues";
import { fieldFaults, type Place } from "./faults";
import { SendKey } from "./send-key";
import { type Client, type Fault, useAttempt, useFaultOf } from "./use-portal";

type Errors = Record<string, string>;
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
type Work<T> = (client: Client, key: string) => Promise<T>;

const asNamed: Place = (named) => named;

/**
 * A form of the portal: what is wrong stands at its field, and the first such field gets the focus;
 * what concerns no field of it is its `fault`. Fields are found by their names.
 */
export function usePortalForm(slug: string, place: Place = asNamed) {
  const { attempt, isBusy } = useAttempt(slug);
  const faultOf = useFaultOf();
  const textOf = useFieldText();
  const { form, focusFault } = useFocusOfFault();
  const sendKey = useRef(new SendKey());
  const [errors, setErrors] = useState<Errors>({});
  const [fault, setFault] = useState<Fault | null>(null);

  /** Shows texts at the fields that are there; false where none of them is. */
  function refuse(next: Errors): boolean {
    const shown = Object.entries(next).filter(([name]) => form.current?.elements.namedItem(name));
    setErrors(Object.fromEntries(shown));
    setFault(null);
    if (shown.length > 0) focusFault();
    return shown.length > 0;
  }
  const refuseTexts = (faults: Record<string, IssueText>) =>
    refuse(Object.fromEntries(Object.entries(faults).map(([at, text]) => [at, textOf(text)])));

  /** Sends `content`; null where something was missing or refused, and the form says what. */
  async function send<T>(content: object, work: Work<T>): Promise<T | null> {
    const missing = missingOf(form.current);
    if (missing.length > 0) {
      refuseTexts(Object.fromEntries(missing.map((name) => [name, { key: "requiredError" }])));
      return null;
    }
    const key = sendKey.current.of(content);
    const outcome = await attempt((client) => work(client, key));
    if (!outcome) return null;
    if ("cause" in outcome) {
      if (!refuseTexts(fieldFaults(outcome.cause, place))) setFault(faultOf(outcome.cause));
      return null;
    }
    sendKey.current.done();
    setErrors({});
    setFault(null);
    return outcome.value;
  }

  function onInput({ target }: FormEvent<HTMLFormElement>) {
    const { name } = target as Control;
    setErrors(({ [name]: _, ...rest }) => rest);
  }
  return {
    send,
    refuse,
    isBusy,
    fault,
    /** Spread on a field. */
    at: (name: string) => ({ name, error: errors[name] }),
    /** Spread on the form. Sent before the page is alive it may not become an address. */
    props: { ref: form, noValidate: true, method: "post", onInput },
  };
}

/** The names of required fields that are empty. */
function missingOf(form: HTMLFormElement | null): string[] {
  const controls = [...(form?.elements ?? [])] as Partial<Control>[];
  return controls.flatMap(({ required, value, name }) =>
    required && name && !value?.trim() ? [name] : [],
  );
}

/** The form's element, and the way to its first faulty field once that is drawn. */
function useFocusOfFault() {
  const form = useRef<HTMLFormElement>(null);
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refusals]);
  return { form, focusFault: () => setRefusals((count) => count + 1) };
}

type LooseFormText = (key: string, params?: IssueText["params"]) => string;

function useFieldText(): (text: IssueText) => string {
  // The keys come from issues.ts, whose test names each of them.
  const t = useTranslations("shell.form") as unknown as LooseFormText;
  const codeText = useCodeText();
  return ({ key, params }) =>
    key.includes(".") ? (codeText(key, params) ?? t("invalidError")) : t(key, params);
}
