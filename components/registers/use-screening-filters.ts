"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { REGISTERS, SCREENING_CAUSES, SCREENING_OUTCOMES } from "@/db/values/registers";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useColleagues } from "../cases/use-case-filters";
import type { Filter } from "../table/filter";
import { AUTOMATIC } from "./screening-query";

/** What the log can be narrowed by; a party and a case come by links from their own pages. */
export function useScreeningFilters(filters: Readonly<Record<string, string>>): Filter[] {
  const t = useTranslations("registers");
  const may = useMay();
  const colleagues = useColleagues();
  const partyId = Number(filters.party) || 0;
  const party = trpc.parties.get.useQuery(
    { partyId },
    { enabled: partyId > 0 && may("parties:read") },
  );
  const partyName = party.data?.fullName;
  return useMemo(() => {
    const given = (key: "party" | "case", label: string): Filter[] =>
      filters[key]
        ? [
            {
              kind: "choice",
              key,
              label: t(`columns.${key}`),
              options: [{ value: filters[key] ?? "", label }],
            },
          ]
        : [];
    return [
      { kind: "flag", key: "open", label: t("filters.open") },
      { kind: "flag", key: "changed", label: t("filters.changed") },
      {
        kind: "choice",
        key: "register",
        label: t("columns.register"),
        options: REGISTERS.map((value) => ({ value, label: t(`names.${value}`) })),
      },
      {
        kind: "choice",
        key: "outcome",
        label: t("columns.outcome"),
        options: SCREENING_OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) })),
      },
      {
        kind: "choice",
        key: "cause",
        label: t("columns.cause"),
        options: SCREENING_CAUSES.map((value) => ({ value, label: t(`causes.${value}`) })),
      },
      {
        kind: "choice",
        key: "who",
        label: t("columns.actor"),
        options: [
          { value: AUTOMATIC, label: t("filters.automatic") },
          ...(colleagues.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
        ],
      },
      { kind: "days", key: "asked", label: t("columns.askedAt") },
      ...given("party", partyName ?? `#${filters.party}`),
      ...given("case", `#${filters.case}`),
    ];
  }, [t, colleagues.data, filters, partyName]);
}
