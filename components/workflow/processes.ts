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
  /** One per category; variants left out. */
  categories: readonly Process[];
  /** The process that rules a case of the category with these values. */
  of: (category: string, values?: Readonly<Record<string, unknown>>) => Process | undefined;
};

const none: readonly Process[] = [];

/** The variant whose field says so, else the category's own process. */
export function processOf(
  all: readonly Process[],
  category: string,
  values: Readonly<Record<string, unknown>> = {},
): Process | undefined {
  const ofCategory = all.filter((each) => each.category === category);
  const variant = ofCategory.find(
    ({ selectBy }) => selectBy !== null && values[selectBy.field] === selectBy.value,
  );
  return variant ?? ofCategory.find((each) => each.selectBy === null);
}

/** Process definitions in the reader's language, asked once a visit. */
export function useProcesses(): Processes {
  const language = useLocale();
  const { data, isPending, error } = trpc.cases.processes.useQuery(
    { language },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  return useMemo(() => {
    const all = data ?? none;
    return {
      isPending,
      error,
      categories: all.filter((each) => each.selectBy === null),
      of: (category, values) => processOf(all, category, values),
    };
  }, [data, isPending, error]);
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

export function nameIn(
  entries: readonly { code: string; name: string }[] | undefined,
  code: string,
): string {
  return entries?.find((entry) => entry.code === code)?.name ?? code;
}
