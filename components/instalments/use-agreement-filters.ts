"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { CURRENCIES } from "@/db/values/claims";
import { PROMISE_STATES, SCHEDULE_STATES } from "@/db/values/instalments";
import { trpc } from "../api/crm";
import type { Filter } from "../table/filter";

const longStaleMs = 60_000;
const currencyOptions = CURRENCIES.map((value) => ({ value, label: value }));

/** What both lists can be narrowed by: whose case it is, of which group. */
function useCaseFilters(): Filter[] {
  const t = useTranslations("instalments.filters");
  const groups = trpc.cases.groups.useQuery(undefined, { staleTime: longStaleMs });
  const people = trpc.cases.colleagues.useQuery(undefined, { staleTime: longStaleMs });
  return useMemo(
    () => [
      {
        kind: "choice",
        key: "owner",
        label: t("owner"),
        options: (people.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
      },
      {
        kind: "choice",
        key: "group",
        label: t("group"),
        options: (groups.data ?? []).map(({ id, code, description }) => {
          return { value: String(id), label: code, hint: description };
        }),
      },
    ],
    [t, groups.data, people.data],
  );
}

export function useScheduleFilters(): Filter[] {
  const t = useTranslations("instalments");
  const ofCase = useCaseFilters();
  return useMemo(
    () => [
      {
        kind: "choice",
        key: "state",
        label: t("filters.state"),
        options: SCHEDULE_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
      },
      { kind: "days", key: "due", label: t("filters.due") },
      ...ofCase,
      { kind: "choice", key: "currency", label: t("filters.currency"), options: currencyOptions },
    ],
    [t, ofCase],
  );
}

export function usePromiseFilters(): Filter[] {
  const t = useTranslations("instalments");
  const ofCase = useCaseFilters();
  return useMemo(
    () => [
      {
        kind: "choice",
        key: "state",
        label: t("filters.state"),
        options: PROMISE_STATES.map((value) => ({ value, label: t(`promiseStates.${value}`) })),
      },
      { kind: "days", key: "due", label: t("columns.promisedOn") },
      ...ofCase,
    ],
    [t, ofCase],
  );
}
