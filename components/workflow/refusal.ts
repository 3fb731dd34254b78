"use client";

import { codedError, useCodeText, useErrorText } from "../form/error-text";
import type { Process } from "./processes";

export type Refusal = {
  /** Key of the field that it speaks of; "" = the form as a whole. */
  field: string;
  code: string | null;
  text: string;
};

type Params = Record<string, string | number>;

/** Keys of fields, roles and states in the params of an error become their names. */
export function namedParams(process: Process | undefined, params: Params): Params {
  const entries = process?.fields.map(({ key, name }) => ({ code: key, name })) ?? [];
  const lists: Record<string, readonly { code: string; name: string }[]> = {
    field: entries,
    role: process?.roles ?? [],
    state: process?.states ?? [],
  };
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      lists[key]?.find(({ code }) => code === value)?.name ?? value,
    ]),
  );
}

/** What a caught error says, in names that people know, and which field it belongs to. */
export function useRefusal(process: Process | undefined): (error: unknown) => Refusal {
  const codeText = useCodeText();
  const errorText = useErrorText();
  return (error) => {
    const coded = codedError(error);
    if (!coded) return { field: "", code: null, text: errorText(error) };
    const { code, params = {} } = coded;
    const field = typeof params.field === "string" ? params.field : "";
    return { field, code, text: codeText(code, namedParams(process, params)) ?? errorText(error) };
  };
}
