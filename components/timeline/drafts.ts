"use client";

import { useEffect, useState } from "react";

/** What has been typed and not yet sent, while the page lives: a look at another tab loses nothing. */
const drafts = new Map<string, object>();
const draftsMax = 50;

/** The values a form begins with: what was left unsent under this key, else `fresh`. */
export function useDraftStart<Values extends object>(key: string, fresh: Values): Values {
  const [start] = useState(() => ({ ...fresh, ...drafts.get(key) }));
  return start;
}

/** Keeps what a form holds under a key; a form that is clean is forgotten. */
export function useKeepDraft(key: string, form: { values: object; isDirty: boolean }): void {
  const { values, isDirty } = form;
  useEffect(() => {
    if (isDirty) keep(key, values);
  }, [key, values, isDirty]);
}

export function dropDraft(key: string): void {
  drafts.delete(key);
}

export function hasDraft(key: string): boolean {
  return drafts.has(key);
}

function keep(key: string, values: object): void {
  drafts.delete(key);
  drafts.set(key, values);
  const [oldest] = drafts.keys();
  if (drafts.size > draftsMax && oldest !== undefined) drafts.delete(oldest);
}
