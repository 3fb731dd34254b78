"use client";

import { useTranslations } from "next-intl";
import { PARTY_KINDS } from "@/db/values/parties";
import { trpc } from "../api/crm";
import type { Filter } from "../table/filter";
import { useCountries } from "./country";

/** Filters of the register of parties. */
export function usePartyFilters(): Filter[] {
  const t = useTranslations("parties");
  const countries = useCountries();
  const groups = trpc.cases.groups.useQuery();
  const presence = (key: "email" | "phone" | "dataBox"): Filter => ({
    kind: "choice",
    key,
    label: t(`filters.${key}`),
    options: [
      { value: "yes", label: t("filters.has") },
      { value: "no", label: t("filters.hasNot") },
    ],
  });
  return [
    {
      kind: "choice",
      key: "kind",
      label: t("filters.kind"),
      options: PARTY_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
    },
    { kind: "text", key: "city", label: t("filters.city") },
    { kind: "choice", key: "country", label: t("filters.country"), options: countries.options },
    presence("email"),
    presence("phone"),
    presence("dataBox"),
    {
      kind: "choice",
      key: "group",
      label: t("filters.group"),
      options: (groups.data ?? []).map((group) => ({
        value: String(group.id),
        label: group.code,
        hint: group.description,
      })),
      isLoading: groups.isPending,
    },
  ];
}
