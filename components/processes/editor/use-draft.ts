"use client";

import { useLocale } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { type RouterOutput, trpc } from "../../api/crm";

export type Draft = NonNullable<RouterOutput["processes"]["draft"]>;
export type Raw = Draft["definitions"][number];
export type Entry = Record<string, unknown>;

const PAUSE_MS = 600;

/** The draft as it is typed, kept a moment after each change; nothing that was typed is lost to a save. */
export function useDraft(category: string, draft: Draft) {
  const utils = trpc.useUtils();
  const [definitions, setDefinitions] = useState<Raw[]>(draft.definitions);
  const [problems, setProblems] = useState(draft.problems);
  const [difference, setDifference] = useState(draft.difference);
  const language = useLocale();
  const revision = useRef(draft.revision);
  const waiting = useRef<Raw[] | null>(null);
  const [isKept, setKept] = useState(true);
  const save = trpc.processes.saveDraft.useMutation({
    onSuccess: (saved) => {
      revision.current = saved.revision;
      setProblems(saved.problems);
      setDifference(saved.difference);
      if (waiting.current === null) {
        setKept(true);
        void utils.processes.draft.invalidate({ category });
      }
    },
    // What did not arrive is sent with the next change.
    onError: (_, { definitions: unsent }) => {
      waiting.current ??= unsent as Raw[];
    },
  });
  const latest = useRef(save);
  latest.current = save;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change begins the pause anew.
  useEffect(() => {
    if (waiting.current === null || save.isPending || save.error) return;
    const timer = setTimeout(() => {
      const kept = waiting.current;
      if (kept === null) return;
      waiting.current = null;
      latest.current.mutate({ category, revision: revision.current, definitions: kept, language });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [definitions, save.isPending, save.error, category]);
  useUnkept(isKept, () => {
    const unsent = waiting.current;
    if (unsent === null) return;
    waiting.current = null;
    latest.current.mutate({ category, revision: revision.current, definitions: unsent, language });
  });
  const change = (next: Raw[]) => {
    if (latest.current.error) latest.current.reset();
    waiting.current = next;
    setKept(false);
    setDefinitions(next);
  };
  const hasFault = problems.some(({ isWarning }) => !isWarning);
  const found = { problems, difference, hasFault };
  return { definitions, change, ...found, revision, isKept, error: save.error };
}

/** Sends what waits when the editor is left, and has the browser ask before the page is. */
function useUnkept(isKept: boolean, send: () => void) {
  const latest = useRef(send);
  latest.current = send;
  useEffect(() => () => latest.current(), []);
  useEffect(() => {
    if (isKept) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isKept]);
}

export type DraftState = ReturnType<typeof useDraft>;

export const codeOf = (raw: Raw) => String(raw.code ?? raw.category);
export const entriesOf = (raw: Raw, list: string): Entry[] => (raw[list] as Entry[]) ?? [];
export const idOf = (entry: Entry): string => String(entry.code ?? entry.key ?? "");

/** The name of an entry in one language, or its code. */
export function nameOf(entry: Entry, language: string): string {
  const names = entry.names as Record<string, string> | undefined;
  return names?.[language] || idOf(entry) || `${entry.state}: ${entry.action}`;
}
