"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { CURRENCIES } from "@/db/values/claims";
import { CLAIM_STATES, PAYMENT_STATES } from "@/server/domain/claims/inputs";
import { trpc } from "../api/crm";
import type { Filter } from "../table/filter";

const longStaleMs = 60_000;
const currencyOptions = CURRENCIES.map((value) => ({ value, label: value }));

function useGroupOptions() {
  const groups = trpc.cases.groups.useQuery(undefined, { staleTime: longStaleMs });
  return useMemo(
    () =>
      (groups.data ?? []).map(({ id, code, description }) => {
        return { value: String(id), label: code, hint: description };
      }),
    [groups.data],
  );
}

/** What the list of claims can be narrowed by. */
export function useClaimFilters(): Filter[] {
  const t = useTranslations("claims");
  const groups = useGroupOptions();
  return useMemo(
    () => [
      {
        kind: "choice",
        key: "state",
        label: t("filters.state"),
        options: CLAIM_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
      },
      { kind: "days", key: "due", label: t("filters.due") },
      { kind: "money", key: "balance", label: t("filters.balance"), currency: "CZK" },
      { kind: "choice", key: "group", label: t("filters.group"), options: groups },
      { kind: "text", key: "vs", label: t("filters.variableSymbol") },
      { kind: "choice", key: "currency", label: t("filters.currency"), options: currencyOptions },
    ],
    [t, groups],
  );
}

/** What the list of payments can be narrowed by. */
export function usePaymentFilters(): Filter[] {
  const t = useTranslations("payments");
  const groups = useGroupOptions();
  return useMemo(
    () => [
      {
        kind: "choice",
        key: "state",
        label: t("filters.state"),
        options: PAYMENT_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
      },
      { kind: "days", key: "value", label: t("filters.value") },
      { kind: "money", key: "amount", label: t("filters.amount"), currency: "CZK" },
      { kind: "choice", key: "group", label: t("filters.group"), options: groups },
      { kind: "text", key: "vs", label: t("filters.variableSymbol") },
      { kind: "choice", key: "currency", label: t("filters.currency"), options: currencyOptions },
    ],
    [t, groups],
  );
}
