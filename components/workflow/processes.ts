"use client";

import { useLocale } from "next-intl";
import { useMemo } from "react";
import { CURRENCIES } from "@/db/values/claims";
import type { Currency } from "@/server/kernel/money";
import { type RouterOutput, trpc } from "../api/crm";

export type Process = RouterOutput["cases"]["processes"][number];
export type ProcessState = Process["states"][number];
export type ProcessField = Process["fields"][number];
export type ProcessTransition = Process["transitions"][number];

export type Processes = {
  isPending: boolean;
  error: unknown;
  refetch: () => void;
  /** One per category; variants left out. */
  categories: readonly Process[];
  /** Every process in force, variants too. */
  inForce: readonly Process[];
  /** The process that rules a case of the category with these values; of a new case without a version. */
  of: (
    category: string,
    values?: Readonly<Record<string, unknown>>,
    version?: number,
  ) => Process | undefined;
  /** States of a category that only older cases may stand in. */
  olderStates: (category: string) => readonly ProcessState[];
};

const none: readonly Process[] = [];

// An administrator may put another version in force while people work.
const STALE_MS = 5 * 60_000;

/** The variant whose field says so, else the category's own process. */
export function processOf(
  all: readonly Process[],
  category: string,
  by: { values?: Readonly<Record<string, unknown>>; version?: number } = {},
): Process | undefined {
  const { values = {}, version } = by;
  const ofCategory = all.filter(
    (each) =>
      each.category === category &&
      (version === undefined ? each.isInForce : each.version === version),
  );
  const variant = ofCategory.find(
    ({ selectBy }) => selectBy !== null && values[selectBy.field] === selectBy.value,
  );
  return variant ?? ofCategory.find((each) => each.selectBy === null);
}

/** Process definitions in the reader's language, asked once a visit. */
export function useProcesses(): Processes {
  const language = useLocale();
  const { data, isPending, error, refetch } = trpc.cases.processes.useQuery(
    { language },
    { staleTime: STALE_MS },
  );
  return useMemo(() => {
    const all = data ?? none;
    return {
      isPending,
      error,
      refetch: () => void refetch(),
      categories: all.filter((each) => each.selectBy === null && each.isInForce),
      inForce: all.filter((each) => each.isInForce),
      of: (category, values = {}, version = undefined) =>
        processOf(all, category, { values, ...(version === undefined ? {} : { version }) }),
      olderStates: (category) => olderStatesOf(all, category),
    };
  }, [data, isPending, error, refetch]);
}

function olderStatesOf(all: readonly Process[], category: string): ProcessState[] {
  const ofCategory = all.filter((each) => each.category === category);
  const present = new Set(
    ofCategory.filter((each) => each.isInForce).flatMap((each) => each.states.map((s) => s.code)),
  );
  const older = ofCategory.filter((each) => !each.isInForce).flatMap((each) => each.states);
  const lost = older.filter(({ code }) => !present.has(code));
  return [...new Map(lost.map((state) => [state.code, state])).values()];
}

export function stateIn(process: Process | undefined, code: string): ProcessState | undefined {
  return process?.states.find((state) => state.code === code);
}

/** The currency of a money field, as the choice beside it says; undefined where none does. */
export function currencyIn(
  field: ProcessField,
  values: Readonly<Record<string, unknown>>,
): Currency | undefined {
  const said = field.currencyField ? values[field.currencyField] : undefined;
  return CURRENCIES.find((each) => each.toLowerCase() === said);
}

/** What of the values says which variant of the process it is; nothing where nothing does. */
export function selectorIn<T>(
  { selector }: Pick<Process, "selector">,
  values: Readonly<Record<string, T>>,
): Record<string, T> {
  const value = selector ? values[selector] : undefined;
  return selector && value !== undefined ? { [selector]: value } : {};
}

export function nameIn(
  entries: readonly { code: string; name: string }[] | undefined,
  code: string,
): string {
  return entries?.find((entry) => entry.code === code)?.name ?? code;
}
